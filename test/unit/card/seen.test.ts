import { expect, test } from 'vitest';
import { seen } from '../../../src/card/place/seen.ts';

const room = { x: 0, y: 0, width: 100, height: 100 };
const line = (x: number, y: number) =>
  ({ left: x, top: y, right: x + 20, bottom: y + 10, x, y, width: 20, height: 10 }) as DOMRect;

test.each([
  ['within', line(10, 10), [room], true],
  ['at the edge, in part', line(95, 10), [room], true],
  ['beside', line(100, 10), [room], false],
  ['above', line(10, -10), [room], false],
  ['within the one, not the other', line(10, 60), [room, { ...room, height: 50 }], false],
  ['nowhere when the rooms do not meet', line(45, 10), [room, { ...room, x: 200 }], false],
])('%s', (_, box, rooms, expected) => {
  expect(seen([box], rooms).length > 0).toBe(expected);
});
