/** What the popup says of a page: one state, decided from what is known of it. Pure. */
import type { PageReport } from '../protocol/world.ts';
import type { Site, SiteState } from '../settings/sites.ts';

export type PageStatus =
  | 'on'
  | 'off'
  | 'paused'
  /** The browser's own page, a web store: no extension reads it. */
  | 'protected'
  /** The person keeps this site from the extension, in the browser's settings. */
  | 'withheld'
  | 'loading'
  /** The page was there before the extension and has no script of ours. */
  | 'reload';

export interface Known {
  readonly site: Site | undefined;
  /** The browser lets us read the site. */
  readonly hasAccess: boolean;
  readonly state: SiteState | undefined;
  /** The reports of the page's frames; undefined: the page could not be asked. */
  readonly reports: readonly PageReport[] | undefined;
  /** The text of the tab's own page, block by block. */
  readonly blocks: readonly string[];
  /** The tab is still loading. */
  readonly loading: boolean;
}

export function pageStatus({ site, hasAccess, state, reports, loading }: Known): PageStatus {
  if (!hasAccess) return 'withheld';
  if (site === undefined) return 'protected';
  if (reports === undefined) return loading ? 'loading' : 'protected';
  if (state?.pause) return 'paused';
  if (state && !state.on) return 'off';
  if (reports.length === 0) return loading ? 'loading' : 'reload';
  return 'on';
}

/** Mentions by name, all frames together. */
export function totals(reports: readonly PageReport[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { counts } of reports) {
    for (const [name, count] of Object.entries(counts)) {
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }
  return sums;
}
