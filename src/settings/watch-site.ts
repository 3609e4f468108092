/** What a page follows of the settings. Small: every page gets it. */
import { type Following, follow } from './follow.ts';
import { type Site, type SiteRule, type SiteState, siteState, sitesAbove } from './sites.ts';
import type { FollowedStorage } from './storage.ts';
import { optionKey, PAUSE_KEY, privateKey, ruleKey, storedPause, storedRule } from './stored.ts';

const NEW_SITES = optionKey('newSites');
const NAMES = optionKey('names');
const LOOK = [optionKey('markStyle'), optionKey('markColour'), optionKey('markEach')];

/** What a frame needs of the options before there is anything to mark. */
export interface MarkOptions {
  /** `StoryName.id` of the names that are not marked. */
  readonly unmarked: readonly string[];
  /** Marks may be others than by default, or have another look. */
  readonly hasOwnLook: boolean;
}

/**
 * Tells what holds for a site, and how it is to be marked, now and whenever either changes.
 * @param isPrivate in a private window, whose own rules come before the others of the same site
 */
export function watchSite(
  storage: FollowedStorage,
  site: Site,
  tell: (state: SiteState, options: MarkOptions) => void,
  isPrivate = false,
): Following {
  const sites = sitesAbove(site);
  let stored: Readonly<Record<string, unknown>> = {};
  let expiry: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    clearTimeout(expiry);
    const rules = new Map<Site, SiteRule>();
    for (const above of sites) {
      const rule = storedRule(stored[privateKey(above)]) ?? storedRule(stored[ruleKey(above)]);
      if (rule) rules.set(above, rule);
    }
    const now = Date.now();
    const pause = storedPause(stored[PAUSE_KEY]);
    const state = siteState(site, rules, pause, now, stored[NEW_SITES] !== 'off');
    const until = state.pause?.until;
    // A timer takes at most 2^31 ms.
    if (typeof until === 'number') expiry = setTimeout(update, Math.min(until - now, 2 ** 31 - 1));
    const names = stored[NAMES];
    tell(state, {
      unmarked: Array.isArray(names) ? names : [],
      hasOwnLook: LOOK.some((key) => stored[key] !== undefined),
    });
  };
  const { readAnew, end } = follow(
    storage,
    {
      local: [...sites.map(ruleKey), PAUSE_KEY, NEW_SITES, NAMES, ...LOOK],
      ...(isPrivate && { session: sites.map(privateKey) }),
    },
    (now) => {
      stored = now;
      update();
    },
  );
  return {
    readAnew,
    end() {
      clearTimeout(expiry);
      end();
    },
  };
}
