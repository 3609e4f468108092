/** What the background takes from a frame, as if somebody else had hold of our script there. */
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { CARD, cardText, countCards } from '../harness/card.ts';
import { sendFrom, tabAt } from '../harness/content-world.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { clearStorage, store, stored } from '../harness/settings.ts';
import { until } from '../harness/wait.ts';
import { cardIsOpen, html } from './card-stage.ts';

declare const chrome: {
  runtime: { getURL(path: string): string };
  tabs: { query(query: object): Promise<{ url?: string }[]> };
};

const SECRET = 'secret.example';
const refused = { refused: expect.stringMatching(/^Error: Refused: .{1,100}$/) };

/** Asks for what the menu of a card does: the site off. */
const OFF = { type: 'change', what: 'off', name: 'openai', isUndone: false };

describe.each(BROWSER_KINDS)('a frame’s messages in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;
  let tabId: number;

  beforeAll(async () => {
    const pages: Record<string, string> = {
      '/frame': html('<p>The start-up xAI is in the news.</p>'),
      '/large-frame': html('<p style="margin: 0; font-size: 80px">xAI is new.</p>'),
      '/other': html('<p style="margin-top: 3000px">OpenAI was founded.</p>'),
    };
    server = await serve({ pages });
    pages['/'] = html(
      `<p>OpenAI was founded.</p><iframe width="600" height="400" src="${server.otherOrigin}/frame"></iframe>`,
    );
    pages['/large'] = html(
      `<iframe width="600" height="400" src="${server.otherOrigin}/large-frame"></iframe>`,
    );
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  beforeEach(async () => {
    page = await open('/');
    tabId = await tabAt(launched, page.url());
    await page.bringToFront();
  });
  afterEach(async () => {
    await page.close();
    await clearStorage(launched);
  });

  async function open(path: string): Promise<Page> {
    const opened = await launched.browser.newPage();
    await opened.goto(server.origin + path);
    await marked(opened.mainFrame());
    return opened;
  }
  const marked = (frame: Frame) =>
    until('marks', async () => (await registered(frame)).texts.length > 0);
  const frameUrl = () => `${server.otherOrigin}/frame`;
  const innerFrame = () =>
    until('the frame', async () => {
      const found = page.frames().find((frame) => frame.url() === frameUrl());
      if (found) await marked(found);
      return found;
    });

  const send = (...messages: Parameters<typeof sendFrom>[2]) => sendFrom(launched, tabId, messages);
  const sendFromFrame = (...messages: Parameters<typeof sendFrom>[2]) =>
    sendFrom(launched, tabId, messages, frameUrl());
  const isSwitchedOff = async () => 'site:127.0.0.1' in (await stored(launched, 'local'));
  const articles = () =>
    launched.inExtension(async () => {
      const article = chrome.runtime.getURL('src/pages/article/');
      return (await chrome.tabs.query({})).filter(({ url }) => url?.startsWith(article)).length;
    });
  const closeArticle = () =>
    until('the article', async () => {
      for (const opened of await launched.browser.pages()) {
        const isIt = await opened
          .evaluate(() => location.pathname.startsWith('/src/pages/article/'))
          .catch(() => false);
        if (isIt) {
          await opened.close();
          return true;
        }
      }
      return false;
    });

  test('tell it no private rule: its tab is none of a private window', async () => {
    await store(launched, 'session', { [`private:${SECRET}`]: { on: false, at: 1, window: 1 } });
    const answers = await send(
      { type: 'privateRules', keys: null },
      { type: 'privateRules', keys: [`private:${SECRET}`] },
      { type: 'privateRules', keys: ['private:127.0.0.1'] },
      { type: 'privateRules' },
      { type: 'load', part: 'private' },
    );
    expect(JSON.stringify(answers)).not.toContain(SECRET);
    expect(answers).toEqual(answers.map(() => refused));
  });

  test('reach no other tab', async () => {
    const other = await open('/other');
    const otherId = await tabAt(launched, other.url());
    await page.bringToFront();
    const steps = [{ type: 'step', tabId: otherId, direction: 1 }];
    expect([...(await send(...steps)), ...(await sendFromFrame(...steps))]).toEqual([
      refused,
      refused,
    ]);
    expect(await other.evaluate(() => scrollY)).toBe(0);
    expect(await countCards(other)).toBe(0);
    await other.close();
  });

  test('are refused unless they are what they should be', async () => {
    const answers = await send(
      'site',
      null,
      [],
      {},
      { type: 'toString' },
      { type: '__proto__' },
      { type: 'site', more: 1 },
      { type: 'load', part: 'cards' },
      { type: 'load', part: ['card'] },
      { type: 'card', isOpen: 1 },
      { type: 'card' },
      { type: 'x'.repeat(10_000) },
    );
    expect(answers).toEqual(answers.map(() => refused));
  });

  test('switch nothing and open nothing where no card is open', async () => {
    await innerFrame();
    const asked = [
      OFF,
      { type: 'options' },
      { type: 'article' },
      { type: 'card', isOpen: true },
      OFF,
      { type: 'article', paragraph: 'p2', lang: 'en' },
    ];
    const expected = [refused, refused, refused, { answer: true }, refused, refused];
    expect(await send(...asked)).toEqual(expected);
    expect(await sendFromFrame(...asked)).toEqual(expected);
    expect(await isSwitchedOff()).toBe(false);
    expect(await articles()).toBe(0);
  });

  test('switch nothing off for a card that is open in another frame, and do not close it', async () => {
    await innerFrame();
    const { x, y } = await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    await page.mouse.click(x + 4, y + 4);
    const asked = [{ type: 'card', isOpen: true }, OFF, { type: 'article' }];
    expect(await sendFromFrame(...asked)).toEqual([{ answer: true }, refused, refused]);
    expect(await isSwitchedOff()).toBe(false);
    expect(await articles()).toBe(0);
    expect(await cardText(page)).toMatch(/^OpenAI/);
  });

  test('are taken from the frame with the card, as long as it is open', async () => {
    const frame = await innerFrame();
    const mark = await hoverMark(page, 'xAI', frame);
    // By its host: Chromium gives this frame a process of its own, where the page's session does not see.
    await until('the card', () => frame.$$eval(CARD, (hosts) => hosts.length === 1));
    const box = await (await frame.frameElement())?.boundingBox();
    await page.mouse.click(mark.x + (box?.x ?? 0) + 4, mark.y + (box?.y ?? 0) + 4);
    expect(await send(OFF)).toEqual([refused]);
    expect(await isSwitchedOff()).toBe(false);
    expect(await sendFromFrame({ type: 'article', paragraph: 'p2' })).toEqual([{ answer: true }]);
    await closeArticle();
    await page.bringToFront();
  });

  // Both browsers take what the driver runs in a frame for an act of the person; in Firefox the card can be
  // looked for without.
  test.skipIf(kind === 'chromium')('are refused where nobody has acted in the frame', async () => {
    await page.goto(`${server.origin}/large`);
    const large = `${server.otherOrigin}/large-frame`;
    const { x, y } = await page.$eval('iframe', (frame) => {
      const box = frame.getBoundingClientRect();
      return { x: box.x + 60, y: box.y + 60 };
    });
    let count = 0;
    await until('a card', async () => {
      await page.mouse.move(x + (count++ % 2), y);
      return cardText(page);
    });
    const asked = [{ type: 'article' }, OFF];
    expect(await sendFrom(launched, tabId, asked, large)).toEqual([refused, refused]);
    expect([await isSwitchedOff(), await articles()]).toEqual([false, 0]);
    await page.mouse.click(x, y);
    expect(await sendFrom(launched, tabId, [OFF], large)).toEqual([{ answer: true }]);
    expect(await isSwitchedOff()).toBe(true);
  });
});
