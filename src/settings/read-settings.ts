/** The settings in one piece, as the extension's own pages and its background read them. */
import { inTime } from './in-time.ts';
import type { Options } from './options.ts';
import { shorten } from './shorten.ts';
import type { Pause, Rules, Site, SiteRule } from './sites.ts';
import { read, type Storage } from './storage.ts';
import {
  ASIDE_PREFIX,
  isVersion,
  PAUSE_KEY,
  PRIVATE_PREFIX,
  READ_KEY,
  SITE_PREFIX,
  SYNC_FAILURE_KEY,
  storedOptions,
  storedPause,
  storedRead,
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
  /** Ids of the paragraphs that were read. */
  readonly read: readonly string[];
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
    read: storedRead(local[READ_KEY]),
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
