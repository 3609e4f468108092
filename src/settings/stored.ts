/**
 * Under which keys the settings are stored, and what can be read of them. One key each, so that two
 * windows that write at once do not lose each other's, and a page reads only what bears on it. Pure,
 * and small enough for every page.
 *
 * storage.local: `site:HOST` a SiteRule, `pause` a Pause, `option:NAME` a value, `version` a number,
 * `aside:TIME:KEY` what could not be read, `syncFailure` why rules could not travel, `read` the ids of paragraphs that
 * were read, in their own order and without a time: nothing tells where or when that was. storage.session:
 * `private:HOST` a PrivateRule.
 */
import { OPTION_NAMES, type OptionName, type Options, optionsFrom } from './options.ts';
import type { Pause, Site, SiteRule } from './sites.ts';

/** The format; a number that is not this one was written by another version of the extension. */
export const VERSION = 1;

/** Whether a stored value can be the number of a format, this one's or another's. */
export const isVersion = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 10_000;

/**
 * Times beyond this one (the year 2200, milliseconds since the epoch) were meant by nobody and count
 * as 0, so that whatever a person chooses now is newer. The same on every device, whatever its clock
 * says: of two devices with different bounds, each would write its own reading into the browser's sync
 * for ever.
 */
export const LATEST = Date.UTC(2200, 0);

/** The time of a rule: whole milliseconds from 0 to `LATEST`; 0 for what is none. */
export function readTime(value: unknown): number {
  return typeof value === 'number' && value > 0 && value <= LATEST ? Math.floor(value) : 0;
}

export const PAUSE_KEY = 'pause';
export const VERSION_KEY = 'version';
export const SYNC_FAILURE_KEY = 'syncFailure';
export const READ_KEY = 'read';
export const SITE_PREFIX = 'site:';
export const PRIVATE_PREFIX = 'private:';
export const OPTION_PREFIX = 'option:';
export const ASIDE_PREFIX = 'aside:';

export const ruleKey = (site: Site) => SITE_PREFIX + site;
export const privateKey = (site: Site) => PRIVATE_PREFIX + site;
export const optionKey = (name: OptionName) => OPTION_PREFIX + name;
export const OPTION_KEYS = /* @__PURE__ */ OPTION_NAMES.map(optionKey);

/** A rule of private windows: never on the disk, and gone with the window that it was set in. */
export interface PrivateRule extends SiteRule {
  /** The browser's id of that window. */
  readonly window: number;
}

/** A rule that we stored, or undefined for what cannot be read as one: the default then holds. */
export function storedRule(value: unknown): SiteRule | undefined {
  const { on, at, alone } = (value ?? {}) as Partial<SiteRule>;
  if (typeof on !== 'boolean' && on !== null) return undefined;
  return { on, at: readTime(at), ...(alone === true && { alone }) };
}

export function storedPause(value: unknown): Pause | undefined {
  const { until } = (value ?? {}) as Partial<Pause>;
  const isPause = Number.isFinite(until) || until === 'restart' || until === null;
  return isPause ? { until: until as Pause['until'] } : undefined;
}

/** Paragraphs that are remembered at most: more has no story. */
const MOST_READ = 64;

/** The ids of the paragraphs that were read. */
export function storedRead(value: unknown): string[] {
  const ids = Array.isArray(value) ? value : [];
  return ids.filter((id) => typeof id === 'string' && /^p\d{1,6}$/.test(id)).slice(0, MOST_READ);
}

export function storedOptions(items: Readonly<Record<string, unknown>>): Options {
  return optionsFrom((name) => items[optionKey(name)]);
}
