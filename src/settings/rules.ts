/** Rules of several windows and devices made one: whose time is later wins. Pure. */
import type { Rules, Site, SiteRule } from './sites.ts';
import { LATEST, readTime } from './stored.ts';

/**
 * Whether what stands below a site belongs to others. The extension's own pages ask tldts (domains.ts), the
 * background a list that it reads when it first needs it (public-suffixes.ts).
 */
export type SuffixTest = (site: Site) => boolean;

/** Milliseconds that a removed rule is remembered: a device away for longer may bring it back. */
export const REMEMBERED = 180 * 86_400_000;
/** So many removed rules are remembered at most, the newest. */
export const REMEMBERED_RULES = 1_000;

/** A rule as it may come from anywhere, or undefined for what cannot be read as one. */
export function readRule(
  site: Site,
  value: unknown,
  isPublicSuffix: SuffixTest,
): SiteRule | undefined {
  const { on, at } = (value ?? {}) as Partial<SiteRule>;
  if (typeof on !== 'boolean' && on !== null) return undefined;
  return ruleFor(site, on, readTime(at), isPublicSuffix);
}

export function ruleFor(
  site: Site,
  on: boolean | null,
  at: number,
  isPublicSuffix: SuffixTest,
): SiteRule {
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
