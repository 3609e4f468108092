/** The packages that people get: Firefox installs the zip itself, Chromium a folder that it is unpacked into. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromeScope } from '../harness/bidi.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { CARD, cardText } from '../harness/card.ts';
import { builtExtension, findOwnPage, type Launched, launch, WELCOME } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { installPacked, packed } from '../harness/packed.ts';
import { differs, picture } from '../harness/pixels.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { store, stored } from '../harness/settings.ts';
import { FIREFOX_ID, FIREFOX_UUID } from '../harness/start-browser.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const NEWS = `<!doctype html><html lang="en"><title>News</title><link rel="icon" href="data:,">
  <p>OpenAI was founded.</p><p><button>A button</button></p>`;

/** Lower than any that is released. */
const LAST_VERSION = '0.0.1';

/** What a person left with the first version, to the letter. */
const RULES = {
  'site:127.0.0.1': { on: false, at: 1_700_000_000_000 },
  'site:other.example': { on: false, at: 1_700_000_000_001 },
};

declare const chrome: { runtime: { getManifest(): { version: string } } };

describe.each(BROWSER_KINDS)('the package in %s', (kind) => {
  let server: Server;
  let folder: string;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({ pages: { '/': NEWS } });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backstory-package-'));
  });
  afterEach(async () => {
    await launched?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  afterAll(async () => {
    await server?.close();
  });

  const start = async (zip: Uint8Array, keepsWelcome = false) => {
    launched = await launch(kind, {
      extensionDir: builtExtension(kind),
      keepsWelcome,
      install: (browser) => installPacked(kind, browser, zip, join(folder, 'unpacked')),
    });
  };
  const install = (zip: Uint8Array) =>
    installPacked(kind, launched.browser, zip, join(folder, 'unpacked'));

  async function visit(): Promise<Page> {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await page.bringToFront();
    return page;
  }
  const marks = (page: Page, wanted: string) =>
    until(`marks: ${wanted || 'none'}`, async () => {
      return String((await registered(page)).texts) === wanted;
    });

  test('first run, a card beside a name, the switch', async () => {
    await start(packed(kind), true);
    await until('the first-run page', () => findOwnPage(launched.browser, WELCOME));
    const page = await visit();
    await marks(page, 'OpenAI');
    await hoverMark(page, 'OpenAI');
    expect(await until('a card', () => cardText(page))).toMatch(/^OpenAI/);
    await page.keyboard.press('Escape');
    for (const wanted of ['', 'OpenAI']) {
      const popup = await launched.openPopup(page);
      await until('the switch', () =>
        popup.evaluate((window) => {
          const control = window.document.querySelector<HTMLElement>('input[role=switch]');
          control?.click();
          return control !== null;
        }),
      );
      // First: a popup that is closed at once has written nothing.
      await marks(page, wanted);
      await popup.close();
    }
  });

  test('an update keeps the rules', async () => {
    await start(packed(kind, LAST_VERSION));
    await store(launched, 'local', RULES);
    const page = await visit();
    await settled(launched, page);
    await marks(page, '');
    await install(packed(kind));
    const version = () => launched.inExtension(() => chrome.runtime.getManifest().version);
    await until('the new version', async () => (await version()) !== LAST_VERSION);
    expect(await stored(launched, 'local')).toMatchObject(RULES);
    await page.reload();
    await settled(launched, page);
    await marks(page, '');
    expect(await findOwnPage(launched.browser, WELCOME)).toBe(undefined);
  });

  /** With the extension Firefox forgets its address, at which alone what stayed behind could be seen. */
  async function keepAddress(): Promise<void> {
    if (kind === 'chromium') return;
    const run = await chromeScope(launched.browser);
    const uuids = JSON.stringify({ [FIREFOX_ID]: FIREFOX_UUID });
    await run(`Services.prefs.setStringPref('extensions.webextensions.uuids', '${uuids}')`);
  }

  test('is removed without a trace', async () => {
    await start(packed(kind));
    const page = await visit();
    await marks(page, 'OpenAI');
    await hoverMark(page, 'OpenAI');
    await until('a card', () => cardText(page));
    await store(launched, 'local', RULES);

    await launched.browser.uninstallExtension(launched.extensionId);
    await until('no card', () => page.evaluate((card) => !document.querySelector(card), CARD));
    await page.mouse.move(0, 0);
    const left = await picture(page);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    await page.reload();
    expect((await registered(page)).names).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(html);
    expect(differs(await picture(page), left)).toBe(0);

    await keepAddress();
    await install(packed(kind));
    await until('the first-run page, once more', () => findOwnPage(launched.browser, WELCOME));
    for (const area of ['local', 'sync'] as const) {
      const kept = Object.keys(await stored(launched, area));
      expect(kept.filter((key) => key.startsWith('site:'))).toEqual([]);
    }
  });
});
