import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packWeights, strongestBuckets } from '../../../src/build/train/pack-weights.ts';
import { FeatureSet, scoreFeatures } from '../../../src/learn/features.ts';
import { bucketOf, HASH_START, hashNumber, hashText } from '../../../src/learn/hash.ts';
import { unpackWeights } from '../../../src/learn/weights.ts';

test('weights come back as they were packed, to half a step', () => {
  const weight = fc.integer({ min: -7, max: 7 });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat(1023), weight, weight), { selector: ([bucket]) => bucket }),
      (rows) => {
        const weights = new Float64Array(1024 * 2);
        for (const [bucket, a, b] of rows) weights.set([a / 7, b / 7], bucket * 2);
        const buckets = new Set(rows.map(([bucket]) => bucket));
        const packed = packWeights(weights, 2, 10, buckets, 7, 1);
        const back = unpackWeights(JSON.parse(JSON.stringify(packed)));
        for (const [bucket, a, b] of rows) {
          const scores = scoreFeatures(new Map([[bucket, 1]]), back);
          expect(scores[0]).toBeCloseTo(a / 7, 3);
          expect(scores[1]).toBeCloseTo(b / 7, 3);
        }
      },
    ),
  );
});

test('stronger weights than a letter of the model can say are cut', () => {
  const packed = packWeights(Float64Array.of(9, -9), 2, 1, new Set([0]), 7, 1);
  const [first, second] = scoreFeatures(new Map([[0, 1]]), unpackWeights(packed));
  expect(first).toBeCloseTo(1, 3);
  expect(second).toBeCloseTo(-1, 3);
});

test('a bucket without weights says nothing', () => {
  const packed = packWeights(new Float64Array(8), 1, 3, new Set([5]), 7, 1);
  expect([...scoreFeatures(new Map([[2, 1]]), unpackWeights(packed))]).toEqual([0]);
});

test('the strongest buckets are kept, those met more often before those met once', () => {
  const example = (buckets: number[]) => ({
    features: new Map(buckets.map((bucket) => [bucket, 1])),
    target: [1],
    weight: 1,
  });
  const examples = [example([0, 1]), example([0, 2]), example([0, 3])];
  const weights = Float64Array.of(1, 1, 0.1, 2);
  expect([...strongestBuckets(weights, 1, examples, 2)]).toEqual([3, 0]);
});

test('hashing in parts is hashing the whole', () => {
  const whole = hashText(HASH_START, 'weights');
  expect(hashText(hashText(HASH_START, 'wei'), 'xghts', 1)).toBe(whole);
  expect(hashNumber(whole, 1)).not.toBe(hashNumber(whole, 65_536));
});

test('buckets are in range and evenly filled', () => {
  const filled = new Set<number>();
  for (let i = 0; i < 4096; i++) filled.add(bucketOf(hashText(HASH_START, `w${i}`), 12));
  expect(Math.max(...filled)).toBeLessThan(4096);
  // Of as many balls as boxes, 63 % of the boxes are hit.
  expect(filled.size / 4096).toBeCloseTo(0.632, 1);
});

test('of a feature that is met twice the strongest counts', () => {
  const set = new FeatureSet(10);
  set.note(7, 0.5);
  set.note(7, 1);
  set.note(7, 0.2);
  expect([...set.strengths.values()]).toEqual([1]);
});
