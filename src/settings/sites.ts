/**
 * What counts as a site, and which rule decides about one. Pure.
 *
 * A site is the host in the address bar: without port (a developer's ports are one machine), in lower
 * case, in punycode as the browser writes it, without a trailing dot. All of `file:` is one site.
 */

/** A host, or `file:`. */
export type Site = string;

/** What a person chose for a site and all below it. `at`: milliseconds since the epoch. */
export interface SiteRule {
  readonly on: boolean;
  readonly at: number;
}

/** Marking is paused everywhere; `until`: milliseconds since the epoch, null: until switched on. */
export interface Pause {
  readonly until: number | null;
}

/** The site of an address, or undefined where no site can be (`about:`, the browser's own pages). */
export function siteOf(url: string | undefined): Site | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, hostname, origin } = new URL(url);
  if (protocol === 'file:') return 'file:';
  if (protocol === 'http:' || protocol === 'https:') return hostname.replace(/\.$/, '');
  // blob:https://a.example/… belongs to a.example.
  return protocol === 'blob:' && origin !== 'null' ? siteOf(origin) : undefined;
}

/** The sites whose rules bear on `site`, nearest first: `a.b.example`, `b.example`, `example`. */
export function sitesAbove(site: Site): Site[] {
  // An address in numbers has no parents: 2.3.4 is not above 1.2.3.4.
  if (site.startsWith('[') || /^[\d.]+$/.test(site)) return [site];
  const labels = site.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}

/** What holds for a site. */
export interface SiteState {
  /** Marks are shown: switched on and not paused. */
  readonly active: boolean;
  /** What the switch says, which holds again after a pause. */
  readonly on: boolean;
  /** The site whose rule decided; undefined: none, the default did. */
  readonly decidedBy: Site | undefined;
  readonly pause: Pause | undefined;
}

/**
 * The nearest rule decides, then the default (on).
 * @param now milliseconds since the epoch
 */
export function siteState(
  site: Site,
  rules: ReadonlyMap<Site, SiteRule>,
  pause: Pause | undefined,
  now: number,
): SiteState {
  const decidedBy = sitesAbove(site).find((above) => rules.has(above));
  const on = decidedBy === undefined || rules.get(decidedBy)?.on === true;
  const paused = pause !== undefined && (pause.until === null || pause.until > now);
  return { active: on && !paused, on, decidedBy, pause: paused ? pause : undefined };
}
