/** Which rules the options page lists. Pure. */
import type { Options } from '../../settings/options.ts';
import { packRules } from '../../settings/pack.ts';
import { parseSite } from '../../settings/parse-site.ts';
import { type Rules, type Site, siteOf } from '../../settings/sites.ts';

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

/**
 * Those that have what was typed in their name; a whole address stands for its site. Figures stand for
 * themselves, too: read as a site, `99` is the address 0.0.0.99.
 */
export function sitesMatching(sites: readonly ListedSite[], typed: string): readonly ListedSite[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return sites;
  const meant = siteTyped(typed) ?? text;
  return sites.filter(({ site }) => site.includes(text) || site.includes(meant));
}

/** What a person means by a host name or an address: a site, or why it is none. */
export type Typed = ReturnType<typeof parseSite> | { readonly fault: 'address' };

/** Reads a host name, or the address of a page. */
export function readTyped(typed: string): Typed {
  const text = typed.trim();
  if (!/^[a-z]+:\/\//i.test(text)) return parseSite(text);
  const site = siteOf(text);
  return site === undefined ? { fault: 'address' } : parseSite(site);
}

/** The site that a person means by a host name or an address; undefined: it is neither. */
export function siteTyped(typed: string): Site | undefined {
  const read = readTyped(typed);
  return 'site' in read ? read.site : undefined;
}

/** Rows of the list that are there at once: thousands would take seconds, at each change anew. */
const MOST_ROWS = 500;

/** The sites that are in the list when it has grown to `limit`: the last ones of those. */
export function rowsOf(
  found: readonly ListedSite[],
  limit: number,
): { readonly rows: readonly ListedSite[]; readonly before: number; readonly after: number } {
  const end = Math.min(limit, found.length);
  const before = Math.max(0, end - MOST_ROWS);
  return { rows: found.slice(before, end), before, after: found.length - end };
}

/** The sites whose rules find no room in the browser's sync: they stay on this device. */
export function sitesLeft({ sync }: Options, rules: Rules): ReadonlySet<Site> {
  return new Set(sync ? packRules(rules).left : []);
}
