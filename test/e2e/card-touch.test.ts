/** Cards by a finger: beside a name, on a name in a link, again after it was closed. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { GRACE_MS } from '../../src/card/hover.ts';
import { LONG_PRESS_MS } from '../../src/frame/pointer/long-press.ts';
import { countCards } from '../harness/card.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, longerThan, onCardStage } from './card-stage.ts';

const PAGES = {
  '/': html(`
    <p style="margin: 60px 20px">A lawsuit against OpenAI.</p>
    <p style="margin: 60px 20px">The <a href="#there">founder of xAI</a> answered.</p>
    <p style="margin: 60px 20px">A lawsuit against OpenAI<button>Close</button></p>
    <script>
      const heard = [];
      addEventListener('click', ({ target }) => heard.push(target.localName));
    </script>`),
};

/** The line box of the mark of this number. */
const boxOf = (page: Page, index: number) =>
  page.evaluate((at) => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    const boxes = [...(registry.get('backstory') ?? [])].map((mark) => {
      const range = new Range();
      range.setStart(mark.startContainer, mark.startOffset);
      range.setEnd(mark.endContainer, mark.endOffset);
      return range.getBoundingClientRect();
    });
    const { x, y, width, height } = boxes.sort((a, b) => a.y - b.y)[at] as DOMRect;
    return { x, y, width, height };
  }, index);

/** Milliseconds within which a second tap makes a double one. */
const DOUBLE_TAP_MS = 500;

/** Holds a finger down. */
async function pressLong(page: Page, x: number, y: number): Promise<void> {
  const finger = await page.touchscreen.touchStart(x, y);
  await longerThan(page, LONG_PRESS_MS);
  await finger.end();
}

onCardStage('the card by touch', { pages: PAGES }, (stage) => {
  const centre = async (index: number) => {
    const { x, y, width, height } = await boxOf(stage.page, index);
    return [x + width / 2, y + height / 2] as const;
  };

  test('a tap beside a name opens its card, and a second one there closes it', async () => {
    const { page } = stage;
    await stage.open('/');
    const { x, y, width } = await boxOf(page, 0);
    await page.touchscreen.tap(x + width / 2, y - 8);
    expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
    // Sooner it would be a double tap, which selects a word.
    await longerThan(page, DOUBLE_TAP_MS);
    await page.touchscreen.tap(x + width / 2, y - 8);
    await cardIsGone(page);
    await page.touchscreen.tap(x + width / 2, y - 14);
    await longerThan(page, GRACE_MS);
    expect(await countCards(page)).toBe(0);
  });

  test('a tap on a button beside a name is the button’s', async () => {
    const { page } = stage;
    await stage.open('/');
    const { x, width, y, height } = await boxOf(page, 2);
    const button = await page.$eval('button', (each) => each.getBoundingClientRect().x);
    expect(button + 1 - (x + width)).toBeLessThan(10);
    await page.touchscreen.tap(button + 1, y + height / 2);
    await until('the click', () => page.evaluate('heard.length > 0'));
    expect(await page.evaluate('heard')).toEqual(['button']);
    await longerThan(page, GRACE_MS);
    expect(await countCards(page)).toBe(0);
  });

  test('a tap on a link follows it; a long press opens the card, and follows nothing', async () => {
    const { page } = stage;
    await stage.open('/');
    const at = await centre(1);
    await pressLong(page, ...at);
    expect(await cardIsOpen(page)).toMatch(/^xAI/);
    await longerThan(page, GRACE_MS);
    expect(await countCards(page)).toBe(1);
    expect(await page.evaluate(() => location.hash)).toBe('');
    expect(await page.evaluate('heard')).toEqual([]);
    await page.touchscreen.tap(...(await centre(0)));
    await until('the other card', async () => (await cardIsOpen(page)).startsWith('OpenAI'));
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    await page.touchscreen.tap(...at);
    await until('the link', () => page.evaluate(() => location.hash === '#there'));
    expect(await countCards(page)).toBe(0);
  });
});
