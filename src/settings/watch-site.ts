/** What a page follows of the settings. Small: every page gets it. */
import type { Options } from './options.ts';
import { type Site, type SiteRule, type SiteState, siteState, sitesAbove } from './sites.ts';
import { type FollowedStorage, read, type StorageListener } from './storage.ts';
import {
  OPTION_KEYS,
  PAUSE_KEY,
  privateKey,
  ruleKey,
  storedOptions,
  storedPause,
  storedRule,
} from './stored.ts';

/** Milliseconds after which a storage that has not answered is not waited for. */
const PATIENCE = 2_000;

/**
 * Tells what holds for a site, and the options, now and whenever either changes.
 *
 * Storage that fails or never answers must not take a page's marks away for good: the defaults hold
 * until it can be read.
 * @param isPrivate in a private window, whose own rules come before the others of the same site
 * @returns a function that ends it
 */
export function watchSite(
  storage: FollowedStorage,
  site: Site,
  tell: (state: SiteState, options: Options) => void,
  isPrivate = false,
): () => void {
  const sites = sitesAbove(site);
  const keys = {
    local: [...sites.map(ruleKey), PAUSE_KEY, ...OPTION_KEYS],
    session: isPrivate ? sites.map(privateKey) : [],
  };
  type AreaName = keyof typeof keys;
  let stored: Record<string, unknown> = {};
  let isKnown = false;
  let expiry: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    clearTimeout(expiry);
    const rules = new Map<Site, SiteRule>();
    for (const above of sites) {
      const rule = storedRule(stored[privateKey(above)]) ?? storedRule(stored[ruleKey(above)]);
      if (rule) rules.set(above, rule);
    }
    const now = Date.now();
    const options = storedOptions(stored);
    const pause = storedPause(stored[PAUSE_KEY]);
    const state = siteState(site, rules, pause, now, options.newSites === 'on');
    const until = state.pause?.until;
    // A timer takes at most 2^31 ms.
    if (typeof until === 'number') expiry = setTimeout(update, Math.min(until - now, 2 ** 31 - 1));
    tell(state, options);
  };
  const listener: StorageListener = (changes, areaName) => {
    const ours = keys[areaName as AreaName]?.filter((key) => key in changes) ?? [];
    if (ours.length === 0) return;
    for (const key of ours) stored = { ...stored, [key]: changes[key]?.newValue };
    // What is not read yet may say otherwise.
    if (isKnown) update();
  };
  const know = (items: Record<string, unknown>) => {
    clearTimeout(patience);
    isKnown = true;
    // What changed meanwhile is newer than what was read.
    stored = { ...items, ...stored };
    update();
  };
  const patience = setTimeout(know, PATIENCE, {});

  storage.onChanged.addListener(listener);
  const areas = (Object.keys(keys) as AreaName[]).filter((area) => keys[area].length > 0);
  const reading = areas.map((area) =>
    read(storage[area], keys[area]).catch((error: unknown) => {
      console.warn('Backstory: settings cannot be read, the defaults hold', error);
      return {};
    }),
  );
  Promise.all(reading).then((items) => know(Object.assign({}, ...items)));
  return () => {
    clearTimeout(expiry);
    clearTimeout(patience);
    storage.onChanged.removeListener(listener);
  };
}
