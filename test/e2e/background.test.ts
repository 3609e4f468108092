/** The background: stopped at any moment, asked on pages where nothing can be done, and on pages of many frames. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Stop, stopper, watchInjections, watchRejections } from '../harness/background.ts';
import { chromeScope } from '../harness/bidi.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { CARD, clickInCard } from '../harness/card.ts';
import { builtExtension, findOwnPage, type Launched, launch, WELCOME } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { badgeOf, clearStorage, store, stored } from '../harness/settings.ts';
import { step } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { cardIsOpen, html } from './card-stage.ts';

declare const chrome: {
  runtime: {
    getURL(path: string): string;
    sendMessage(message: object): Promise<unknown>;
    getContexts(filter: object): Promise<{ documentUrl?: string }[]>;
  };
  tabs: {
    query(query: object): Promise<{ id: number; url?: string }[]>;
    remove(ids: number[]): Promise<void>;
  };
  commands: { onCommand: { dispatch(name: string, tab: object): void } };
};

const FRAMES = 24;

describe.each(BROWSER_KINDS)('the background in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let stop: Stop;
  let page: Page;
  let opened: Page | undefined;

  beforeAll(async () => {
    server = await serve({
      pages: {
        '/': html('<p>OpenAI was founded.</p>'),
        '/doubt': html('<p>The chatbot Grok is made by xAI.</p>'),
        '/frame': html('<p>OpenAI was founded.</p>'),
        '/frames': html(`<p>xAI is new.</p>${'<iframe src="/frame"></iframe>'.repeat(FRAMES)}`),
      },
    });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    stop = await stopper(launched);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
    await clearStorage(launched);
  });

  async function open(path: string): Promise<void> {
    page = await launched.browser.newPage();
    opened = page;
    await page.goto(server.origin + path);
    await until('marks', async () => (await registered(page)).texts.length > 0);
  }
  /** Asks for something that changes nothing, which starts a background that was stopped. */
  const wake = () => launched.inExtension(() => chrome.runtime.sendMessage({ type: 'site' }));
  const articles = () =>
    launched.inExtension(async () => {
      const article = chrome.runtime.getURL('src/pages/article/');
      const tabs = await chrome.tabs.query({});
      return tabs.filter(({ url }) => url?.startsWith(article)).map(({ id }) => id);
    });

  // Before the tests that look into it: Chromium's worker, once looked into, starts no more after a stop.
  test('shows the first-run page at its next start where an earlier one could not, once', async () => {
    const isShown = async () => (await findOwnPage(launched.browser, WELCOME)) ?? false;
    const isNoted = async () => (await stored(launched, 'local')).welcomed === true;
    await until('the first one is noted', isNoted);
    expect(await isShown()).toBe(false);
    // Firefox counts the closed one as open for a while, and an open one is not opened again.
    await until('no context of it', () =>
      launched.inExtension(async () => {
        const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
        return !contexts.some(({ documentUrl }) => documentUrl?.includes('/welcome/'));
      }),
    );
    await store(launched, 'local', { welcomed: false });
    await stop();
    await wake();
    const page = await until('the page', isShown);
    await until('it is noted', isNoted);
    await page.close();
    await stop();
    await wake();
    // Whoever is answered after that is answered by a background that has looked.
    expect([await isNoted(), await isShown()]).toEqual([true, false]);
  });

  test('that was stopped still draws the button, brings the card and does what is pressed in it', async () => {
    await open('/');
    await until('1 on the button', async () => (await badgeOf(launched, page)) === '1');
    await page.bringToFront();
    await stop();
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    await stop();
    await clickInCard(page, 'Turn off on this site');
    await until('no marks', async () => (await registered(page)).texts.length === 0);
    await until('nothing on the button', async () => (await badgeOf(launched, page)) === '');
  });

  test('that was stopped still tells which names are meant', async () => {
    const marks = async () => String((await registered(page)).texts);
    await open('/doubt');
    await until('a name that was judged', async () => (await marks()) === 'Grok,xAI');
    for (const many of [2, 3]) {
      await stop();
      await page.bringToFront();
      await page.evaluate((number) => {
        const text = `The chatbot Grok answers ${number} questions.`;
        document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
      }, many);
      const expected = `${'Grok,'.repeat(many)}xAI`;
      await until(expected, async () => (await marks()) === expected);
    }
  });

  test('shows the data that it loads to no page', async () => {
    await open('/');
    const load = (address: string) =>
      fetch(address, { mode: 'no-cors' }).then(
        () => 'loaded',
        () => 'refused',
      );
    for (const path of ['thinking/names.json', 'thinking/topics.json', 'story/edition.de.json']) {
      const address = await launched.inExtension(
        (file) => chrome.runtime.getURL(String(file)),
        path,
      );
      expect(await launched.inExtension(load, address), path).toBe('loaded');
      expect(await page.evaluate(load, address), path).toBe('refused');
    }
  });

  test('takes the tab that has the article, though it was stopped since that was opened', async () => {
    const openArticle = () =>
      launched.inExtension(() => chrome.runtime.sendMessage({ type: 'article', paragraph: 'p2' }));
    await openArticle();
    await stop();
    await openArticle();
    await until('one tab', async () => (await articles()).length === 1);
    await launched.inExtension((ids) => chrome.tabs.remove([...ids]), await articles());
  });

  test('hands rules to the browser’s sync, though it was stopped before their time', async () => {
    await wake();
    await store(launched, 'local', { 'option:sync': true });
    let at = 0;
    await until('a rule waits', async () => {
      await store(launched, 'local', { 'site:a.example': { on: false, at: ++at } });
      return 'syncDue' in (await stored(launched, 'session'));
    });
    await stop();
    await wake();
    const synced = async () => JSON.stringify(await stored(launched, 'sync'));
    await until('the rule in the sync', async () => (await synced()).includes('a.example'));
    await until('nothing waits', async () => !('syncDue' in (await stored(launched, 'session'))));
  });

  test('knows of a rule that comes by the browser’s sync whether it holds for its host alone', async () => {
    await store(launched, 'local', { 'option:sync': true });
    await stop();
    await store(launched, 'sync', { 'rules:3': { 'github.io': '05', 'www.example.com': '15' } });
    await wake();
    const rule = (site: string) => async () => (await stored(launched, 'local'))[`site:${site}`];
    const [suffix, other] = [rule('github.io'), rule('www.example.com')];
    await until('the rules', async () => (await suffix()) && (await other()));
    expect(await suffix()).toEqual({ on: false, at: 5, alone: true });
    expect(await other()).toEqual({ on: true, at: 5 });
  });

  /** As in the card's tests: puppeteer's keys do not reach the browser's own. */
  async function command(name: string): Promise<void> {
    if (kind === 'chromium') {
      const target = await launched.browser.waitForTarget(
        (found) => found.type() === 'service_worker',
      );
      const worker = await target.worker();
      await worker?.evaluate(async (wanted) => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        if (tab) chrome.commands.onCommand.dispatch(wanted, tab);
      }, name);
      return;
    }
    const run = await chromeScope(launched.browser);
    await run(`(() => {
      const keys = [...document.querySelectorAll('keyset[id^="ext-keyset-id-backstory"] key')];
      keys.find((key) => [key.getAttribute('key'), key.getAttribute('keycode')].some(
        (which) => which === '.' || which === 'VK_PERIOD'
      )).doCommand();
    })()`);
  }

  // Firefox reports what a listener's promise is rejected with itself: only Chromium's worker can see it here.
  test('leaves nothing uncaught where a key is pressed on a page that cannot be read', async () => {
    await open('/');
    await wake();
    const rejections = await watchRejections(launched);
    const own = await launched.openOwn('src/frame/marks.css');
    await own.bringToFront();
    await command('next-mention');
    // What is pressed later is done later: its card comes when the other one has failed.
    await page.bringToFront();
    await command('next-mention');
    await cardIsOpen(page);
    expect(await rejections()).toEqual([]);
    await own.close();
  });

  test('goes from frame to frame with one look at all, and a card in those that it goes to', async () => {
    await open('/frames');
    const frames = await until('all frames', async () => {
      const found = page.frames();
      const marked = await Promise.all(found.map(registered));
      return found.length === FRAMES + 1 && marked.every(({ texts }) => texts.length > 0) && found;
    });
    await until('the button', async () => (await badgeOf(launched, page)) === String(FRAMES + 1));
    const injections = await watchInjections(launched);
    for (const frame of frames.slice(0, 3)) {
      await step(launched, page, 1);
      await until('a card', () => frame.$$eval(CARD, (hosts) => hosts.length === 1));
    }
    const all = await injections();
    const bundles = all.filter(({ file }) => file !== undefined);
    expect(bundles.map(({ frames: many }) => many)).toEqual([1, 1, 1]);
    // One look for each step, and what each card's opening and closing tells.
    const looks = all.filter(({ allFrames }) => allFrames);
    expect(looks.length).toBeLessThanOrEqual(3 + 3 + 2);
    // No long list of frames that had to be asked for first.
    const lists = all.filter(({ allFrames, frames: many }) => !allFrames && many > 1);
    expect(lists).toEqual([]);
  });
});
