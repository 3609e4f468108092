/**
 * Options and rules in one piece, and what replaces all of them at once: a file (`fromFile` in transfer.ts reads it)
 * that is taken over, a reset, and the way back from either:
 *
 *     const before = await resetSettings(storage);
 *     await restore(storage, before);
 *
 * For the extension's own pages, like change-sites.ts.
 */
import { setPause } from './change-options.ts';
import { changeSites } from './change-sites.ts';
import { FileProblem } from './file-problem.ts';
import { roomProblem } from './limits.ts';
import { locked } from './lock.ts';
import { DEFAULTS, OPTION_NAMES, type Options } from './options.ts';
import { setRead } from './read-paragraphs.ts';
import { readSettings, type Settings } from './read-settings.ts';
import { forgotten } from './rules.ts';
import type { Rules, Site } from './sites.ts';
import { type Progress, slicesOf } from './slices.ts';
import { read, type Storage } from './storage.ts';
import { optionKey, ruleKey, storedRule } from './stored.ts';

/** What travels in a file, and what a reset can be undone with. */
export interface Snapshot {
  readonly options: Options;
  /** Sites with a rule: on or off. */
  readonly sites: ReadonlyMap<Site, boolean>;
  /** Ids of the paragraphs that were read; undefined: it says nothing of them. In no file. */
  readonly read?: readonly string[];
}

export function snapshotOf({ options, rules, read }: Settings): Snapshot {
  const sites = [...rules].flatMap(([site, { on }]) => (on === null ? [] : [[site, on] as const]));
  return { options, sites: new Map(sites), read };
}

/**
 * All options to their defaults, all rules removed, no pause, what was read forgotten. What was kept aside stays.
 * @returns what there was, for `restore`
 */
export async function resetSettings(storage: Storage, progress?: Progress): Promise<Snapshot> {
  const before = snapshotOf(await readSettings(storage));
  await restore(storage, { options: DEFAULTS, sites: new Map(), read: [] }, progress);
  await setPause(storage, undefined);
  return before;
}

/**
 * Takes over the options and rules of a file. Rules of sites that it does not name stay.
 * @returns what there was, for `restore`
 */
export async function takeOver(
  storage: Storage,
  snapshot: Snapshot,
  progress?: Progress,
): Promise<Snapshot> {
  const settings = await readSettings(storage);
  const before = snapshotOf(settings);
  const sites = new Map([...before.sites, ...snapshot.sites]);
  // With those that there are.
  if (roomProblem(sites.keys())) throw new FileProblem({ is: 'large' });
  await forgetRemoved(storage, settings.rules);
  try {
    await restore(storage, { options: snapshot.options, sites }, progress);
  } catch (reason) {
    // Not half a file. What refused to be written may refuse this, too: then that is what is told.
    await restore(storage, before).catch(() => undefined);
    throw reason;
  }
  return before;
}

/** Removed rules that need not be remembered take no room where thousands come. */
async function forgetRemoved(storage: Storage, rules: Rules): Promise<void> {
  for (const slice of slicesOf(forgotten(rules, Date.now()))) {
    await locked(async () => {
      const keys = slice.map(ruleKey);
      const items = await read(storage.local, keys);
      // One that was chosen anew meanwhile stays.
      await storage.local.remove(keys.filter((key) => storedRule(items[key])?.on === null));
    });
  }
}

/** Makes options and rules exactly those of a snapshot; rules that it has not are removed. */
export async function restore(
  storage: Storage,
  { options, sites, read }: Snapshot,
  progress?: Progress,
): Promise<void> {
  const { sites: present } = snapshotOf(await readSettings(storage));
  const gone = [...present.keys()].filter((site) => !sites.has(site));
  const changed = [...sites].filter(([site, on]) => present.get(site) !== on);
  const change = new Map([...gone.map((site) => [site, null] as const), ...changed]);
  await changeSites(storage, change, undefined, progress);
  await locked(() =>
    storage.local.set(
      Object.fromEntries(OPTION_NAMES.map((name) => [optionKey(name), options[name]])),
    ),
  );
  if (read) await setRead(storage, read);
}
