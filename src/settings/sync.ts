/** Rules travel through the browser's own sync, when a person wants it. Nothing else does. */
import { locked } from './lock.ts';
import { bucketChanges, packRules, unpackRules } from './pack.ts';
import { MOST_FAILURE, settingsFrom } from './read-settings.ts';
import { forgotten, mergeRules, newerRules, type SuffixTest } from './rules.ts';
import { shorten } from './shorten.ts';
import type { Rules } from './sites.ts';
import { read, type Storage } from './storage.ts';
import { optionKey, ruleKey, SYNC_FAILURE_KEY, storedOptions } from './stored.ts';

/**
 * Makes this device and the browser's sync know the same rules: to be called after a change of either.
 * Does nothing unless the option is on. A sync that refuses (full, off) is told as `syncFailure` in the
 * settings; everything stays on this device.
 * @param loadSuffixTest is called when the option is on
 */
export function syncRules(
  storage: Storage,
  loadSuffixTest: () => Promise<SuffixTest>,
): Promise<void> {
  return locked(async () => {
    // While it is off, nobody reads thousands of rules at each change of one.
    if (!storedOptions(await read(storage.local, [optionKey('sync')])).sync) return;
    const isPublicSuffix = await loadSuffixTest();
    const { rules, syncFailure } = settingsFrom(await read(storage.local, null));
    const failure = await exchange(storage, rules, isPublicSuffix).then(
      () => undefined,
      (error: unknown) =>
        shorten(error instanceof Error ? error.message : String(error), MOST_FAILURE),
    );
    if (failure === syncFailure) return;
    if (failure === undefined) await storage.local.remove([SYNC_FAILURE_KEY]);
    else await storage.local.set({ [SYNC_FAILURE_KEY]: failure });
  });
}

async function exchange(storage: Storage, ours: Rules, isPublicSuffix: SuffixTest): Promise<void> {
  const items = await read(storage.sync, null);
  const theirs = unpackRules(items, isPublicSuffix);
  const news = newerRules(theirs, ours);
  if (news.size > 0) {
    await storage.local.set(
      Object.fromEntries([...news].map(([site, rule]) => [ruleKey(site), rule])),
    );
  }
  const merged = new Map(mergeRules(ours, theirs));
  for (const site of forgotten(merged, Date.now())) merged.delete(site);
  const { set, remove } = bucketChanges(items, packRules(merged).buckets);
  if (remove.length > 0) await storage.sync.remove([...remove]);
  if (Object.keys(set).length > 0) await storage.sync.set(set);
}
