import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, log, logistic, softmax } from '../../../src/learn/probability.ts';

test('exp and log are what Math has, to twelve digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -690, max: 690, noNaN: true }), (x) => {
      expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 11);
      expect(log(Math.exp(x))).toBeCloseTo(x, 9);
    }),
  );
});

test.each([
  [Number.POSITIVE_INFINITY, exp(700)],
  [Number.NEGATIVE_INFINITY, exp(-700)],
  [Number.NaN, 1],
])('exp of %d is a number', (x, expected) => {
  expect(exp(x)).toBe(expected);
});

test('the logarithm of nothing is a number', () => {
  expect(log(0)).toBeLessThan(-600);
  expect(log(-1)).toBe(log(0));
});

test('probabilities add up to one and keep the order of the scores', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1 }),
      (scores) => {
        const shares = softmax(scores);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        const best = scores.indexOf(Math.max(...scores));
        expect(shares[best]).toBe(Math.max(...shares));
      },
    ),
  );
});

test('two classes by softmax are a logistic yes or no', () => {
  expect(softmax([1.5, 0])[0]).toBeCloseTo(logistic(1.5), 12);
  expect(logistic(-1.5)).toBeCloseTo(1 - logistic(1.5), 12);
});
