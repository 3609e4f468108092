import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { type Server, serve } from '../harness/serve.ts';
import { injectAgain, settled, switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const PAGES = {
  '/': `<!doctype html><title>One</title><link rel="icon" href="data:,">
    <p>OpenAI was founded in 2015.</p><iframe src="/frame"></iframe>`,
  '/two': `<!doctype html><title>Two</title><link rel="icon" href="data:,">
    <p>The start-up xAI came later.</p>`,
  '/frame': '<!doctype html><title>Frame</title><p>OpenAI has a board.</p>',
};

describe.each(BROWSER_KINDS)('a site is switched in %s', (kind) => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'backstory-site-'));
  const start = () => launch(kind, { extensionDir: builtExtension(kind), userDataDir });
  let server: Server;
  let launched: Launched;
  let one: Page;
  let two: Page;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await start();
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  async function openTabs(): Promise<void> {
    one = await launched.browser.newPage();
    await one.goto(server.origin);
    await settled(launched, one);
    two = await launched.browser.newPage();
    await two.goto(`${server.origin}/two`);
    await settled(launched, two);
  }

  /** Two tabs, one with a frame. */
  const frames = (): (Page | Frame)[] => [one, ...one.frames().slice(1), two];
  const marks = async () =>
    (await Promise.all(frames().map(registered))).map(({ texts }) => String(texts));
  const ON = ['OpenAI', 'OpenAI', 'xAI'];
  const OFF = ['', '', ''];

  test('a frame that had the script in its blank first document is marked, too', async () => {
    let come: (html: string) => void = () => undefined;
    const late = new Promise<string>((resolve) => {
      come = resolve;
    });
    const slow = await serve({ pages: { '/': PAGES['/'], '/frame': late } });
    const page = await launched.browser.newPage();
    // It has not loaded before its frame has.
    page.goto(slow.origin).catch(() => undefined);
    // Puppeteer hears of the address a little later than the page does.
    await until('the frame', async () => {
      const hasFrame = await page.evaluate(() => document.querySelector('iframe') !== null);
      return hasFrame && page.url().startsWith(slow.origin);
    });
    await injectAgain(launched, page);
    await page.bringToFront();
    come(PAGES['/frame']);
    await until('marks in the frame', async () => {
      const [frame] = page.frames().slice(1);
      return frame && String((await registered(frame)).texts) === 'OpenAI';
    });
    await page.close();
    await slow.close();
  });

  test('off: at once in all tabs and frames, and nothing is left', async () => {
    await openTabs();
    expect(await marks()).toEqual(ON);
    await switchSite(launched, '127.0.0.1', false);
    await until('no marks', async () => String(await marks()) === String(OFF));
    expect((await registered(one)).names).toEqual([]);
  });

  test('off for one site is not off for another', async () => {
    const other = await launched.browser.newPage();
    await other.goto(server.otherOrigin);
    await settled(launched, other);
    expect((await registered(other)).texts).toEqual(['OpenAI']);
    await other.close();
  });

  test('still off after a restart', async () => {
    await launched.close();
    launched = await start();
    await openTabs();
    expect(await marks()).toEqual(OFF);
  });

  test('on and off again by the switch in the popup', async () => {
    const press = async () => {
      const popup = await launched.openPopup(two);
      await until('the switch', () =>
        popup.evaluate(({ document }) => {
          const control = document.querySelector<HTMLInputElement>('.switch input');
          control?.click();
          return control !== null;
        }),
      );
      return popup;
    };
    const first = await press();
    // A tab in the back is marked when it comes to the front.
    await until('marks', async () => (await marks())[2] === ON[2]);
    await first.close();
    await one.bringToFront();
    await until('marks', async () => String(await marks()) === String(ON));
    const second = await press();
    await until('no marks', async () => String(await marks()) === String(OFF));
    await second.close();
  });

  test('a script that is injected once more marks nothing that the first one would not', async () => {
    await switchSite(launched, '127.0.0.1', true);
    const page = await launched.browser.newPage();
    await page.goto(`${server.origin}/?replaced`);
    await settled(launched, page);
    await injectAgain(launched, page);
    await settled(launched, page);
    // Each script hears of the page's coming back to the front, the replaced one too if it listens.
    await (await launched.browser.newPage()).close();
    await page.bringToFront();
    await settled(launched, page);
    await switchSite(launched, '127.0.0.1', false);
    await until('no marks', async () => (await registered(page)).texts.length === 0);
    await page.close();
  });
});
