/**
 * Settings that another version wrote or that were broken by hand are put in order field by field:
 * what can be read stays or is set right, what cannot is kept aside. Nothing is thrown away but rules
 * that were removed long ago.
 */
import { locked } from './lock.ts';
import { isOption, OPTION_NAMES } from './options.ts';
import { readSite } from './parse-site.ts';
import { compareRules, forgotten, readRule, type SuffixTest } from './rules.ts';
import { LONGEST_PAUSE_MS, type Site, type SiteRule } from './sites.ts';
import { read, type Storage } from './storage.ts';
import {
  ASIDE_PREFIX,
  isVersion,
  OPTION_PREFIX,
  PAUSE_KEY,
  ruleKey,
  SITE_PREFIX,
  storedPause,
  VERSION,
  VERSION_KEY,
} from './stored.ts';

export interface Repairs {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

/**
 * What has to be changed in storage.local. Keys that are not known here stay: a newer version's.
 * @param now milliseconds since the epoch
 */
export function repairsOf(
  items: Readonly<Record<string, unknown>>,
  now: number,
  isPublicSuffix: SuffixTest,
): Repairs {
  const set: Record<string, unknown> = {};
  const remove: string[] = [];
  const setAside = (key: string) => {
    set[`${ASIDE_PREFIX}${now}:${key}`] = items[key];
    remove.push(key);
  };

  const rules = new Map<Site, SiteRule>();
  for (const [key, value] of Object.entries(items)) {
    if (!key.startsWith(SITE_PREFIX)) continue;
    const site = readSite(key.slice(SITE_PREFIX.length));
    const rule = site === undefined ? undefined : readRule(site, value, isPublicSuffix);
    if (site === undefined || !rule) {
      setAside(key);
      continue;
    }
    const known = rules.get(site);
    if (!known || compareRules(rule, known) > 0) rules.set(site, rule);
    if (key !== ruleKey(site)) remove.push(key);
  }
  for (const site of forgotten(rules, now)) {
    rules.delete(site);
    remove.push(ruleKey(site));
  }
  for (const [site, rule] of rules) {
    if (!isSame(items[ruleKey(site)], rule)) set[ruleKey(site)] = rule;
  }

  for (const name of OPTION_NAMES) {
    const key = OPTION_PREFIX + name;
    if (key in items && !isOption(name, items[key])) setAside(key);
  }
  const pause = storedPause(items[PAUSE_KEY]);
  const isTooLong = typeof pause?.until === 'number' && pause.until > now + LONGEST_PAUSE_MS;
  if (PAUSE_KEY in items && (!pause || isTooLong)) setAside(PAUSE_KEY);

  const version = items[VERSION_KEY];
  if (version !== undefined && !isVersion(version)) setAside(VERSION_KEY);
  if (!isVersion(version)) set[VERSION_KEY] = VERSION;
  return { set, remove: remove.filter((key) => key in items && !(key in set)) };
}

/** Whatever the order of the fields: Chromium gives them back in its own. */
function isSame(value: unknown, { on, at, alone }: SiteRule): boolean {
  const stored = (value ?? {}) as Partial<SiteRule>;
  return stored.on === on && stored.at === at && stored.alone === alone;
}

/** To be called when the browser or another version of the extension starts. */
export function repairSettings(storage: Storage, isPublicSuffix: SuffixTest): Promise<void> {
  return locked(async () => {
    const items = await read(storage.local, null);
    const { set, remove } = repairsOf(items, Date.now(), isPublicSuffix);
    // First what is kept, then what goes: whatever happens in between, nothing is lost.
    if (Object.keys(set).length > 0) await storage.local.set({ ...set });
    if (remove.length > 0) await storage.local.remove([...remove]);
  });
}

/** A pause until the browser's next start ends: this is it. */
export function endPauseAtStart(storage: Storage): Promise<void> {
  return locked(async () => {
    const items = await read(storage.local, [PAUSE_KEY]);
    if (storedPause(items[PAUSE_KEY])?.until === 'restart') {
      await storage.local.remove([PAUSE_KEY]);
    }
  });
}
