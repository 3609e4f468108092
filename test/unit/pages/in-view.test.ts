import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  currentOf,
  type Held,
  mentionsOf,
  nearestTo,
  nextOf,
  type Speaking,
  unknownOf,
} from '../../../src/pages/panel/in-view.ts';
import type { PageMap } from '../../../src/protocol/world.ts';

const mentions = [
  { id: 1, name: 'one', at: 0.1 },
  { id: 2, name: 'two', at: 0.3 },
  { id: 3, name: 'one', at: 0.35 },
  { id: 4, name: 'one', at: 0.9 },
];
const map: PageMap = { document: 7, from: 0.2, to: 0.4, mentions };
const speaking: Speaking = new Map([
  [1, 'p1'],
  [2, null],
  [3, 'p3'],
  [4, 'p1'],
]);

describe('what is being read', () => {
  test('is what is nearest to the middle of the view, if the article speaks of it', () => {
    expect(currentOf(map, speaking, undefined)).toEqual({ mention: 3, paragraph: 'p3' });
  });

  test('is a mention without a paragraph where there is no other in view', () => {
    expect(currentOf({ ...map, to: 0.32 }, speaking, undefined)).toEqual({
      mention: 2,
      paragraph: undefined,
    });
  });

  test('is nothing where none is in view, however near', () => {
    const nothing = { mention: undefined, paragraph: undefined };
    expect(currentOf({ ...map, from: 0.36, to: 0.89 }, speaking, undefined)).toEqual(nothing);
    expect(currentOf({ ...map, mentions: [] }, speaking, undefined)).toEqual(nothing);
  });

  test('is what the reader went to until the page is scrolled on, or another one comes', () => {
    const held: Held = { mention: 4, paragraph: 'p1', from: 0.2, document: 7 };
    expect(currentOf(map, speaking, held)).toBe(held);
    // What the page loads moves it a little.
    expect(currentOf({ ...map, from: 0.201 }, speaking, held)).toBe(held);
    expect(currentOf({ ...map, from: 0.21 }, speaking, held).mention).toBe(3);
    expect(currentOf({ ...map, document: 8 }, speaking, held).mention).toBe(3);
  });
});

test('nearestTo', () => {
  expect([0, 0.31, 0.6, 1].map((at) => nearestTo(mentions, at)?.id)).toEqual([1, 2, 3, 4]);
  expect(nearestTo([], 0.5)).toBeUndefined();
});

describe('from mention to mention of a paragraph', () => {
  const some = mentionsOf(map, speaking, 'p1');

  test('they are those that speak of it', () => {
    expect(some.map(({ id }) => id)).toEqual([1, 4]);
    expect(mentionsOf(map, speaking, 'p2')).toEqual([]);
  });

  test.each<[1 | -1, number | undefined, number]>([
    [1, undefined, 4],
    [-1, undefined, 1],
    [1, 2, 4],
    [-1, 3, 1],
    [1, 1, 4],
    // After the last one comes the first, and the other way round.
    [1, 4, 1],
    [-1, 1, 4],
    // It is gone since: from what is in view.
    [1, 99, 4],
  ])('in direction %d from %s to %d', (direction, current, expected) => {
    expect(nextOf(some, map, direction, current)?.id).toBe(expected);
  });

  test('leads through all of them, whatever their places', () => {
    const places = fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(places, (shares) => {
        const all = shares.map((at, id) => ({ id, name: 'one', at }));
        const whole = { ...map, mentions: all };
        let current = nextOf(all, whole, 1, all.at(-1)?.id);
        const met = all.map(() => {
          const { id } = current ?? {};
          current = nextOf(all, whole, 1, id);
          return id;
        });
        expect(met).toEqual(all.map(({ id }) => id));
      }),
    );
  });
});

test('what is asked about first is nearest to the view, and nothing twice', () => {
  const known: Speaking = new Map([[2, null]]);
  expect(unknownOf(map, new Map(), 2)).toEqual([2, 3]);
  expect(unknownOf(map, known, 9)).toEqual([3, 1, 4]);
  expect(unknownOf(map, speaking, 9)).toEqual([]);
});
