import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepsContrast, recolouring } from '../../../src/card/look/filter.ts';

const grey = (level: number) => ({ r: level, g: level, b: level, a: 1 });

test.each([
  ['none', [10, 20, 30], [10, 20, 30]],
  ['invert(1)', [10, 20, 30], [245, 235, 225]],
  ['invert(0.5)', [10, 200, 30], [127.5, 127.5, 127.5]],
  ['invert(1) hue-rotate(180deg)', [255, 255, 255], [0, 0, 0]],
  ['grayscale(1)', [255, 0, 0], [54.3, 54.3, 54.3]],
  ['brightness(0.5)', [100, 200, 40], [50, 100, 20]],
  ['contrast(2)', [127.5, 255, 64], [127.5, 255, 0.5]],
  ['saturate(1)', [10, 120, 230], [10, 120, 230]],
  ['sepia(1)', [255, 255, 255], [255, 255, 238.9]],
  ['hue-rotate(360deg)', [10, 120, 230], [10, 120, 230]],
  ['drop-shadow(rgb(1, 2, 3) 1px 2px 3px) invert(1)', [10, 20, 30], [245, 235, 225]],
] as const)('%s makes of %j %j', (filter, [r, g, b], expected) => {
  const made = recolouring(filter)?.({ r, g, b, a: 1 });
  expected.forEach((level, index) => {
    expect([made?.r, made?.g, made?.b][index]).toBeCloseTo(level, 0);
  });
});

test.each(['url("#a")', 'blur(4px)', 'invert(1) url("#a")'])('%s cannot be told', (filter) => {
  expect(recolouring(filter)).toBeUndefined();
});

test.each([
  ['none', true],
  ['invert(1) hue-rotate(180deg)', true],
  ['invert(0.9) brightness(1.05) contrast(1.05)', true],
  ['grayscale(1)', true],
  ['blur(0px)', true],
  ['opacity(0.95)', true],
  ['invert(0.5)', false],
  ['opacity(0.1)', false],
  ['brightness(0)', false],
  ['brightness(20)', false],
  ['contrast(0.1)', false],
  ['blur(20px)', false],
  ['url("#a")', false],
])('under %s the card can be read: %s', (filter, expected) => {
  expect(keepsContrast(filter)).toBe(expected);
});

test('greys stay greys, and colours within their bounds, whatever is done to them', () => {
  const step = fc
    .tuple(
      fc.constantFrom('invert', 'brightness', 'contrast', 'saturate', 'grayscale'),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([name, amount]) => `${name}(${amount.toFixed(3)})`);
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.nat(255), (steps, level) => {
      const made = recolouring(steps.join(' '))?.(grey(level));
      expect(made).toBeDefined();
      const { r = -1, g = -1, b = -1 } = made ?? {};
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(1e-6);
      expect(r >= 0 && r <= 255).toBe(true);
    }),
  );
});
