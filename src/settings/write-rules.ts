/** Writes the rules of sites. Without the list of public suffixes: whoever writes brings its own knowledge of those. */
import { locked } from './lock.ts';
import { type RuleChange, ruleFor, type SuffixTest, timeAfter } from './rules.ts';
import { type Progress, slicesOf } from './slices.ts';
import { read, type Storage } from './storage.ts';
import { PRIVATE_PREFIX, type PrivateRule, privateKey, ruleKey, storedRule } from './stored.ts';

/**
 * Writes rules together, each with a time later than what it changes. Many of them are written in slices that have
 * the lock one after the other, so that other writers come in between.
 * @param isPublicSuffix decides which of them hold for their host alone
 * @param privateWindow the browser's id of the private window that they are set in, and gone with
 */
export async function writeRules(
  storage: Storage,
  change: RuleChange,
  isPublicSuffix: SuffixTest,
  privateWindow?: number,
  progress: Progress = () => undefined,
): Promise<void> {
  if (privateWindow !== undefined) {
    await writePrivately(storage, change, isPublicSuffix, privateWindow);
    return;
  }
  let done = 0;
  for (const slice of slicesOf([...change])) {
    await locked(async () => {
      const now = Date.now();
      const keys = slice.map(([site]) => ruleKey(site));
      const former = await read(storage.local, keys);
      const rules = slice.map(([site, on]) => {
        const key = ruleKey(site);
        return [
          key,
          ruleFor(site, on, timeAfter(storedRule(former[key]), now), isPublicSuffix),
        ] as const;
      });
      await storage.local.set(Object.fromEntries(rules));
    });
    done += slice.length;
    progress(done, change.size);
  }
}

/** Nobody else hears of these, so a removed one need not be remembered. */
function writePrivately(
  storage: Storage,
  change: RuleChange,
  isPublicSuffix: SuffixTest,
  window: number,
): Promise<void> {
  return locked(async () => {
    const at = Date.now();
    const items: Record<string, PrivateRule> = {};
    const removed: string[] = [];
    for (const [site, on] of change) {
      if (on === null) removed.push(privateKey(site));
      else items[privateKey(site)] = { ...ruleFor(site, on, at, isPublicSuffix), window };
    }
    await storage.session.set(items);
    await storage.session.remove(removed);
  });
}

/** Forgets the rules that were set in a private window, which is closed. */
export function forgetPrivateWindow(storage: Storage, window: number): Promise<void> {
  return locked(async () => {
    const items = Object.entries(await read(storage.session, null));
    const keys = items
      .filter(([key, value]) => {
        return key.startsWith(PRIVATE_PREFIX) && (value as PrivateRule | null)?.window === window;
      })
      .map(([key]) => key);
    if (keys.length > 0) await storage.session.remove(keys);
  });
}
