/** What popup and side panel say of a page, decided from what is known of it. Pure. */
import type { PageReport } from '../../protocol/world.ts';
import type { Site, SiteState } from '../../settings/sites.ts';
import type { StoryName } from '../../story/types.ts';

export type PageStatus =
  | 'on'
  | 'off'
  | 'paused'
  /** The browser's own page: no extension reads it. */
  | 'protected'
  /** A shop for extensions: no extension reads it, so that none can praise itself there. */
  | 'store'
  /** The browser's viewer of PDF files: its text is in no page. */
  | 'pdf'
  /** The person keeps this site from the extension, in the browser's settings. */
  | 'withheld'
  | 'loading'
  /** The page was there before the extension and has no script of ours. */
  | 'reload';

export interface Known {
  readonly site: Site | undefined;
  readonly kind: PageKind;
  /** The tab is in a private window. */
  readonly isPrivate: boolean;
  /** The browser lets us read the site. */
  readonly hasAccess: boolean;
  readonly state: SiteState | undefined;
  /** `StoryName.id` of the names that are not marked, as the options say. */
  readonly unmarked: readonly string[];
  /** The reports of the page's frames; undefined: the page could not be asked. */
  readonly reports: readonly PageReport[] | undefined;
  /** The text of the tab's own page, block by block. */
  readonly blocks: readonly string[];
  /** The tab is still loading. */
  readonly loading: boolean;
}

/** What is known of a page before it was looked at. */
export const unknownPage = (
  page:
    | {
        readonly site: Site | undefined;
        readonly url: string | undefined;
        readonly isPrivate: boolean;
      }
    | undefined,
): Known => ({
  site: page?.site,
  kind: pageKind(page?.url, undefined),
  isPrivate: page?.isPrivate === true,
  hasAccess: true,
  state: undefined,
  unmarked: [],
  reports: [],
  blocks: [],
  loading: true,
});

export type PageKind = 'page' | 'store' | 'pdf';

const STORES = [
  /^https:\/\/chromewebstore\.google\.com\//,
  /^https:\/\/chrome\.google\.com\/webstore/,
  /^https:\/\/microsoftedge\.microsoft\.com\/addons/,
  /^https:\/\/addons\.mozilla\.org\//,
  /^https:\/\/addons\.opera\.com\//,
];

/**
 * What an address tells of a page before the page can be asked; in Firefox a PDF file never can.
 * @param contentType what the page itself says, if it could be asked
 */
export function pageKind(url: string | undefined, contentType: string | undefined): PageKind {
  if (contentType !== undefined) return contentType === 'application/pdf' ? 'pdf' : 'page';
  if (url === undefined || !URL.canParse(url)) return 'page';
  if (STORES.some((store) => store.test(url))) return 'store';
  return /\.pdf$/i.test(new URL(url).pathname) ? 'pdf' : 'page';
}

export function pageStatus(known: Known): PageStatus {
  const { site, kind, hasAccess, state, reports, loading } = known;
  if (kind === 'store') return 'store';
  if (!hasAccess) return 'withheld';
  if (site === undefined) return 'protected';
  if (kind === 'pdf') return 'pdf';
  if (reports === undefined) return loading ? 'loading' : 'protected';
  if (state?.pause) return 'paused';
  if (state && !state.on) return 'off';
  if (reports.length === 0) return loading ? 'loading' : 'reload';
  return 'on';
}

/** Whether a switch of the site has any bearing on the page. */
export const isSwitchable = (status: PageStatus) =>
  status !== 'protected' && status !== 'store' && status !== 'pdf';

/** Tells the names that are marked from those that the options leave out. */
export const isMarked =
  ({ unmarked }: Pick<Known, 'unmarked'>) =>
  ({ id }: Pick<StoryName, 'id'>) =>
    !unmarked.includes(id);

/** Marking is on, and the options leave out every name. As long as the names are not known, none is known to be left out. */
export const isNoneChosen = (
  status: PageStatus,
  known: Pick<Known, 'unmarked'>,
  names: readonly Pick<StoryName, 'id'>[],
) => status === 'on' && names.length > 0 && !names.some(isMarked(known));

/** Why marking is on or off, where it is not by the site's own rule. */
export function reasonOf(
  site: Site | undefined,
  { decidedBy }: SiteState,
): 'own' | 'default' | 'above' {
  if (decidedBy === undefined) return 'default';
  return decidedBy === site ? 'own' : 'above';
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
