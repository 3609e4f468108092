import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appears } from '../harness/appears.ts';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, findOwnPage, type Launched, launch } from '../harness/launch.ts';
import { pasteInto } from '../harness/paste.ts';
import { type Server, serve } from '../harness/serve.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

declare const chrome: {
  runtime: { sendMessage(message: object): Promise<unknown>; getURL(path: string): string };
  storage: { local: { set(items: object): Promise<void> } };
  tabs: { query(query: object): Promise<{ url?: string; active: boolean }[]> };
};

const ARTICLE = 'src/pages/article/index.html';

const textOf = (page: Page) => page.evaluate(() => document.body.innerText);

/** What is shown of paragraph 3, by language. */
const third = (page: Page) =>
  page.$$eval('#p3 .paragraph', (texts) =>
    texts.map((text) => `${(text as HTMLElement).lang}: ${text.textContent?.slice(0, 24)}`),
  );
const FRENCH = 'fr: La démarche de xAI de re';
const ENGLISH = 'en: xAI’s decision to open-s';

describe.each(BROWSER_KINDS)('the article in %s', (kind) => {
  let launched: Launched;
  let server: Server;

  beforeAll(async () => {
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    server = await serve({
      pages: { '/': '<!doctype html><title>Paste</title><textarea autofocus></textarea>' },
    });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  const opened: Page[] = [];
  async function open(search = ''): Promise<Page> {
    const page = await launched.openOwn(ARTICLE + search);
    opened.push(page);
    await appears(page, 'h1');
    return page;
  }
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });

  test('is whole, in the reader’s language, and says what it is', async () => {
    const page = await open();
    expect(await third(page)).toEqual([ENGLISH]);
    expect(await page.$$eval('section', (rows) => rows.map(({ id }) => id))).toEqual([
      'p1',
      'p2',
      'p3',
      'p4',
      'p5',
      'p6',
    ]);
    const text = await textOf(page);
    expect(text).toContain('Our translation from French');
    expect(text).toContain(inEnglish('tellsOf', 'March 2024'));
    expect(await page.title()).toBe('Elon Musk champions open source in AI with Grok – Backstory');
    const names = await page.$$eval('#p3 b', (marked) => marked.map((name) => name.textContent));
    expect(names).toEqual(['xAI', 'Grok']);
  });

  test('shows the edition that the address asks for, and each has an address', async () => {
    const page = await open('?lang=fr');
    expect(await third(page)).toEqual([FRENCH]);
    expect(await textOf(page)).toContain('Original, in French');

    await (await page.$('nav a:last-child'))?.click();
    await until('both', async () => (await third(page)).length === 2);
    expect(await third(page)).toEqual([FRENCH, ENGLISH]);
    expect(await page.evaluate(() => location.search)).toBe('?lang=fr,en');
    // Row by row: what belongs together stands at one height.
    const tops = await page.$$eval('#p3 .paragraph', (texts) =>
      texts.map((text) => text.getBoundingClientRect().top),
    );
    expect(tops[0]).toBe(tops[1]);

    await page.evaluate(() => history.back());
    await until('the original again', async () => String(await third(page)) === FRENCH);
  });

  test('keeps the paragraph that is being read in its place when the view changes', async () => {
    const page = await open('?lang=fr');
    const place = () => page.$eval('#p3', (row) => Math.round(row.getBoundingClientRect().top));
    await page.setViewport({ width: 1000, height: 400 });
    await page.evaluate(() => document.querySelector('#p3')?.scrollIntoView());
    const before = await place();
    await page.evaluate(() => (document.querySelector('nav a') as HTMLElement).click());
    await until('English', async () => String(await third(page)) === ENGLISH);
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1);
  });

  test('begins in the language that the options name', async () => {
    const set = (language: string) =>
      launched.inExtension(
        (value) => chrome.storage.local.set({ 'option:paragraphLanguage': value }),
        language,
      );
    await set('fr');
    expect(await third(await open())).toEqual([FRENCH]);
    // An address that names one is meant so.
    expect(await third(await open('?lang=en'))).toEqual([ENGLISH]);
    await set('auto');
  });

  test('an unknown edition or paragraph is none', async () => {
    const page = await open('?lang=xx#p99');
    expect(await third(page)).toEqual([ENGLISH]);
    expect(await page.$('.target')).toBe(null);
  });

  test('#p3 takes the reader there and sets it off', async () => {
    const page = await open('#p3');
    const state = () =>
      page.evaluate(() => ({
        target: [...document.querySelectorAll('.target')].map(({ id }) => id),
        focus: document.activeElement?.id,
        top: (document.querySelector('.target') as Element).getBoundingClientRect().top,
        background: getComputedStyle(document.querySelector('.target') as Element).backgroundColor,
      }));
    expect(await state()).toMatchObject({ target: ['p3'], focus: 'p3' });
    expect((await state()).top).toBeGreaterThanOrEqual(0);
    expect((await state()).top).toBeLessThan(200);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect((await state()).background).not.toBe('rgba(0, 0, 0, 0)');

    await page.evaluate(() => (document.querySelector('#p5 .address a') as HTMLElement).click());
    await until('the other', async () => String((await state()).target) === 'p5');
    expect(await page.evaluate(() => location.hash)).toBe('#p5');
  });

  test('a paragraph’s address is copied', async () => {
    const page = await open('?lang=fr');
    await page.bringToFront();
    const button = await page.$('#p2 .address button');
    await button?.click();
    await until('it says so', async () => (await textOf(page)).includes('Link copied.'));
    const paste = await launched.browser.newPage();
    opened.push(paste);
    await paste.goto(server.origin);
    const pasted = await pasteInto(paste, 'textarea');
    const own = await launched.inExtension((path) => chrome.runtime.getURL(path), ARTICLE);
    expect(pasted).toBe(`${own}?lang=fr#p2`);
  });

  test('the message opens one tab and then takes it elsewhere', async () => {
    const tabs = () =>
      launched.inExtension(async (path) => {
        const found = await chrome.tabs.query({ url: `${chrome.runtime.getURL(path)}*` });
        return found.map(({ url, active }) => `${url?.split('index.html')[1]} ${active}`);
      }, ARTICLE);
    const send = (message: { paragraph?: string; lang?: string }) =>
      launched.inExtension(
        (wanted) => chrome.runtime.sendMessage({ type: 'article', ...wanted }),
        message,
      );
    expect(await send({ paragraph: 'p3', lang: 'fr' })).toBe(true);
    await until('the tab', async () => String(await tabs()) === '?lang=fr#p3 true');
    await send({ paragraph: 'p4', lang: 'en' });
    await until('the same tab elsewhere', async () => String(await tabs()) === '?lang=en#p4 true');
    await (await findOwnPage(launched.browser, ARTICLE))?.close();
    await until('no tab', async () => (await tabs()).length === 0);

    await Promise.all([send({ paragraph: 'p1' }), send({ paragraph: 'p2' }), send({})]);
    await until('one tab for all', async () => String(await tabs()) === ' true');
    await (await findOwnPage(launched.browser, ARTICLE))?.close();
  });

  test('axe finds nothing in light', async () => {
    expect(await violations(await open('#p3'))).toEqual([]);
    expect(await violations(await open('?lang=fr,en'))).toEqual([]);
  });

  // Firefox's driver has no print view.
  if (kind === 'firefox') return;

  test('is printed as text alone, dark on white', async () => {
    const page = await open('?lang=fr,en#p3');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await page.emulateMediaType('print');
    const styles = (selector: string) =>
      page.$eval(selector, (element) => {
        const { display, color, backgroundColor } = getComputedStyle(element);
        return { display, color, backgroundColor };
      });
    for (const control of ['nav', '.address button']) {
      expect(await styles(control)).toMatchObject({ display: 'none' });
    }
    expect(await styles('#p3 .paragraph')).toMatchObject({ color: 'rgb(34, 36, 42)' });
    expect(await styles('.target')).toMatchObject({ backgroundColor: 'rgba(0, 0, 0, 0)' });
    await page.emulateMediaType('screen');
    expect(await styles('nav')).toMatchObject({ display: 'flex' });
  });
});
