import { expect, test } from 'vitest';
import { seen } from '../../../src/card/place/seen.ts';

const room = { x: 0, y: 0, width: 100, height: 100 };
const line = (x: number, y: number) => ({ x, y, width: 20, height: 10 });

test.each([
  ['within', line(10, 10), [room], [line(10, 10)]],
  ['at the edge, in part', line(95, 10), [room], [{ ...line(95, 10), width: 5 }]],
  ['above the edge, in part', line(10, -4), [room], [{ ...line(10, 0), height: 6 }]],
  ['beside', line(100, 10), [room], []],
  ['above', line(10, -10), [room], []],
  ['within the one, not the other', line(10, 60), [room, { ...room, height: 50 }], []],
  ['nowhere when the rooms do not meet', line(45, 10), [room, { ...room, x: 200 }], []],
])('%s', (_, box, rooms, expected) => {
  expect(seen([box], rooms)).toEqual(expected);
});

test('of several lines those that are seen, in order', () => {
  expect(seen([line(10, -20), line(10, 10), line(30, 40)], [room])).toEqual([
    line(10, 10),
    line(30, 40),
  ]);
});
