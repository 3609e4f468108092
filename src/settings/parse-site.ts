/** Reads hosts that people and files name. Pure. */
import { type Site, siteOf } from './sites.ts';

/** The longest host name and the longest part of one between its dots that DNS has room for. */
const MAX_HOST = 253;
const MAX_LABEL = 63;

/**
 * Why no page can have a host: it has a path, a port or a user name with it (`parts`), a `*`
 * (`wildcard`), a letter that no host name has (`letters`), nothing or too much between two dots
 * (`labels`), or is too long in all (`long`).
 */
export type SiteFault = 'parts' | 'wildcard' | 'letters' | 'labels' | 'long';

/**
 * Reads a host that a person or a file names.
 *
 * Stricter than `URL`, which takes `*.`, `a..b` and `a,b`, and not the same in each browser: devices that
 * share their rules have to agree on what is one.
 */
export function parseSite(text: string): { readonly site: Site } | { readonly fault: SiteFault } {
  if (text === 'file:') return { site: text };
  // A dot at the end is not of the name.
  if (text.length > MAX_HOST + 1) return { fault: 'long' };
  const isAddress = text.startsWith('[') && text.endsWith(']');
  if (/[/\\?#@]/.test(text) || (text.includes(':') && !isAddress)) return { fault: 'parts' };
  // Chromium reads it as `%2a`, Firefox as no host.
  if (/[*＊]|%2a/i.test(text)) return { fault: 'wildcard' };
  // `URL` passes over some of them.
  if (/[\s\p{Cc}]/u.test(text)) return { fault: 'letters' };
  const site = siteOf(`http://${text}`);
  if (site === undefined) return { fault: /^\.*$/.test(text) ? 'labels' : 'letters' };
  if (isAddress) return { site };
  if (/[^a-z\d._-]/.test(site)) return { fault: 'letters' };
  if (site.length > MAX_HOST) return { fault: 'long' };
  const labels = site.split('.');
  const isWhole = labels.every((label) => label !== '' && label.length <= MAX_LABEL);
  return isWhole ? { site } : { fault: 'labels' };
}

/** The same address as siteOf gives it, or undefined for what is no site. */
export function readSite(text: string): Site | undefined {
  const read = parseSite(text);
  return 'site' in read ? read.site : undefined;
}
