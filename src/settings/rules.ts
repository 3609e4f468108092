/** Rules of several windows and devices made one: whose time is later wins. Pure. */
import { isPublicSuffix } from './domains.ts';
import { type Rules, type Site, type SiteRule, siteOf } from './sites.ts';
import { LATEST, readTime } from './stored.ts';

export { LATEST };

/** Milliseconds that a removed rule is remembered: a device away for longer may bring it back. */
export const REMEMBERED = 180 * 86_400_000;
/** So many removed rules are remembered at most, the newest. */
export const REMEMBERED_RULES = 1_000;

/** A rule as it may come from anywhere, or undefined for what cannot be read as one. */
export function readRule(site: Site, value: unknown): SiteRule | undefined {
  const { on, at } = (value ?? {}) as Partial<SiteRule>;
  if (typeof on !== 'boolean' && on !== null) return undefined;
  return ruleFor(site, on, readTime(at));
}

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

export function ruleFor(site: Site, on: boolean | null, at: number): SiteRule {
  return isPublicSuffix(site) ? { on, at, alone: true } : { on, at };
}

/**
 * The time of a change: now, but later than what it changes, so that a clock that was wrong once
 * (here or on another device) cannot hold a switch in place.
 * @param now milliseconds since the epoch
 */
export function timeAfter(former: SiteRule | undefined, now: number): number {
  return Math.min(Math.max(now, (former?.at ?? -1) + 1), LATEST);
}

/** Of two choices of one time, the quieter: off before on before none. */
const weight = ({ on }: SiteRule) => (on === false ? 2 : on === true ? 1 : 0);

/** More than 0: `a` is the newer one; 0: the two are the same. A total order. */
export function compareRules(a: SiteRule, b: SiteRule): number {
  return a.at - b.at || weight(a) - weight(b);
}

/** The newer rule of each site. Commutative, associative, idempotent. */
export function mergeRules(a: Rules, b: Rules): Rules {
  return new Map([...a, ...newerRules(b, a)]);
}

/** What `theirs` knows better than `ours`. */
export function newerRules(theirs: Rules, ours: Rules): Rules {
  return new Map(
    [...theirs].filter(([site, rule]) => {
      const own = ours.get(site);
      return !own || compareRules(rule, own) > 0;
    }),
  );
}

/** Removed rules that need not be remembered any longer. */
export function forgotten(rules: Rules, now: number): Site[] {
  const removed = [...rules]
    .filter(([, { on }]) => on === null)
    .sort(([, a], [, b]) => b.at - a.at);
  return removed
    .filter(([, { at }], index) => index >= REMEMBERED_RULES || at < now - REMEMBERED)
    .map(([site]) => site);
}

/** Rules that are written together. `on: null` removes. */
export type RuleChange = ReadonlyMap<Site, boolean | null>;

/**
 * Makes one rule for `domain` and all below it: nearer rules beneath are removed.
 * @returns the change, and the one that undoes it
 */
export function changeForAll(
  rules: Rules,
  domain: Site,
  on: boolean,
): { readonly change: RuleChange; readonly undo: RuleChange } {
  const beneath = [...rules].filter(
    ([site, rule]) => rule.on !== null && site.endsWith(`.${domain}`),
  );
  return {
    change: new Map([...beneath.map(([site]) => [site, null] as const), [domain, on]]),
    undo: new Map([
      ...beneath.map(([site, rule]) => [site, rule.on] as const),
      [domain, rules.get(domain)?.on ?? null],
    ]),
  };
}
