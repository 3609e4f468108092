/**
 * What a person chose, in the extension's local storage. One key a site, so that a page reads the
 * few rules that bear on it and two windows that write at once do not lose each other's.
 */
import {
  type Pause,
  type Site,
  type SiteRule,
  type SiteState,
  siteState,
  sitesAbove,
} from './sites.ts';

/** The part of the browser's storage API that is needed; `browser.storage` in every context. */
export interface Storage {
  readonly local: {
    get(keys: string[]): Promise<Record<string, unknown>>;
    set(items: Record<string, unknown>): Promise<void>;
    remove(keys: string[]): Promise<void>;
  };
  readonly onChanged: {
    addListener(listener: StorageListener): void;
    removeListener(listener: StorageListener): void;
  };
}

type StorageListener = (changes: Record<string, { newValue?: unknown }>, areaName: string) => void;

const PAUSE = 'pause';
const ruleKey = (site: Site) => `site:${site}`;

/** A rule as stored, or undefined for what cannot be read as one: the default then holds. */
function asRule(value: unknown): SiteRule | undefined {
  const { on, at } = (value ?? {}) as Partial<SiteRule>;
  return typeof on === 'boolean' ? { on, at: typeof at === 'number' ? at : 0 } : undefined;
}

function asPause(value: unknown): Pause | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { until } = value as Partial<Pause>;
  return typeof until === 'number' || until === null ? { until } : undefined;
}

/**
 * Tells what holds for a site, now and whenever it changes.
 *
 * Storage that fails or never answers must not take a page's marks away for good: the defaults hold
 * until it can be read.
 * @returns a function that ends it
 */
export function watchSite(
  storage: Storage,
  site: Site,
  tell: (state: SiteState) => void,
): () => void {
  const keys = [...sitesAbove(site).map(ruleKey), PAUSE];
  let stored: Record<string, unknown> = {};
  let expiry: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    const rules = new Map<Site, SiteRule>();
    for (const above of sitesAbove(site)) {
      const rule = asRule(stored[ruleKey(above)]);
      if (rule) rules.set(above, rule);
    }
    const now = Date.now();
    const state = siteState(site, rules, asPause(stored[PAUSE]), now);
    clearTimeout(expiry);
    if (state.pause?.until) expiry = setTimeout(update, state.pause.until - now);
    tell(state);
  };
  const listener: StorageListener = (changes, areaName) => {
    if (areaName !== 'local') return;
    const ours = keys.filter((key) => key in changes);
    if (ours.length === 0) return;
    for (const key of ours) stored = { ...stored, [key]: changes[key]?.newValue };
    update();
  };
  storage.onChanged.addListener(listener);
  storage.local.get(keys).then(
    (items) => {
      // What changed meanwhile is newer than what was read.
      stored = { ...items, ...stored };
      update();
    },
    (error: unknown) => {
      console.warn('Backstory: settings cannot be read, the defaults hold', error);
      update();
    },
  );
  return () => {
    clearTimeout(expiry);
    storage.onChanged.removeListener(listener);
  };
}

/** Switches a site; takes effect wherever `watchSite` watches it or a site below it. */
export async function setSite(storage: Storage, site: Site, on: boolean): Promise<void> {
  await storage.local.set({ [ruleKey(site)]: { on, at: Date.now() } satisfies SiteRule });
}

/** Pauses marking everywhere, or ends the pause (undefined). */
export async function setPause(storage: Storage, pause: Pause | undefined): Promise<void> {
  if (pause) await storage.local.set({ [PAUSE]: pause });
  else await storage.local.remove([PAUSE]);
}
