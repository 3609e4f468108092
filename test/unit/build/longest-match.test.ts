import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternSize } from '../../../src/build/story/longest-match.ts';

const ENDLESS = Number.POSITIVE_INFINITY;

describe('the longest match of', () => {
  test.each<[string, number]>([
    ['', 0],
    ['abc', 3],
    ['a|bcd|ef', 3],
    ['(?:a|bc)d', 3],
    ['(a)(?<name>b)', 2],
    ['a?b{3}c{1,4}', 8],
    ['(?:ab{0,2}){2,3}', 9],
    ['(?=abc)a(?!b)(?<=a)(?<!b)', 1],
    ['^\\ba\\B$', 1],
    ['[abc][^\\]a]{2}', 3],
    ['\\d\\.\\x41\\u0041\\p{L}\\u{1f600}', 6],
    ['v?(?!0)1?\\d(?:\\.\\d{1,2}){0,2}v?', 10],
    ['a+', ENDLESS],
    ['a*', ENDLESS],
    ['(?:ab){2,}', ENDLESS],
    ['(a)\\1', ENDLESS],
    ['(?<n>a)\\k<n>', ENDLESS],
    // A sign in a class or escaped repeats nothing.
    ['[*+]\\*\\+', 3],
    ['a{2}?b??', 3],
    ['(?:)*', 0],
  ])('%s', (source, longest) => expect(patternSize(source).longest).toBe(longest));

  test('anything ends', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[a(|)[\]{}?*+\\,1-3]{0,40}$/)),
        (source) => {
          expect(patternSize(source).longest).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

test.each<[string, boolean]>([
  ['a|b', true],
  ['(?:a|b)', false],
  ['(?:a|b)|c', true],
  ['[|]\\|', false],
])('%s parts what it is put together with: %s', (source, isOpen) => {
  expect(patternSize(source).isOpen).toBe(isOpen);
});
