/**
 * The settings as the extension's own pages and its background read and change them.
 *
 * An options page follows everything with `watchSettings`, changes with `setOption`, `setSite`,
 * `removeSite`, `setAll`, `setPause`, and takes back with what those return or with `restore`. A file is
 * read by `fromFile` (transfer.ts) and taken over by `takeOver`:
 *
 *     const end = watchSettings(storage, (settings) => render(settings));
 *     const before = await resetSettings(storage);   // … Undo: await restore(storage, before);
 *     const undo = await setAll(storage, 'example.com', false);   // … await changeSites(storage, undo.undo)
 *
 * Every change runs under one lock, and rejects with the browser's own error when the storage refuses. One
 * of many rules runs in slices that have the lock one after the other, so that others come in between.
 */
import { FileProblem } from './file-problem.ts';
import { inTime } from './in-time.ts';
import { roomProblem } from './limits.ts';
import { locked } from './lock.ts';
import { optionProblem } from './option-problem.ts';
import { DEFAULTS, OPTION_NAMES, type OptionName, type Options } from './options.ts';
import { changeForAll, forgotten, type RuleChange, ruleFor, timeAfter } from './rules.ts';
import { shorten } from './shorten.ts';
import type { Pause, Rules, Site, SiteRule } from './sites.ts';
import { type Progress, slicesOf } from './slices.ts';
import { read, type Storage } from './storage.ts';
import {
  ASIDE_PREFIX,
  isVersion,
  optionKey,
  PAUSE_KEY,
  PRIVATE_PREFIX,
  type PrivateRule,
  privateKey,
  ruleKey,
  SITE_PREFIX,
  SYNC_FAILURE_KEY,
  storedOptions,
  storedPause,
  storedRule,
  VERSION,
  VERSION_KEY,
} from './stored.ts';

/** What was stored under a key and could not be read. */
export interface SetAside {
  /** To name it by in `discardAside`. */
  readonly id: string;
  /** The key that it was under: `site:…`, `option:…`, `pause`. */
  readonly key: string;
  readonly value: unknown;
}

/** Everything that a person has chosen on this device. */
export interface Settings {
  readonly options: Options;
  /** Removed ones (`on: null`) included. */
  readonly rules: Rules;
  /** Of private windows, by site; shown to nobody else. */
  readonly privateRules: Rules;
  readonly pause: Pause | undefined;
  readonly aside: readonly SetAside[];
  /** The format of another version of the extension, which wrote them; undefined: this one did. */
  readonly foreignVersion: number | undefined;
  /** Why rules could not be handed to the browser's sync; undefined: they could, or it is off. */
  readonly syncFailure: string | undefined;
}

/** Letters of what the browser says about its sync. */
export const MOST_FAILURE = 120;

export function settingsFrom(
  local: Readonly<Record<string, unknown>>,
  session: Readonly<Record<string, unknown>> = {},
): Settings {
  const { [VERSION_KEY]: version = VERSION, [SYNC_FAILURE_KEY]: failure } = local;
  const aside = Object.entries(local)
    .filter(([key, value]) => key.startsWith(ASIDE_PREFIX) && value !== undefined)
    .map(([id, value]) => ({ id, key: id.replace(/^aside:\d*:/, ''), value }));
  return {
    options: storedOptions(local),
    rules: rulesUnder(SITE_PREFIX, local),
    privateRules: rulesUnder(PRIVATE_PREFIX, session),
    pause: storedPause(local[PAUSE_KEY]),
    aside,
    foreignVersion: isVersion(version) && version !== VERSION ? version : undefined,
    syncFailure: typeof failure === 'string' ? shorten(failure, MOST_FAILURE) : undefined,
  };
}

function rulesUnder(prefix: string, items: Readonly<Record<string, unknown>>): Rules {
  const rules = new Map<Site, SiteRule>();
  for (const [key, value] of Object.entries(items)) {
    const rule = key.startsWith(prefix) ? storedRule(value) : undefined;
    if (rule) rules.set(key.slice(prefix.length), rule);
  }
  return rules;
}

/** @throws what the browser's storage says when it cannot be read, or that it does not answer */
export async function readSettings(storage: Storage): Promise<Settings> {
  const [local, session] = await inTime(
    Promise.all([read(storage.local, null), read(storage.session, null).catch(() => ({}))]),
  );
  return settingsFrom(local, session);
}

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
  const listener: Parameters<Storage['onChanged']['addListener']>[0] = (changes, areaName) => {
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

// ---- sites ---------------------------------------------------------------------------------

/**
 * Switches a site: its own rule, the nearest one, so that the switch is never without effect. Takes
 * effect at once wherever `watchSite` follows it or a site below it.
 * @param privateWindow the browser's id of the private window that it is set in, and gone with
 */
export async function setSite(
  storage: Storage,
  site: Site,
  on: boolean,
  privateWindow?: number,
): Promise<void> {
  await changeSites(storage, new Map([[site, on]]), privateWindow);
}

/** Removes a site's rule: the next one above it, or the default, decides. */
export async function removeSite(storage: Storage, site: Site): Promise<void> {
  await changeSites(storage, new Map([[site, null]]));
}

/**
 * Switches a domain with all below it; nearer rules beneath are removed.
 * @param domain as `domainAbove` gives it
 * @returns how many rules were removed, and the change that undoes it, for `changeSites`
 */
export async function setAll(
  storage: Storage,
  domain: Site,
  on: boolean,
  privateWindow?: number,
): Promise<{ readonly removed: number; readonly undo: RuleChange }> {
  const { rules, privateRules } = await readSettings(storage);
  const isPrivate = privateWindow !== undefined;
  // A private window covers what it cannot remove: nearer rules get one of their own there.
  const known = isPrivate ? new Map([...rules, ...privateRules]) : rules;
  const { change, undo } = changeForAll(known, domain, on);
  const covered = [...change].map(([site, value]) => [site, value ?? on] as const);
  await changeSites(storage, isPrivate ? new Map(covered) : change, privateWindow);
  const restored = [...undo].map(
    ([site, value]) => [site, privateRules.has(site) ? value : null] as const,
  );
  return { removed: change.size - 1, undo: isPrivate ? new Map(restored) : undo };
}

/** Writes rules together, each with a time later than what it changes; many of them slice by slice. */
export async function changeSites(
  storage: Storage,
  change: RuleChange,
  privateWindow?: number,
  progress: Progress = () => undefined,
): Promise<void> {
  if (privateWindow !== undefined) {
    await changePrivately(storage, change, privateWindow);
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
        return [key, ruleFor(site, on, timeAfter(storedRule(former[key]), now))] as const;
      });
      await storage.local.set(Object.fromEntries(rules));
    });
    done += slice.length;
    progress(done, change.size);
  }
}

/** Nobody else hears of these, so a removed one need not be remembered. */
function changePrivately(storage: Storage, change: RuleChange, window: number): Promise<void> {
  return locked(async () => {
    const at = Date.now();
    const items: Record<string, PrivateRule> = {};
    const removed: string[] = [];
    for (const [site, on] of change) {
      if (on === null) removed.push(privateKey(site));
      else items[privateKey(site)] = { ...ruleFor(site, on, at), window };
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

// ---- everything else -------------------------------------------------------------------------

/** Pauses marking everywhere, or ends the pause (undefined). */
export async function setPause(storage: Storage, pause: Pause | undefined): Promise<void> {
  await locked(() =>
    pause ? storage.local.set({ [PAUSE_KEY]: pause }) : storage.local.remove([PAUSE_KEY]),
  );
}

/** @throws {TypeError} when it cannot be the option's value */
export async function setOption<Name extends OptionName>(
  storage: Storage,
  name: Name,
  value: Options[Name],
): Promise<void> {
  const problem = optionProblem(name, value);
  if (problem) throw new TypeError(`${name} ${problem}`);
  await locked(() => storage.local.set({ [optionKey(name)]: value }));
}

/** Throws away for good what could not be read. */
export async function discardAside(storage: Storage, ids: readonly string[]): Promise<void> {
  await locked(() => storage.local.remove([...ids]));
}

/** What travels in a file, and what a reset can be undone with. */
export interface Snapshot {
  readonly options: Options;
  /** Sites with a rule: on or off. */
  readonly sites: ReadonlyMap<Site, boolean>;
}

export function snapshotOf({ options, rules }: Settings): Snapshot {
  const sites = [...rules].flatMap(([site, { on }]) => (on === null ? [] : [[site, on] as const]));
  return { options, sites: new Map(sites) };
}

/**
 * All options to their defaults, all rules removed, no pause. What was kept aside stays.
 * @returns what there was, for `restore`
 */
export async function resetSettings(storage: Storage, progress?: Progress): Promise<Snapshot> {
  const before = snapshotOf(await readSettings(storage));
  await restore(storage, { options: DEFAULTS, sites: new Map() }, progress);
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
  const problem = roomProblem(sites.keys());
  if (problem) throw new FileProblem('sites', `with those that there are: ${problem}`);
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
  { options, sites }: Snapshot,
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
}

export type { Storage };
