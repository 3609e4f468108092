/** Which rules the options page lists. Pure. */
import type { Options } from '../settings/options.ts';
import { packRules } from '../settings/pack.ts';
import { readSite } from '../settings/rules.ts';
import { type Rules, type Site, siteOf } from '../settings/sites.ts';

export interface ListedSite {
  readonly site: Site;
  readonly on: boolean;
  /** When it was chosen; milliseconds since the epoch, 0: not known. */
  readonly at: number;
}

/** All sites with a rule, by name. */
export function listedSites(rules: Rules): readonly ListedSite[] {
  const sites: ListedSite[] = [];
  // Removed rules are remembered for other devices, and are none.
  for (const [site, { on, at }] of rules) if (on !== null) sites.push({ site, on, at });
  return sites.sort((a, b) => (a.site < b.site ? -1 : 1));
}

/** Those that have what was typed in their name; a whole address stands for its site. */
export function sitesMatching(sites: readonly ListedSite[], typed: string): readonly ListedSite[] {
  const part = (siteTyped(typed) ?? typed).trim().toLowerCase();
  return part === '' ? sites : sites.filter(({ site }) => site.includes(part));
}

/** The site that a person means by a host name or an address; undefined: it is neither. */
export function siteTyped(typed: string): Site | undefined {
  const text = typed.trim();
  return /^[a-z]+:\/\//i.test(text) ? siteOf(text) : readSite(text);
}

/** The sites whose rules find no room in the browser's sync: they stay on this device. */
export function sitesLeft({ sync }: Options, rules: Rules): ReadonlySet<Site> {
  return new Set(sync ? packRules(rules).left : []);
}
