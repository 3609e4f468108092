/** The extension's own engine, in both browsers, against a fresh one in the page's world. */
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';
import { bundledStory } from '../../src/build/vite/bundled-story.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { countCards } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { clipOfText, differs, picture } from '../harness/pixels.ts';
import { type Server, serve } from '../harness/serve.ts';
import { switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

declare const editAtRandom: (seed: number, runs: number) => Promise<number>;
declare const checkWork: (seed: number, runs: number) => Promise<void>;

const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 40);

/** A driver and all that it needs as one script. */
async function bundle(isFirefox: boolean, driver = 'engine-driver.ts'): Promise<string> {
  const outcome = await build({
    configFile: false,
    logLevel: 'warn',
    define: {
      ...bundledStory(readStory('assets/story')),
      __FIREFOX__: String(isFirefox),
      __DEV__: 'true',
    },
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, driver),
        formats: ['iife'],
        name: 'driver',
      },
    },
  });
  const [{ output }] = outcome as [Rollup.RollupOutput];
  return output[0].code;
}

const PAGES = {
  '/plain': '<!doctype html><meta charset="utf-8"><title>Test</title><body>',
  '/': '<!doctype html><meta charset="utf-8"><title>Test</title><body><p>OpenAI</p>',
  '/three': `<!doctype html><meta charset="utf-8"><title>Test</title>
    <style>p { position: absolute } #a { top: 10px } #b { top: 60px } #c { top: 110px }</style>
    <p id="a">OpenAI</p><p id="b">xAI</p><p id="c">OpenAI</p>`,
};

describe.each(BROWSER_KINDS)('the engine in %s', (kind) => {
  let server: Server;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  async function visit(path: string, marks: number): Promise<Page> {
    const page = await launched.browser.newPage();
    await page.goto(server.origin + path);
    await page.bringToFront();
    await until('marks', async () => (await registered(page)).texts.length === marks);
    return page;
  }

  test('after random edits the marks are those that a fresh engine finds', async () => {
    const page = await visit('/', 1);
    await page.evaluate(await bundle(kind === 'firefox'));
    const mentions = await page.evaluate((seed, runs) => editAtRandom(seed, runs), SEED, RUNS);
    // The documents are about something.
    expect(mentions).toBeGreaterThan(RUNS);
    await page.close();
  });

  // Chromium has it in the browser project, where it is quicker.
  test.runIf(kind === 'firefox')(
    'twice as much takes twice the work, in steps that are no longer',
    async () => {
      const page = await launched.browser.newPage();
      await page.goto(`${server.origin}/plain`);
      await page.evaluate(await bundle(true, 'work-driver.ts'));
      await page.evaluate((seed, runs) => checkWork(seed, runs), SEED, RUNS);
      await page.close();
    },
    300_000,
  );

  test('a text that leaves the page, moves or changes takes no other mark with it', async () => {
    const page = await visit('/three', 3);
    const clip = await clipOfText(page, '#b', 'xAI');
    const before = await picture(page, clip);
    await page.evaluate(() => {
      document.querySelector('#a')?.remove();
      const text = document.querySelector('#c')?.firstChild as Text;
      text.data = 'nothing';
      document.body.append(document.querySelector('#c') as Element);
    });
    await until('one mark', async () => (await registered(page)).texts.length === 1);
    expect(differs(before, await picture(page, clip))).toBe(0);
    // The picture shows the mark: without it, it is another one.
    await switchSite(launched, '127.0.0.1', false);
    await until('no mark', async () => (await registered(page)).texts.length === 0);
    expect(differs(before, await picture(page, clip))).toBeGreaterThan(0);
    await switchSite(launched, '127.0.0.1', true);
    await page.close();
  });

  test('a page that empties the registry, or our highlight, gets its marks back', async () => {
    const page = await visit('/three', 3);
    await page.evaluate(() => CSS.highlights.clear());
    await until('marks again', async () => (await registered(page)).texts.length === 3);
    await page.evaluate(() => CSS.highlights.get('backstory')?.clear());
    await until('marks again', async () => (await registered(page)).texts.length === 3);
    await page.close();
  });

  test('document.open', async () => {
    const page = await visit('/three', 3);
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>New</title><p>Now xAI');
      document.close();
    });
    await until('the new mark', async () => String((await registered(page)).texts) === 'xAI');
    await page.evaluate(() => document.body.append(' and OpenAI'));
    await until('a later one', async () => (await registered(page)).texts.length === 2);
    // Listeners do not outlive document.open() by themselves.
    const { x, y } = await clipOfText(page, 'body', 'OpenAI');
    await page.mouse.move(x + 10, y + 100);
    await page.mouse.move(x + 10, y + 5, { steps: 5 });
    await page.mouse.move(x + 11, y + 5);
    await until('a card', async () => (await countCards(page)) === 1);
    await page.close();
  });
});
