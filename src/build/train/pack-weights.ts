/** Makes trained weights small: only the strongest buckets, four bits a weight, letters that gzip well. */
import {
  letterOfSteps,
  lettersOfDistance,
  MOST_ROWS,
  MOST_STEPS,
  type PackedWeights,
} from '../../learn/weights.ts';
import type { Example } from './train-linear.ts';

/**
 * The `count` buckets whose weights matter most: the widest spread over the classes, times how often
 * they are met (its root, so that what is met once still has a chance). Equals by number.
 */
export function strongestBuckets(
  weights: Float64Array,
  classes: number,
  examples: readonly Example[],
  count: number,
): Set<number> {
  const met = new Map<number, number>();
  for (const { features } of examples) {
    for (const [bucket, strength] of features) {
      met.set(bucket, (met.get(bucket) ?? 0) + strength * strength);
    }
  }
  const worth = [...met].map(([bucket, sum]) => {
    let square = 0;
    for (let k = 0; k < classes; k++) {
      // Not `** 2`, which each engine rounds as it likes: another order would be another package.
      const weight = weights[bucket * classes + k] as number;
      square += weight * weight;
    }
    return { bucket, worth: square * Math.sqrt(sum) };
  });
  worth.sort((a, b) => b.worth - a.worth || a.bucket - b.bucket);
  return new Set(worth.slice(0, Math.min(count, MOST_ROWS)).map(({ bucket }) => bucket));
}

/**
 * Quantises and packs the weights of `buckets`.
 * @param steps how many steps the strongest weight may be away from zero: 7 for four bits; stronger
 *   ones than `most` count as that
 * @param most the weight that `steps` steps stand for
 */
export function packWeights(
  weights: Float64Array,
  classes: number,
  bits: number,
  buckets: ReadonlySet<number>,
  steps: number,
  most: number,
): PackedWeights {
  if (steps > MOST_STEPS) throw new Error(`${steps} steps: a letter can say ${MOST_STEPS}`);
  const sorted = [...buckets].sort((a, b) => a - b);
  // A step that is written in few digits is the same number wherever it is read.
  const step = Number((most / steps).toPrecision(4));
  let before = -1;
  let distances = '';
  for (const bucket of sorted) {
    distances += lettersOfDistance(bucket - before);
    before = bucket;
  }
  let letters = '';
  for (let k = 0; k < classes; k++) {
    for (const bucket of sorted) {
      const count = Math.round((weights[bucket * classes + k] as number) / step);
      letters += letterOfSteps(Math.max(-steps, Math.min(steps, count)));
    }
  }
  return { bits, steps: Array(classes).fill(step), buckets: distances, weights: letters };
}
