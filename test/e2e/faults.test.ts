/** The extension where the browser's storage fails, by a real fault of the disk. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchWithBrokenStorage } from '../harness/broken-storage.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { cardText } from '../harness/card.ts';
import type { Launched } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { openPopupPage, press, shows } from '../harness/settings.ts';
import { settled } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

const NEWS = `<!doctype html><html lang="en"><title>News</title><link rel="icon" href="data:,">
  <p>OpenAI was founded before the start-up xAI.</p>`;

describe.each(BROWSER_KINDS)('a storage that fails in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    server = await serve({ pages: { '/': NEWS } });
    launched = await launchWithBrokenStorage(kind);
    page = await launched.browser.newPage();
    await page.goto(server.origin);
    await settled(launched, page);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  test('takes neither the marks away nor the card', async () => {
    expect((await registered(page)).texts).toEqual(['OpenAI', 'xAI']);
    await hoverMark(page, 'OpenAI');
    // Chromium tries for three seconds at each call of the storage, and reads no file meanwhile.
    await until('a card', () => cardText(page), 40_000);
  });

  test('is told by the popup, which shows what holds', async () => {
    const popup = await openPopupPage(launched, page);
    const isOn = () =>
      popup.evaluate(() => document.querySelector<HTMLInputElement>('.switch input')?.checked);
    await shows(popup, 'On: names are marked on this site.');
    await shows(popup, inEnglish('settingsUnread', ''));
    await press(popup, 'Mark names on');
    await shows(popup, 'The setting could not be saved:');
    expect(await isOn()).toBe(true);
    await popup.close();
  });

  test('is told by the options page', async () => {
    const options = await launched.openOwn('src/pages/options/index.html');
    await shows(options, inEnglish('settingsUnread', ''));
    await options.close();
  });
});
