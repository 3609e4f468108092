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

/** After so long a storage that has not answered is not waited for. */
const PATIENCE_MS = 2_000;
/** After a reading that failed until the next one; each pause is four times as long as the one before. */
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 32_000;

/** What follows a site's settings. */
export interface SiteWatch {
  /** Nothing may have told of what changed: reads all of it once more, and tells what holds. */
  readAnew(): void;
  end(): void;
}

/**
 * Tells what holds for a site, and the options, now and whenever either changes.
 *
 * Storage that fails or never answers must not take a page's marks away for good: what was known last holds until it
 * can be read, and the defaults if nothing was.
 * @param isPrivate in a private window, whose own rules come before the others of the same site
 */
export function watchSite(
  storage: FollowedStorage,
  site: Site,
  tell: (state: SiteState, options: Options) => void,
  isPrivate = false,
): SiteWatch {
  const sites = sitesAbove(site);
  const keys = {
    local: [...sites.map(ruleKey), PAUSE_KEY, ...OPTION_KEYS],
    session: isPrivate ? sites.map(privateKey) : [],
  };
  type AreaName = keyof typeof keys;
  let stored: Record<string, unknown> = {};
  /** What changed since the reading under way began: newer than what is read. */
  let changed: Record<string, unknown> = {};
  let isKnown = false;
  /** Readings that were begun, and the end, which makes the last of them one of the past, too. */
  let readings = 0;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

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
  const know = () => {
    clearTimeout(patience);
    isKnown = true;
    update();
  };
  const listener: StorageListener = (changes, areaName) => {
    const ours = keys[areaName as AreaName]?.filter((key) => key in changes) ?? [];
    if (ours.length === 0) return;
    for (const key of ours) changed[key] = changes[key]?.newValue;
    stored = { ...stored, ...changed };
    // What is not read yet may say otherwise.
    if (isKnown) update();
  };
  const readAll = async (pauseMs: number): Promise<void> => {
    clearTimeout(retry);
    const reading = ++readings;
    changed = {};
    let hasFailed = false;
    const areas = (Object.keys(keys) as AreaName[]).filter((area) => keys[area].length > 0);
    const items = await Promise.all(
      areas.map((area) =>
        read(storage[area], keys[area]).catch((error: unknown) => {
          if (!hasFailed && pauseMs === FIRST_PAUSE_MS) {
            console.warn('Backstory: settings cannot be read, what was known holds', error);
          }
          hasFailed = true;
          return Object.fromEntries(keys[area].map((key) => [key, stored[key]]));
        }),
      ),
    );
    if (reading !== readings) return;
    stored = Object.assign({}, ...items, changed);
    know();
    if (hasFailed && pauseMs <= LAST_PAUSE_MS) retry = setTimeout(readAll, pauseMs, pauseMs * 4);
  };
  const patience = setTimeout(know, PATIENCE_MS);

  storage.onChanged.addListener(listener);
  void readAll(FIRST_PAUSE_MS);
  return {
    readAnew: () => void readAll(FIRST_PAUSE_MS),
    end() {
      readings++;
      for (const timer of [expiry, retry, patience]) clearTimeout(timer);
      storage.onChanged.removeListener(listener);
    },
  };
}
