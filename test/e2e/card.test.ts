import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/read-story.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { CARD, cardText, countCards } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { until } from '../harness/wait.ts';

const html = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>
  <link rel="icon" href="data:,"><body>${body}`;

const PAGES = {
  '/': html(`
    <p>Nothing here.</p><p>Nothing there.</p>
    <p>The founder of xAI answered.</p><p>A lawsuit against OpenAI.</p>
    <script>
      const heard = [];
      addEventListener('keydown', (event) => heard.push(event.key));
    </script>`),
  '/dialog': html(`
    <dialog><p>Nothing here.</p><p>A lawsuit against OpenAI.</p></dialog>
    <script>document.querySelector('dialog').showModal()</script>`),
  '/frame': html('<iframe src="/" width="700" height="500"></iframe>'),
};

/** As a reader compares: by words. */
const words = (text: string) => text.replace(/\s+/g, ' ').trim();
const PARAGRAPHS = readStory('assets/story').story.editions.flatMap(({ paragraphs }) =>
  paragraphs.map(({ text }) => words(text)),
);

const cardIsOpen = (page: Page) => until('a card', async () => (await cardText(page)) || undefined);
const cardIsGone = (page: Page) =>
  until('no card', async () => (await cardText(page)) === undefined);

describe.each(BROWSER_KINDS)('the card in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    page = await launched.browser.newPage();
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await page.mouse.move(2, 2);
  });

  async function open(path: string): Promise<void> {
    await page.goto(server.origin + path);
    await until('marks', async () => (await registered(page)).texts.length > 0);
  }

  test('shows a paragraph of the article for the name under the pointer', async () => {
    await open('/');
    await hoverMark(page, 'OpenAI');
    const text = words(await cardIsOpen(page));
    expect(text).toContain('OpenAI');
    expect(PARAGRAPHS.filter((paragraph) => text.includes(paragraph))).toHaveLength(1);
  });

  test('opens beside the name: below it, from its start', async () => {
    await open('/');
    const mark = await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    const card = await page.$eval(CARD, (host) => host.getBoundingClientRect().toJSON());
    expect(card.x).toBeCloseTo(mark.x, 0);
    expect(card.y - (mark.y + mark.height)).toBeGreaterThan(0);
    expect(card.y - (mark.y + mark.height)).toBeLessThan(20);
  });

  test('there is one element while it is open, and none after Escape', async () => {
    await open('/');
    const before = await page.content();
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    expect(await countCards(page)).toBe(1);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await page.content()).toBe(before);
    // The page did not hear of the key that closed the card, but hears the next one.
    await page.keyboard.press('Escape');
    expect(await page.evaluate('heard')).toEqual(['Escape']);
  });

  test('there is still one element after moving to another name', async () => {
    await open('/');
    await hoverMark(page, 'OpenAI');
    const first = await cardIsOpen(page);
    // Above: what is below stands under the card.
    await hoverMark(page, 'xAI');
    await until('another card', async () => {
      const text = await cardText(page);
      return text !== undefined && text !== first && text.startsWith('xAI');
    });
    expect(await countCards(page)).toBe(1);
  });

  test('goes when the pointer goes', async () => {
    await open('/');
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    await pointAway(page);
    await cardIsGone(page);
    expect(await countCards(page)).toBe(0);
  });

  test('stands within a modal dialog; Escape closes the card, not the dialog', async () => {
    await open('/dialog');
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    expect(await page.$(`dialog > ${CARD}`)).not.toBeNull();
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await page.$eval('dialog', ({ open: isOpen }) => isOpen)).toBe(true);
  });

  test('opens within a frame, and goes when the pointer leaves the frame', async () => {
    await page.goto(`${server.origin}/frame`);
    const frame = await until('the frame', async () => page.frames()[1]);
    await until('marks', async () => (await registered(frame)).texts.length > 0);
    await hoverMark(page, 'OpenAI', frame);
    expect(words(await cardIsOpen(page))).toContain('OpenAI');
    await pointAway(page);
    await cardIsGone(page);
  });

  test('opens within a frame, and goes on Escape though the focus is outside', async () => {
    await page.goto(`${server.origin}/frame`);
    const frame = await until('the frame', async () => page.frames()[1]);
    await until('marks', async () => (await registered(frame)).texts.length > 0);
    await hoverMark(page, 'OpenAI', frame);
    await cardIsOpen(page);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });
});
