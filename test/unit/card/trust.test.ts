import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterLook,
  BLIND_MS,
  judgePress,
  type Look,
  type Press,
  type Sight,
  STILL_MS,
} from '../../../src/card/trust.ts';

const FRAME_MS = 16;

const look = (at: number, change: Partial<Look> = {}): Look => ({
  at,
  place: '10 20 80 28',
  isClear: true,
  ...change,
});
const press = (at: number, change: Partial<Press> = {}): Press => ({
  at,
  isTrusted: true,
  isOnControl: true,
  ...change,
});
const sightOf = (looks: readonly Look[]): Sight | undefined =>
  looks.reduce<Sight | undefined>((before, next) => afterLook(before, next), undefined);

/** A look in each frame from one time to another. */
const frames = (from: number, to: number, change: Partial<Look> = {}): Look[] =>
  Array.from({ length: Math.floor((to - from) / FRAME_MS) + 1 }, (_, index) =>
    look(from + index * FRAME_MS, change),
  );

test('a press on what has long stood still in sight is allowed', () => {
  expect(judgePress(sightOf(frames(0, 1000)), press(1000))).toBe('allowed');
});

test('the time is counted to the millisecond', () => {
  const sight = sightOf(frames(0, 1000));
  expect(judgePress(sight, press(STILL_MS))).toBe('allowed');
  expect(judgePress(sight, press(STILL_MS - 1))).toBe('too soon');
});

test.each([
  ['no look was taken', [], {}, 'unseen'],
  ['the page dispatched it', frames(0, 1000), { isTrusted: false }, 'untrusted'],
  ['it is not on the control', frames(0, 1000), { isOnControl: false }, 'elsewhere'],
  ['it is covered now', [...frames(0, 984), look(1000, { isClear: false })], {}, 'unseen'],
  ['it is not shown now', [...frames(0, 984), look(1000, { place: undefined })], {}, 'unseen'],
  [
    'it was covered for one frame',
    [...frames(0, 800), look(816, { isClear: false }), ...frames(832, 1000)],
    {},
    'too soon',
  ],
  ['it moved', [...frames(0, 800), ...frames(816, 1000, { place: '10 21 80 28' })], {}, 'too soon'],
  ['it was not looked at for long', [...frames(0, 700), ...frames(992, 1000)], {}, 'too soon'],
  ['it was covered and seen only after the press', frames(1008, 1100), {}, 'too soon'],
] as const)('a press is refused where %s', (_, looks, change, expected) => {
  expect(judgePress(sightOf(looks), press(1000, change))).toBe(expected);
});

test('a gap that nothing can be done in does not begin the time anew', () => {
  const looks = [...frames(0, 400), look(400 + BLIND_MS), ...frames(660, 1000)];
  expect(judgePress(sightOf(looks), press(1000))).toBe('allowed');
});

describe('whatever was seen', () => {
  const looks = fc
    .array(
      fc.record({
        gap: fc.integer({ min: 1, max: 2 * BLIND_MS }),
        place: fc.constantFrom('a', 'a', 'a', 'b', undefined),
        isClear: fc.constantFrom(true, true, true, false),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map((steps) => {
      let at = 0;
      return steps.map(({ gap, place, isClear }): Look => {
        at += gap;
        return { at, place, isClear };
      });
    });

  /** Said once more without any memory: all looks that bear on the press, one by one. */
  function isTrustworthy(all: readonly Look[], at: number): boolean {
    const last = all.at(-1);
    if (!last) return false;
    const before = all.findLastIndex((one) => one.at <= at - STILL_MS);
    if (before < 0) return false;
    const bearing = all.slice(before);
    return bearing.every(
      (one, index) =>
        one.isClear &&
        one.place !== undefined &&
        one.place === last.place &&
        (index === 0 || one.at - (bearing[index - 1] as Look).at <= BLIND_MS),
    );
  }

  test('a press is allowed only where every look of the last 400 ms found the same', () => {
    fc.assert(
      fc.property(looks, fc.integer({ min: -600, max: 0 }), (all, before) => {
        const at = (all.at(-1) as Look).at + before;
        const verdict = judgePress(sightOf(all), press(at));
        expect(verdict === 'allowed').toBe(isTrustworthy(all, at));
      }),
      { numRuns: 2000 },
    );
  });
});
