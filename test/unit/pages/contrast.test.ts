import { expect, test } from 'vitest';
import { contrast } from '../../../src/pages/options/contrast.ts';
import { PALETTE } from '../../../src/settings/palette.ts';

// Known values of WCAG 2: https://www.w3.org/WAI/WCAG21/Techniques/general/G18
test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#000000', 21],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
  ['#0000ff', '#ffffff', 8.59],
  ['#ff0000', '#ffffff', 4],
  ['#123456', '#123456', 1],
])('%s on %s', (one, other, ratio) => expect(contrast(one, other)).toBeCloseTo(ratio, 2));

test.each(Object.entries(PALETTE))('%s is easy to see on white and on black', (_, colour) => {
  for (const ground of ['#ffffff', '#000000']) expect(contrast(colour, ground)).toBeGreaterThan(3);
});
