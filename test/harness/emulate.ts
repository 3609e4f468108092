/** Has a running browser believe in another system, screen or paper, which is quicker than another one. */
import type { Page } from 'puppeteer-core';
import { chromeScope } from './bidi.ts';
import { sessionOf } from './cdp.ts';
import type { Launched } from './launch.ts';

/** For Chromium media features, for Firefox preferences; undefined: Firefox asks the system alone. */
const WAYS = {
  dark: {
    feature: { name: 'prefers-color-scheme', value: 'dark' },
    preference: ['ui.systemUsesDarkTheme', 1],
  },
  forcedColours: {
    feature: { name: 'forced-colors', value: 'active' },
    preference: ['browser.display.document_color_use', 2],
  },
  moreContrast: { feature: { name: 'prefers-contrast', value: 'more' }, preference: undefined },
  reducedMotion: {
    feature: { name: 'prefers-reduced-motion', value: 'reduce' },
    preference: ['ui.prefersReducedMotion', 1],
  },
  /** The browser's font size is 32 CSS pixels. */
  largeText: { feature: undefined, preference: ['font.size.variable.x-western', 32] },
  print: { feature: undefined, preference: undefined },
} as const;

export type Emulated = keyof typeof WAYS;

/**
 * @returns a function that ends it
 * @throws {Error} when the browser cannot be made to
 */
export async function emulate(
  { kind, browser }: Pick<Launched, 'kind' | 'browser'>,
  page: Page,
  what: Emulated,
): Promise<() => Promise<unknown>> {
  const { feature, preference } = WAYS[what];
  if (kind === 'firefox') {
    const chrome = await chromeScope(browser);
    if (what === 'print') {
      const medium = 'gBrowser.selectedBrowser.browsingContext.mediumOverride';
      await chrome(`${medium} = 'print'; 0`);
      return () => chrome(`${medium} = ''; 0`);
    }
    if (!preference) throw new Error(`Firefox cannot be made to have ${what}`);
    const [name, value] = preference;
    await chrome(`Services.prefs.setIntPref('${name}', ${value}); 0`);
    return () => chrome(`Services.prefs.clearUserPref('${name}'); 0`);
  }
  const session = await sessionOf(page);
  if (what === 'largeText') {
    const setSize = (standard: number) =>
      session.send('Page.setFontSizes', { fontSizes: { standard } });
    await setSize(32);
    return () => setSize(16);
  }
  await session.send(
    'Emulation.setEmulatedMedia',
    feature ? { features: [feature] } : { media: 'print' },
  );
  return () => session.send('Emulation.setEmulatedMedia', { media: '', features: [] });
}
