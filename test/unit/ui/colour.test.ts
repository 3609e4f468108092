import { expect, test } from 'vitest';
import { contrast, isLight, over, parseColour } from '../../../src/ui/colour.ts';
import { fromHex } from '../../harness/from-hex.ts';

test.each([
  ['rgb(255, 0, 10)', { r: 255, g: 0, b: 10, a: 1 }],
  ['rgba(0, 0, 0, 0)', { r: 0, g: 0, b: 0, a: 0 }],
  ['rgba(1, 2, 3, 0.5)', { r: 1, g: 2, b: 3, a: 0.5 }],
  ['color(srgb 1 0.5 0)', { r: 255, g: 127.5, b: 0, a: 1 }],
  ['color(display-p3 0 0 1 / 0.25)', { r: 0, g: 0, b: 255, a: 0.25 }],
  ['oklch(1 0 0)', { r: 255, g: 255, b: 255, a: 1 }],
  ['oklab(0 0 0 / 0.3)', { r: 0, g: 0, b: 0, a: 0.3 }],
  ['lab(100 -20 30)', { r: 255, g: 255, b: 255, a: 1 }],
])('%s', (computed, expected) => {
  expect(parseColour(computed)).toEqual(expected);
});

test.each(['transparent', '', 'url(#paint)', 'canvas'])('%s is no colour that is known', (text) => {
  expect(parseColour(text)).toBeUndefined();
});

const grey = (level: number, a = 1) => ({ r: level, g: level, b: level, a });

test('paints one colour over another', () => {
  expect(over(grey(0, 0.5), grey(200))).toEqual(grey(100));
  expect(over(grey(0, 0), grey(200))).toEqual(grey(200));
});

// Known values of WCAG 2: https://www.w3.org/WAI/WCAG21/Techniques/general/G18
test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#000000', 21],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
  ['#0000ff', '#ffffff', 8.59],
  ['#ff0000', '#ffffff', 4],
  ['#123456', '#123456', 1],
] as const)('the contrast of %s on %s', (one, other, ratio) => {
  expect(contrast(fromHex(one), fromHex(other))).toBeCloseTo(ratio, 2);
});

test('light is what black reads better on', () => {
  expect(isLight(grey(255))).toBe(true);
  expect(isLight(grey(128))).toBe(true);
  expect(isLight(grey(100))).toBe(false);
  expect(isLight({ r: 255, g: 255, b: 0, a: 1 })).toBe(true);
  expect(isLight({ r: 0, g: 0, b: 255, a: 1 })).toBe(false);
});
