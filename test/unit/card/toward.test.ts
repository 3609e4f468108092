import { expect, test } from 'vitest';
import { distance, isToward } from '../../../src/card/place/toward.ts';

const card = { x: 100, y: 100, width: 200, height: 100 };

test.each([
  [{ x: 150, y: 150 }, 0],
  [{ x: 150, y: 80 }, 20],
  [{ x: 97, y: 96 }, 5],
  [{ x: 330, y: 100 }, 30],
])('%o is %d from the card', (point, expected) => {
  expect(distance(point, card)).toBe(expected);
});

test.each([
  ['straight down', { x: 150, y: 50 }, { x: 150, y: 60 }, true],
  ['down aslant', { x: 150, y: 50 }, { x: 160, y: 60 }, true],
  ['along its edge', { x: 150, y: 50 }, { x: 200, y: 51 }, false],
  ['up', { x: 150, y: 50 }, { x: 150, y: 40 }, false],
  ['not at all', { x: 150, y: 50 }, { x: 150, y: 50 }, false],
  ['from the side', { x: 400, y: 150 }, { x: 380, y: 150 }, true],
])('%s', (_, from, to, expected) => {
  expect(isToward(from, to, card)).toBe(expected);
});
