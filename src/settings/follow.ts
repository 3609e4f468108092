/** Follows what is stored. Small: every page gets it. */
import { type FollowedStorage, read, type StorageListener } from './storage.ts';

/** After so long a storage that has not answered is not waited for. */
const PATIENCE_MS = 2_000;
/** After a reading that failed until the next one; each pause is four times as long as the one before. */
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 32_000;

export interface Following {
  /** Nothing may have told of what changed: reads all of it once more, and tells what is stored. */
  readAnew(): void;
  end(): void;
}

/** What is followed in which area. */
export interface FollowedKeys {
  readonly local: readonly string[];
  readonly session?: readonly string[];
}

/**
 * Tells what is stored under some keys, now and whenever that changes.
 *
 * Storage that fails or never answers must not take a page's marks away for good: what was known last holds until it
 * can be read, and nothing is stored if nothing was.
 */
export function follow(
  storage: FollowedStorage,
  followed: FollowedKeys,
  tell: (stored: Readonly<Record<string, unknown>>) => void,
): Following {
  const areas = Object.entries(followed) as [keyof FollowedKeys, string[]][];
  let stored: Record<string, unknown> = {};
  /** What changed since the reading under way began: newer than what is read. */
  let changed: Record<string, unknown> = {};
  let isKnown = false;
  /** Readings that were begun, and the end, which makes the last of them one of the past, too. */
  let readings = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const know = () => {
    clearTimeout(patience);
    isKnown = true;
    tell(stored);
  };
  const listener: StorageListener = (changes, areaName) => {
    const ours = followed[areaName as keyof FollowedKeys]?.filter((key) => key in changes) ?? [];
    if (ours.length === 0) return;
    for (const key of ours) changed[key] = changes[key]?.newValue;
    stored = { ...stored, ...changed };
    // What is not read yet may say otherwise.
    if (isKnown) tell(stored);
  };
  const readAll = async (pauseMs: number): Promise<void> => {
    clearTimeout(retry);
    const reading = ++readings;
    changed = {};
    let hasFailed = false;
    const items = await Promise.all(
      areas.map(([area, keys]) =>
        read(storage[area], keys).catch(() => {
          hasFailed = true;
          return Object.fromEntries(keys.map((key) => [key, stored[key]]));
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
      clearTimeout(retry);
      clearTimeout(patience);
      storage.onChanged.removeListener(listener);
    },
  };
}
