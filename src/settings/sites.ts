/**
 * What counts as a site, and which rule decides about one. Pure, and without the list of public
 * suffixes (domains.ts), which is too heavy for the script that every page gets.
 *
 * A site is the host in the address bar: without port (a developer's ports are one machine), in lower
 * case, in punycode as the browser writes it, without a trailing dot. An address in numbers is one
 * site, and so are all of `file:`.
 */

/** A host, or `file:`. */
export type Site = string;

/** What a person chose for a site and all below it. */
export interface SiteRule {
  /** null: the rule was removed. Kept for a while, so that another device cannot bring it back. */
  readonly on: boolean | null;
  /** When it was chosen, by a clock that never goes back for one site (rules.ts): milliseconds since the epoch. */
  readonly at: number;
  /** Holds for this host only: what stands below a public suffix (`github.io`) is not one site. */
  readonly alone?: true;
}

/** The newest rule of each site that ever had one. */
export type Rules = ReadonlyMap<Site, SiteRule>;

/**
 * Marking is paused everywhere. `until`: milliseconds since the epoch, or the browser's next start, or
 * null: until switched on.
 */
export interface Pause {
  readonly until: number | 'restart' | null;
}

/**
 * Milliseconds that a pause with an end can last; an hour is what the popup offers. One that ends later was
 * stored by a clock that was wrong, and is none: it would stop all marks for years.
 */
export const LONGEST_PAUSE_MS = 86_400_000;

/** An address in parts, as `URL` and `Location` have them. */
type Address = Pick<URL, 'protocol' | 'hostname' | 'origin'>;

/** The site of an address, or undefined where no site can be (`about:`, the browser's own pages). */
export function siteOf(url: string | undefined): Site | undefined {
  return url && URL.canParse(url) ? siteAt(new URL(url)) : undefined;
}

/** The same of an address that is in parts already: every page asks for its own. */
export function siteAt({ protocol, hostname, origin }: Address): Site | undefined {
  if (protocol === 'file:') return 'file:';
  if (protocol === 'http:' || protocol === 'https:') {
    // Of `a.example.` and `a.example..` the first is a name; the browser keeps both as they are typed. A regular
    // expression would take 0.1 ms, as the first that runs.
    let name = hostname;
    while (name.endsWith('.')) name = name.slice(0, -1);
    return name || undefined;
  }
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
 * The nearest rule decides, then `byDefault`.
 * @param now milliseconds since the epoch
 * @param byDefault whether sites without a rule are on
 */
export function siteState(
  site: Site,
  rules: Rules,
  pause: Pause | undefined,
  now: number,
  byDefault = true,
): SiteState {
  const decidedBy = sitesAbove(site).find((above) => {
    const rule = rules.get(above);
    return rule && rule.on !== null && (above === site || !rule.alone);
  });
  const on = decidedBy === undefined ? byDefault : rules.get(decidedBy)?.on === true;
  const left = typeof pause?.until === 'number' ? pause.until - now : LONGEST_PAUSE_MS;
  const isPaused = pause !== undefined && left > 0 && left <= LONGEST_PAUSE_MS;
  return { active: on && !isPaused, on, decidedBy, pause: isPaused ? pause : undefined };
}

/** Whether marks are shown, and if not, by what: during a pause the switch has no effect. */
export type Marking = 'on' | 'off' | 'paused';

/** @param state undefined: the settings are not read yet, and on is what they mostly say */
export function markingOf(state: SiteState | undefined): Marking {
  if (!state || state.active) return 'on';
  return state.pause ? 'paused' : 'off';
}
