import fc from 'fast-check';
import { expect, test } from 'vitest';
import { before, onItem, seek } from '../../../src/card/walk/walk.ts';
import { countAbove } from '../../../src/dom/count-above.ts';

const isEven = (item: number) => item % 2 === 0;

test.each([
  [0, 1, 1],
  [1, 1, 1],
  [2, 1, 3],
  [3, -1, 3],
  [2, -1, 1],
  [0, -1, undefined],
  [4, 1, undefined],
  [9, 1, undefined],
] as const)('from %d in direction %d the even one is at %s', (start, direction, expected) => {
  expect(seek([1, 2, 3, 4, 5], start, direction, isEven)).toBe(expected);
});

test('on an item the next one is after it; before one, that is the next', () => {
  expect(onItem(3)).toEqual({ next: 4, previous: 2 });
  expect(before(3)).toEqual({ next: 3, previous: 2 });
});

test('counts what is above, whatever is hidden among it', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), fc.nat(50), (shown, above) => {
      const items = shown.map((isShown, index) => ({ isShown, index }));
      const count = countAbove(items, ({ isShown, index }) =>
        isShown ? index < above : undefined,
      );
      // The first shown one that is not above comes right after.
      const next = items.find(({ isShown, index }) => isShown && index >= above);
      expect(items.slice(count).find(({ isShown }) => isShown)).toBe(next);
      expect(items.slice(0, count).every(({ isShown, index }) => !isShown || index < above)).toBe(
        true,
      );
    }),
  );
});
