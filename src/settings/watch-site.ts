/** What a page follows of the settings. Small: every page gets it. */
import { type Following, follow } from './follow.ts';
import type { Site, SiteState } from './sites.ts';
import type { FollowedStorage } from './storage.ts';
import { optionKey } from './stored.ts';
import { siteKeys, storedState } from './stored-state.ts';

const NAMES = optionKey('names');
const LOOK = [optionKey('markStyle'), optionKey('markColour')];

/** What a frame needs of the options before there is anything to mark. */
export interface MarkOptions {
  /** `StoryName.id` of the names that are not marked. */
  readonly unmarked: readonly string[];
  /** Marks may have another look than the default one. */
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
  const keys = siteKeys(site);
  let stored: Readonly<Record<string, unknown>> = {};
  let expiry: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    clearTimeout(expiry);
    const now = Date.now();
    const state = storedState(site, stored, now);
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
      local: [...keys.local, NAMES, ...LOOK],
      ...(isPrivate && { session: keys.session }),
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
