/** Browsers set up the way people have them: dark, with forced colours, large type, in Arabic. */
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { chromeScope } from './bidi.ts';

/** How a person has set up the browser and the screen. */
export interface Setup {
  readonly dark?: boolean;
  readonly forcedColours?: boolean;
  /** The browser's default font size, CSS pixels; usual: 16. */
  readonly fontSize?: number;
  /** The viewport's width, CSS pixels. */
  readonly width?: number;
  /** BCP 47 tag of the browser's own interface; usual: `en-US`. */
  readonly language?: string;
  /** The folder that files are saved in, without a question. */
  readonly downloads?: string;
}

export function chromiumArguments({ dark, forcedColours, language = 'en-US' }: Setup): string[] {
  return [
    `--lang=${language}`,
    ...(dark ? ['--force-dark-mode'] : []),
    ...(forcedColours ? ['--force-high-contrast'] : []),
  ];
}

/** Where Debian's start script finds the program. */
const CHROMIUM_FOLDER = '/usr/lib/chromium';

/**
 * A Chromium that can speak `language`. Debian's has only English texts, and takes no language that it
 * has no texts for: it gets its English ones under the language's name, in a copy. Its own windows stay
 * English, extensions are told otherwise.
 * @returns the executable, and the folder of the copy, to be removed when it has ended
 */
export function chromiumSpeaking(
  language: string,
  executable: string,
): { executable: string; copy?: string } {
  const beside = dirname(realpathSync(executable));
  const folder = existsSync(join(beside, 'locales')) ? beside : CHROMIUM_FOLDER;
  if (existsSync(join(folder, 'locales', `${language}.pak`))) return { executable };
  const copy = mkdtempSync(join(tmpdir(), 'backstory-chromium-'));
  for (const file of readdirSync(folder)) {
    if (file !== 'chromium' && file !== 'locales')
      symlinkSync(join(folder, file), join(copy, file));
  }
  mkdirSync(join(copy, 'locales'));
  const english = join(folder, 'locales', 'en-US.pak');
  for (const name of [language, 'en-US']) {
    symlinkSync(english, join(copy, 'locales', `${name}.pak`));
  }
  // Not a link: it looks for its files beside itself.
  const own = join(copy, 'chromium');
  copyFileSync(join(folder, 'chromium'), own, constants.COPYFILE_FICLONE);
  return { executable: own, copy };
}

/** Before the start, in a fresh profile. */
export function writeChromiumPreferences(profile: string, { fontSize, downloads }: Setup): void {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const preferences = {
    ...(fontSize ? { webkit: { webprefs: { default_font_size: fontSize } } } : {}),
    ...(downloads ? { download: { default_directory: downloads } } : {}),
  };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

export function firefoxPreferences({
  dark,
  forcedColours,
  fontSize,
  downloads,
}: Setup): Record<string, number | string> {
  return {
    'ui.systemUsesDarkTheme': dark ? 1 : 0,
    ...(forcedColours ? { 'browser.display.document_color_use': 2 } : {}),
    ...(fontSize ? { 'font.size.variable.x-western': fontSize } : {}),
    ...(downloads ? { 'browser.download.folderList': 2, 'browser.download.dir': downloads } : {}),
  };
}

/**
 * Before the extension is installed. Without a language pack: the browser's own windows stay English,
 * extensions are told otherwise.
 */
export async function setFirefoxLanguage(browser: Browser, language: string): Promise<void> {
  const chrome = await chromeScope(browser);
  const locales = JSON.stringify([language, 'en-US']);
  await chrome(`Services.locale.availableLocales = ${locales};
    Services.locale.requestedLocales = ${locales}; 0`);
}
