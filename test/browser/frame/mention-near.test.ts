import { afterEach, beforeEach, expect, test } from 'vitest';
import { rectsOf } from '../../../src/dom/range.ts';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import { mentionNear } from '../../../src/frame/pointer/mention-near.ts';
import type { Mention } from '../../../src/protocol/marks.ts';
import { TOUCH_PX } from '../../../src/protocol/world.ts';
import { engineOf, rest, textOf } from './support.ts';

let engine: Engine;

beforeEach(async () => {
  document.body.innerHTML =
    '<p style="margin: 40px">This is OpenAI</p><p style="margin: 60px 40px">And xAI</p><div></div>';
  engine = engineOf(window);
  await rest(engine, window);
});
afterEach(() => {
  engine.stop();
  document.body.replaceChildren();
});

const boxOf = (index: number) => rectsOf(engine.places()[index] as Mention)[0] as DOMRect;
const at = (clientX: number, clientY: number) => {
  const mention = mentionNear(engine, document, { clientX, clientY }, TOUCH_PX);
  return mention && textOf(mention);
};

test('a finger beside a name means it, up to so far and no further', () => {
  const { left, right, top, bottom, x, width, y, height } = boxOf(0);
  const [middle, centre] = [x + width / 2, y + height / 2];
  for (const away of [1, TOUCH_PX - 0.5]) {
    expect(at(middle, top - away)).toBe('OpenAI');
    expect(at(middle, bottom + away)).toBe('OpenAI');
    expect(at(left - away, centre)).toBe('OpenAI');
    expect(at(right + away, centre)).toBe('OpenAI');
  }
  const away = TOUCH_PX + 1;
  expect(at(middle, top - away)).toBeUndefined();
  expect(at(right + away, centre)).toBeUndefined();
  // At a corner the way is the straight one.
  expect(at(right + 6, bottom + 6)).toBe('OpenAI');
  expect(at(right + 8, bottom + 8)).toBeUndefined();
});

test('of two the nearer one', () => {
  const first = document.querySelector('p') as HTMLElement;
  first.style.marginBottom = '0';
  (first.nextElementSibling as HTMLElement).style.marginTop = '14px';
  const upper = boxOf(0);
  const lower = boxOf(1);
  const x = Math.max(upper.left, lower.left) + 1;
  const between = lower.top - upper.bottom;
  expect(between).toBeGreaterThan(4);
  expect(between).toBeLessThan(2 * TOUCH_PX);
  expect(at(x, upper.bottom + between / 2 - 2)).toBe('OpenAI');
  expect(at(x, upper.bottom + between / 2 + 2)).toBe('xAI');
});

test('not one that something lies over', () => {
  const { left, bottom, width } = boxOf(0);
  const cover = document.querySelector('div') as HTMLElement;
  cover.textContent = 'A dialog of the page.';
  cover.style.cssText = `position: absolute; inset: 0; height: ${bottom + 20}px; background: white`;
  expect(at(left + width / 2, bottom + 4)).toBeUndefined();
});

test('nor one that is gone', () => {
  const { left, bottom } = boxOf(1);
  expect(at(left + 4, bottom + 4)).toBe('xAI');
  document.querySelectorAll('p')[1]?.remove();
  expect(at(left + 4, bottom + 4)).toBeUndefined();
});
