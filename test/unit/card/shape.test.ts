import { expect, test } from 'vitest';
import { shapeOf } from '../../../src/card/place/shape.ts';

const USUAL = { width: 1366, isTouch: false, isTextLarge: false };

test.each([
  ['a usual window', USUAL, 'beside'],
  ['half of a screen', { ...USUAL, width: 683 }, 'beside'],
  ['a narrow window', { ...USUAL, width: 479 }, 'sheet'],
  ['one that is just not narrow', { ...USUAL, width: 480 }, 'beside'],
  ['a phone', { ...USUAL, width: 390, isTouch: true }, 'sheet'],
  ['a phone on its side', { ...USUAL, width: 844, isTouch: true }, 'sheet'],
  ['a large tablet', { ...USUAL, width: 1180, isTouch: true }, 'beside'],
  ['text of twice the size', { ...USUAL, isTextLarge: true }, 'sheet'],
])('%s', (_, about, shape) => expect(shapeOf(about)).toBe(shape));
