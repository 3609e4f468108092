/** What may befall a page while the content script lives in it, and the content script itself. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { cardText } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { stopBackground } from '../harness/manage.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { clearStorage, store } from '../harness/settings.ts';
import { reportsOf, settled, switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const head = (title: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title>`;

/** Busy for so many milliseconds of each frame, with an open shadow root that came early and one that comes late. */
const busy = (
  milliseconds: number,
) => `${head('Busy')}<body><p>Light: OpenAI.</p><x-news></x-news><script>
  customElements.define('x-news', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<p>Shadow: xAI.</p>'; }
  });
  setTimeout(() => document.body.append(document.createElement('x-news')), 1500);
  (function spin() {
    const end = performance.now() + ${milliseconds};
    while (performance.now() < end);
    requestAnimationFrame(spin);
  })();
</script>`;

/** Does something to the registry of highlights whenever a person types, at one of several moments. */
const clears = (when: string, how: string) => `${head('Search')}<body><input id="q">
  <p>Says OpenAI today, and xAI tomorrow.</p><script>
  const clear = () => { ${how}; };
  document.querySelector('#q').addEventListener('input', () => { ${when} });
  /* After each frame: whether the marks were in it. */
  globalThis.frames_ = { all: 0, marked: 0 };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    frames_.all++;
    if (CSS.highlights.get('backstory')?.size === 2) frames_.marked++;
  };
  (function each() { port2.postMessage(0); requestAnimationFrame(each); })();
</script>`;
declare const frames_: { all: number; marked: number };

const CLEARS: Record<string, [when: string, how: string]> = {
  '/clears-at-once': ['clear()', 'CSS.highlights.clear()'],
  '/clears-in-microtask': ['queueMicrotask(clear)', "CSS.highlights.delete('backstory')"],
  '/clears-in-frame': ['requestAnimationFrame(clear)', 'CSS.highlights.clear()'],
  '/empties': ['clear()', "CSS.highlights.get('backstory')?.clear()"],
};

const framed = (source: string) => `<iframe srcdoc="${source}"></iframe>`;

const PAGES: Record<string, string> = {
  '/opener': `${head('Opener')}<body><p>Opener: OpenAI.</p>`,
  '/a': `${head('A')}<body><p>Says OpenAI today.</p>`,
  '/b': `${head('B')}<body><p>Another page on xAI.</p>`,
  '/doubt': `${head('Doubt')}<body><p>The chatbot Grok is made by xAI.</p>`,
  '/16': busy(16),
  '/40': busy(40),
  '/frames': `${head('Frames')}<body><p>Top: OpenAI.</p>${[
    '<p>Nothing here</p>',
    '<p>Of xAI here</p>',
    '<p>Nothing, then a name</p>',
    '<p>Nothing, then Open<b></b></p>',
    '<p>Nothing, then a root</p><div></div>',
  ]
    .map(framed)
    .join('')}`,
  '/events': `<!doctype html><html lang="en"><title>Events</title><script>
    globalThis.seen = {};
    for (const [target, type] of [[document, 'readystatechange'], [document, 'DOMContentLoaded'], [window, 'DOMContentLoaded']]) {
      target.addEventListener(type, () => { seen[type + ' ' + document.readyState] = CSS.highlights.size; });
    }
    </script><p>Says OpenAI today.</p>`,
  ...Object.fromEntries(
    Object.entries(CLEARS).map(([path, [when, how]]) => [path, clears(when, how)]),
  ),
};

const marks = async (page: Page) => String((await registered(page)).texts);

describe.each(BROWSER_KINDS)('the life of a page in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
  });
  afterEach(async () => {
    await clearStorage(launched);
    await page.close();
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  async function visit(path: string): Promise<void> {
    page = await launched.browser.newPage();
    await page.goto(server.origin + path);
    await page.bringToFront();
  }

  // A page writes into its window as a whole, in parts, over what it wrote before, or leaves it open.
  test.each([
    ['written and closed', ["document.write('<p>Of OpenAI.</p>')", 'document.close()']],
    ['written and left open', ["document.write('<p>Of OpenAI.</p>')"]],
    ['written in parts', ["document.write('<p>Of Open')", "document.write('AI.</p>')"]],
    [
      'written twice',
      [
        "document.write('<p>Of Grok.</p>')",
        'document.close()',
        "document.write('<title>Two</title><p>Of OpenAI.')",
        'document.close()',
      ],
    ],
    ['filled', ["document.body.innerHTML = '<p>Of OpenAI.</p>'"]],
  ])('a window that is %s is marked', async (_, steps) => {
    await visit('/opener');
    await page.evaluate((scripts) => {
      const opened = window.open('', 'print', 'width=500,height=400') as Window & {
        eval: typeof eval;
      };
      Object.assign(window, { opened });
      scripts.forEach((script, index) => {
        setTimeout(() => opened.eval(script), index * 300);
      });
    }, steps);
    await until('a mark', () =>
      page.evaluate(() => {
        const { opened } = window as unknown as { opened: Window & { CSS: typeof CSS } };
        const mark = opened.CSS.highlights.get('backstory');
        const [range] = mark ? [...(mark as unknown as Set<AbstractRange>)] : [];
        const text = opened.document.body.textContent;
        return text?.includes('OpenAI') && range?.startContainer.isConnected === true;
      }),
    );
    await page.evaluate(() => (window as unknown as { opened: Window }).opened.close());
  });

  // Firefox does not tell a page in its back/forward cache of changes.
  test('a page that comes back is as it was switched meanwhile', async () => {
    await visit('/a');
    await until('a mark', async () => (await marks(page)) === 'OpenAI');
    // Not by puppeteer's own ways, whose promises do not end for a page that comes from Firefox's cache.
    const go = async (way: string, title: string) => {
      page.evaluate(way).catch(() => undefined);
      await until(`page ${title}`, () =>
        page.evaluate(
          (wanted) => document.title === wanted && document.readyState === 'complete',
          title,
        ),
      );
    };
    const away = async (change: () => Promise<void>) => {
      await go(`location.href = '${server.origin}/b'`, 'B');
      await change();
      await page.bringToFront();
      await go('history.back()', 'A');
    };
    await away(() => switchSite(launched, '127.0.0.1', false));
    await until('no mark', async () => (await marks(page)) === '');
    await away(() => switchSite(launched, '127.0.0.1', true));
    await until('a mark', async () => (await marks(page)) === 'OpenAI');
    await away(() => store(launched, 'local', { pause: { until: null } }));
    await until('no mark', async () => (await marks(page)) === '');
    await away(() => clearStorage(launched));
    await until('a mark', async () => (await marks(page)) === 'OpenAI');
    await away(() => store(launched, 'local', { 'option:markStyle': 'underline' }));
    await until('the other look', async () =>
      (await registered(page)).names.includes('backstory-underline'),
    );
  });

  test.each(['/16', '/40'])(
    'open shadow roots of a page that is busy in every frame: %s',
    async (path) => {
      await visit(path);
      await until('marks', async () => (await marks(page)) === 'OpenAI,xAI,xAI');
    },
  );

  test('a frame asks for the settings once there is something like a name in it', async () => {
    await visit('/frames');
    const [top, ...frames] = await settled(launched, page);
    expect(top?.state).toBeDefined();
    const states = frames.map(({ state }) => state !== undefined);
    expect(states.filter(Boolean).length).toBeLessThanOrEqual(2);
    const inFrame = (index: number) =>
      page.frames()[index + 1] as ReturnType<Page['frames']>[number];
    const marked = async (index: number) => String((await registered(inFrame(index))).texts);
    expect([await marked(0), await marked(1)]).toEqual(['', 'xAI']);
    await inFrame(2).evaluate(() => document.body.append('It is OpenAI.'));
    await until('a name that came', async () => (await marked(2)) === 'OpenAI');
    await inFrame(3).evaluate(() => document.querySelector('b')?.append('AI'));
    await until('a name that was completed', async () =>
      (await reportsOf(launched, page)).some(({ counts }) => counts.openai === 1),
    );
    await inFrame(4).evaluate(() => {
      const root = document.querySelector('div')?.attachShadow({ mode: 'open' });
      root?.append('Of OpenAI.');
    });
    await until('a name in a root', async () => (await marked(4)) === 'OpenAI');
    await switchSite(launched, '127.0.0.1', false);
    for (const index of [1, 2, 4]) await until('no mark', async () => (await marked(index)) === '');
  });

  test('a background that is stopped while it is asked keeps no name and no card from a page', async () => {
    page = await launched.browser.newPage();
    const going = page.goto(`${server.origin}/doubt`);
    for (let time = 0; time < 6; time++) await stopBackground(launched).catch(() => undefined);
    await going;
    await page.bringToFront();
    await until('what the judge decides', async () => (await marks(page)) === 'Grok,xAI');
    await stopBackground(launched);
    await hoverMark(page, 'Grok');
    for (let time = 0; time < 4; time++) await stopBackground(launched).catch(() => undefined);
    await until('a card', () => cardText(page));
  });

  test('the events of a page come before our work', async () => {
    await visit('/events');
    await until('a mark', async () => (await marks(page)) === 'OpenAI');
    const seen = await page.evaluate(
      () => (window as unknown as { seen: Record<string, number> }).seen,
    );
    expect(seen['DOMContentLoaded interactive']).toBe(0);
  });

  test.each(Object.keys(CLEARS))(
    'marks of a page that takes them out as one types: %s',
    async (path) => {
      await visit(path);
      await until('marks', async () => (await marks(page)) === 'OpenAI,xAI');
      await page.focus('#q');
      await page.evaluate(() => Object.assign(frames_, { all: 0, marked: 0 }));
      await page.keyboard.type('openai today and tomorrow', { delay: 40 });
      const { all, marked } = await page.evaluate(() => frames_);
      expect(marked / all).toBeGreaterThanOrEqual(0.9);
    },
  );
});
