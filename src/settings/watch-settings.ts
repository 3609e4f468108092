/** Follows all settings, for the pages that show them: `watch-site.ts` follows what one page needs. */
import { inTime } from './in-time.ts';
import { type Settings, settingsFrom } from './read-settings.ts';
import { read, type Storage, type StorageListener } from './storage.ts';

/**
 * So many changes at once are of a work in slices. Telling all settings takes the longer the more rules there
 * are, so it waits for so many milliseconds without another slice.
 */
const MANY = 50;
const QUIET_MS = 250;

/**
 * Tells all settings, now and whenever one changes.
 * @param failed is told why they cannot be read; the defaults are told then. Undefined: a storage that
 * had not answered in time did after all
 * @returns a function that ends it
 */
export function watchSettings(
  storage: Storage,
  tell: (settings: Settings) => void,
  failed: (reason: Error | undefined) => void = () => undefined,
): () => void {
  const areas: Record<string, Record<string, unknown>> = { local: {}, session: {} };
  let isEnded = false;
  let isKnown = false;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    clearTimeout(quiet);
    if (!isEnded && isKnown) tell(settingsFrom(areas.local ?? {}, areas.session));
  };
  const listener: StorageListener = (changes, areaName) => {
    const area = areas[areaName];
    if (!area) return;
    const changed = Object.entries(changes);
    for (const [key, { newValue }] of changed) area[key] = newValue;
    if (changed.length < MANY) update();
    else {
      clearTimeout(quiet);
      quiet = setTimeout(update, QUIET_MS);
    }
  };
  storage.onChanged.addListener(listener);
  const readArea = async (name: 'local' | 'session') => {
    // What changed meanwhile is newer than what was read.
    areas[name] = { ...(await read(storage[name], null)), ...areas[name] };
  };
  const know = () => {
    isKnown = true;
    update();
  };
  const reading = Promise.all([readArea('local'), readArea('session')]);
  void inTime(reading)
    .catch((reason: unknown) => {
      failed(reason instanceof Error ? reason : new Error(String(reason)));
      reading.then(
        () => {
          failed(undefined);
          know();
        },
        () => undefined,
      );
    })
    .then(know);
  return () => {
    isEnded = true;
    storage.onChanged.removeListener(listener);
  };
}
