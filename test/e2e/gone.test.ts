/** The extension goes while a card is open: switched off, updated, removed. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { CARD, cardText } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { setEnabled } from '../harness/manage.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { until } from '../harness/wait.ts';

const FRAME = '<p>The start-up xAI in a frame.</p>';
const NEWS = `<!doctype html><html lang="en"><title>News</title><link rel="icon" href="data:,">
  <p>OpenAI was founded.</p><p><button>A button</button></p><iframe srcdoc="${FRAME}"></iframe>`;

/** What happens, and how the extension comes back afterwards. */
const ENDS: Record<
  string,
  [go: (launched: Launched) => Promise<unknown>, back?: (launched: Launched) => Promise<unknown>]
> = {
  'switched off': [
    (launched) => setEnabled(launched, false),
    (launched) => setEnabled(launched, true),
  ],
  updated: [
    ({ browser, kind }) => browser.installExtension(builtExtension(kind)),
    async () => undefined,
  ],
  removed: [({ browser, extensionId }) => browser.uninstallExtension(extensionId)],
};

/** Milliseconds for which the pointer rests where a card may come. */
const REST_MS = 3_000;

describe.each(BROWSER_KINDS)('with a card open in %s the extension is', (kind) => {
  let server: Server;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({ pages: { '/': NEWS } });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  /** Hosts of a card that take any room. */
  const cards = (page: Page) =>
    page.$$eval(
      CARD,
      (hosts) =>
        hosts.filter((host) => {
          const { width, height } = host.getBoundingClientRect();
          return width > 0 && height > 0;
        }).length,
    );

  test.each(Object.entries(ENDS))('%s', async (end, [go, back]) => {
    const page = await launched.browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(server.origin);
    await page.bringToFront();
    await until('marks', async () => (await registered(page)).texts.length === 1);
    await hoverMark(page, 'OpenAI');
    await until('a card', async () => (await cardText(page)) && (await cards(page)) === 1);

    await go(launched);
    await until('no card', async () => (await cards(page)) === 0);
    // An update brings the marks back at once. Firefox leaves the registry to itself, without its style sheet.
    if (kind === 'chromium' && end !== 'updated') {
      await until('no marks', async () => (await registered(page)).texts.length === 0);
    }
    await page.bringToFront();
    await page.mouse.move(300, 300);
    await page.mouse.move(20, 20);
    await page.click('button');
    await page.keyboard.press('Escape');
    await (await launched.browser.newPage()).close();
    await page.bringToFront();

    if (back) {
      await back(launched);
      await until('a new script', async () => {
        await page.bringToFront();
        await hoverMark(page, 'OpenAI');
        // A pointer that is put there again and again rests nowhere.
        const shows = async () => (await cards(page)) === 1 && (await cardText(page));
        return until('a card', shows, REST_MS);
      });
      expect(await page.$$eval(CARD, ({ length }) => length)).toBe(1);
    }
    await page.close();
    expect(said).toEqual([]);
  });
});
