/** Pages that have reasons of their own: the card stays while its name stands, and is in nobody's way. */
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { REST_MS } from '../../src/card/hover.ts';
import { CARD, cardText, countCards, inCard } from '../harness/card.ts';
import { picture } from '../harness/pixels.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, longerThan, onCardStage } from './card-stage.ts';

const PREVIEW = (css: string) =>
  html(
    `<p>Nothing.</p><p>In March the board of <a href="#there" id="link">OpenAI</a> met.</p>
  <p style="height: 200px"></p><div id="preview">The page’s own.</div>
  <script>
    let timer;
    link.addEventListener('mouseenter', () => {
      timer = setTimeout(() => {
        const { left, bottom } = link.getBoundingClientRect();
        preview.style.left = left + 'px';
        preview.style.top = bottom + 6 + 'px';
        preview.style.display = 'block';
      }, Number(new URLSearchParams(location.search).get('after')));
    });
    link.addEventListener('mouseleave', () => {
      clearTimeout(timer);
      preview.style.display = 'none';
    });
  </script>`,
    `<style>#preview { position: absolute; display: none; width: 320px; height: 180px; background: #ffe;
    z-index: 999; ${css} }</style>`,
  );

/** The picture that never comes keeps the page from being complete until it is told. */
let finish: () => void = () => undefined;
const picturePromise = new Promise<string>((resolve) => {
  finish = () => resolve('<svg xmlns="http://www.w3.org/2000/svg"/>');
});

const PAGES: Record<string, string | Promise<string>> = {
  '/address': html('<p>Nothing.</p><p>Says OpenAI today.</p>'),
  '/preview': PREVIEW(''),
  '/through': PREVIEW('pointer-events: none'),
  '/fixed': PREVIEW('position: fixed'),
  '/inverted': html(
    '<p style="margin: 60px 40px; font: 18px serif">Says OpenAI today, at night.</p>',
    `<style>html { filter: invert(1) hue-rotate(180deg); background: #fff }
      body { background: #fff; color: #000; min-height: 600px }</style>`,
  ),
  '/inverted-main': html(
    '<main><p style="margin: 60px 40px; font: 18px serif">Says OpenAI today, at night.</p></main>',
    `<style>main { filter: invert(1); background: #fff; color: #000; min-height: 600px }</style>`,
  ),
  '/slow': html('<p>Nothing.</p><p>Says OpenAI today.</p><img src="/late.svg" alt="">'),
  '/late.svg': picturePromise,
  '/teaser': html(
    `<div class="teaser"><h3><a href="#story">A story of today</a></h3>
    <p>What the board of OpenAI did next.</p></div>`,
    `<style>.teaser { position: relative } .teaser a::after { content: ""; position: absolute; inset: 0 }</style>`,
  ),
};

const cardBox = (page: Page) =>
  page.$eval(CARD, (host) => host.getBoundingClientRect().toJSON() as DOMRect);

async function pinned(page: Page, mark: { x: number; y: number }): Promise<void> {
  await page.mouse.click(mark.x + 4, mark.y + 4);
  await pointAway(page);
}

onCardStage('beside the page’s own doings the card', { pages: PAGES }, (stage) => {
  test.each([
    ['writes another fragment over its address', "history.replaceState(null, '', '#x')"],
    ['writes another search over its address', "history.replaceState(null, '', '?x=1')"],
    ['goes to a place in itself', "location.hash = 'there'"],
    ['pushes a fragment', "history.pushState(null, '', '#y')"],
  ])('stays where the page %s, over and over', async (_, change) => {
    const { page } = stage;
    const mark = await stage.openCard('/address');
    await pinned(page, mark);
    for (let count = 0; count < 5; count++) {
      await page.evaluate(change);
      await longerThan(page, 30);
    }
    expect(await cardText(page)).toMatch(/^OpenAI/);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test.each([
    ['another path', "history.pushState(null, '', '/elsewhere')"],
    [
      'another view in place of the name',
      "document.querySelectorAll('p')[1].textContent = 'Else.'",
    ],
  ])('goes where the page shows %s', async (_, change) => {
    const { page } = stage;
    const mark = await stage.openCard('/address');
    await pinned(page, mark);
    await page.evaluate(change);
    await cardIsGone(page);
  });

  describe('leaves the page’s own preview to be read', () => {
    test.each([
      ...['/preview', '/fixed'].flatMap((path) =>
        [0, 60, 300, 700].map((after) => [path, after] as const),
      ),
      // What lets the pointer through is found as it comes, not when it was there before the card.
      ['/through', 3000] as const,
    ])('%s after %d ms', async (path, after) => {
      const { page } = stage;
      await stage.openCard(`${path}?after=${after}`);
      await until('the preview', () =>
        page.$eval('#preview', (preview) => preview.checkVisibility()),
      );
      await until('both to be apart', () =>
        page.evaluate((card) => {
          const [one, other] = ['#preview', card].map((selector) =>
            document.querySelector(selector)?.getBoundingClientRect(),
          );
          return !!one && !!other && (one.bottom <= other.top || other.bottom <= one.top);
        }, CARD),
      );
      expect(await cardText(page)).toMatch(/^OpenAI/);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
    });
  });

  test.each(['/inverted', '/inverted-main'])(
    'is dark on %s, a page turned to night by a filter',
    async (path) => {
      const { page } = stage;
      await stage.openCard(path);
      await until('it stands still', () =>
        inCard(page, (root) => root.getAnimations().length === 0),
      );
      const { x, y } = await cardBox(page);
      // Just within its edge, where nothing is written.
      const shown = await picture(page, { x: x + 8, y: y + 4, width: 4, height: 4 });
      expect(Math.max(...shown.data.subarray(0, 3))).toBeLessThan(90);
      await page.keyboard.press('Escape');
      await cardIsGone(page);
    },
  );

  test('waits until the page is complete, and comes then by itself', async () => {
    const { page } = stage;
    await page.goto(`${stage.server.origin}/slow`, { waitUntil: 'domcontentloaded' });
    await until('the mark to point at', () => hoverMark(page));
    await longerThan(page, REST_MS);
    const isComplete = await page.evaluate(() => document.readyState === 'complete');
    // The second browser gets the picture at once, as the first has it by then.
    if (!isComplete) expect(await countCards(page)).toBe(0);
    finish();
    expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test('stands where React 18 does not look when it hydrates a whole document', async () => {
    const { page } = stage;
    await stage.openCard('/address');
    // What its hydration goes by: after what it knows, nothing may follow in the root; at the end of head and body, anything may.
    const children = await page.evaluate(() =>
      [...document.documentElement.children].map(({ localName }) => localName),
    );
    expect(children).toEqual(['head', 'body']);
    expect(await page.evaluate((card) => document.body.lastElementChild?.matches(card), CARD)).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test('stays shut after Escape however the pointer trembles, until it has left the name', async () => {
    const { page } = stage;
    const { x, y, width, height } = await stage.openCard('/address');
    for (let count = 0; count < 4; count++) {
      const at = [x + width / 2 + (count % 2), y + height / 2] as const;
      await Promise.all([page.mouse.move(...at), page.keyboard.press('Escape')]);
      await cardIsGone(page);
      await page.mouse.move(at[0] + 2, at[1]);
      await longerThan(page, REST_MS);
      expect(await countCards(page)).toBe(0);
      await page.mouse.move(at[0], y + height + 60, { steps: 3 });
      await page.mouse.move(...at, { steps: 5 });
      await cardIsOpen(page);
    }
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test('is not pinned by a click on a link that covers its name', async () => {
    const { page } = stage;
    await stage.open('/teaser');
    const mark = await page.$eval('.teaser p', (text) => {
      const range = new Range();
      range.setStart(text.firstChild as Text, 18);
      range.setEnd(text.firstChild as Text, 24);
      return range.getBoundingClientRect().toJSON() as DOMRect;
    });
    await page.mouse.click(mark.x + 10, mark.y + 5);
    expect(await page.evaluate(() => location.hash)).toBe('#story');
    await pointAway(page);
    await longerThan(page, 400);
    expect(await countCards(page)).toBe(0);
  });
});
