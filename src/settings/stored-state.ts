/** What holds for a site, of what is stored. Pure, and small: every page gets it. */
import { type Site, type SiteRule, type SiteState, siteState, sitesAbove } from './sites.ts';
import { optionKey, PAUSE_KEY, privateKey, ruleKey, storedPause, storedRule } from './stored.ts';

const NEW_SITES = optionKey('newSites');

/** The keys that bear on a site; in `storage.session` only for private windows. */
export function siteKeys(site: Site): { readonly local: string[]; readonly session: string[] } {
  const sites = sitesAbove(site);
  return {
    local: [...sites.map(ruleKey), PAUSE_KEY, NEW_SITES],
    session: sites.map(privateKey),
  };
}

/**
 * @param stored what is under those keys; rules of private windows come before the others of the same site
 * @param now milliseconds since the epoch
 */
export function storedState(
  site: Site,
  stored: Readonly<Record<string, unknown>>,
  now: number,
): SiteState {
  const rules = new Map<Site, SiteRule>();
  for (const above of sitesAbove(site)) {
    const rule = storedRule(stored[privateKey(above)]) ?? storedRule(stored[ruleKey(above)]);
    if (rule) rules.set(above, rule);
  }
  return siteState(site, rules, storedPause(stored[PAUSE_KEY]), now, stored[NEW_SITES] !== 'off');
}
