/**
 * Trains a linear model on sparse features: a softmax over several classes, or the logistic yes or no
 * of one. The same examples give the same weights to the last bit, in any engine: the order is of our
 * own making, the number of passes is fixed, and nothing but exactly rounded arithmetic is used.
 */
import type { Features } from '../../learn/features.ts';
import { logistic, softmax } from '../../learn/probability.ts';
import { shuffled } from './shuffled.ts';

export interface Example {
  readonly features: Features;
  /** What would be right: the share of each class (they add up to 1); of one class, 0 to 1. */
  readonly target: readonly number[];
  /** How much the example counts, 1 as a rule. */
  readonly weight: number;
}

export interface Training {
  /** Features fall into `2 ** bits` buckets. */
  readonly bits: number;
  readonly classes: number;
  /** Times that each example is seen. */
  readonly passes: number;
  /** How far a step goes (AdaGrad), 0.1 or so. */
  readonly rate: number;
  /** How strongly a weight is drawn to zero each time that it is used, 1e-4 or so. */
  readonly decay: number;
  /** Only these buckets have weights; all, if it is left out. */
  readonly only?: ReadonlySet<number>;
}

/**
 * The trained weights: `weights[bucket * classes + class]`. Features with numbers above all buckets are
 * allowed: what only training knows.
 */
export function trainLinear(
  examples: readonly Example[],
  { bits, classes, passes, rate, decay, only }: Training,
): Float64Array {
  const { buckets, rows } = denseRows(examples, only);
  const weights = new Float64Array(buckets.length * classes);
  // One sum of squared slopes for all weights of a bucket: they are used together.
  const slopes = new Float64Array(buckets.length).fill(1e-3);
  const scores = new Float64Array(classes);
  const misses = new Float64Array(classes);
  for (let pass = 0; pass < passes; pass++) {
    // From the middle on steps become ever shorter, so that the last examples seen do not count more.
    const pace = rate * Math.min(1, (2 * (passes - pass)) / passes);
    for (const at of shuffled(examples.length, pass)) {
      const { target, weight } = examples[at] as Example;
      const { used, strengths } = rows[at] as Row;
      scores.fill(0);
      for (let i = 0; i < used.length; i++) {
        const base = (used[i] as number) * classes;
        const strength = strengths[i] as number;
        for (let k = 0; k < classes; k++) {
          scores[k] = (scores[k] as number) + (weights[base + k] as number) * strength;
        }
      }
      const said = classes === 1 ? [logistic(scores[0] as number)] : softmax(scores);
      for (let k = 0; k < classes; k++) {
        misses[k] = ((said[k] as number) - (target[k] ?? 0)) * weight;
      }
      for (let i = 0; i < used.length; i++) {
        const bucket = used[i] as number;
        const base = bucket * classes;
        const strength = strengths[i] as number;
        let sum = 0;
        for (let k = 0; k < classes; k++) {
          const slope = (misses[k] as number) * strength + decay * (weights[base + k] as number);
          sum += slope * slope;
        }
        slopes[bucket] = (slopes[bucket] as number) + sum;
        const step = pace / Math.sqrt(slopes[bucket] as number);
        for (let k = 0; k < classes; k++) {
          const before = weights[base + k] as number;
          weights[base + k] = before - step * ((misses[k] as number) * strength + decay * before);
        }
      }
    }
  }
  const size = buckets.reduce((most, bucket) => Math.max(most, bucket + 1), 2 ** bits);
  const spread = new Float64Array(size * classes);
  for (const [row, bucket] of buckets.entries()) {
    spread.set(weights.subarray(row * classes, (row + 1) * classes), bucket * classes);
  }
  return spread;
}

/** What one example has of features: rows of the dense weights, and how strong each is. */
interface Row {
  readonly used: Uint32Array;
  readonly strengths: Float64Array;
}

/** Buckets that are met get rows beside each other, in the order met: less memory to walk through. */
function denseRows(
  examples: readonly Example[],
  only: ReadonlySet<number> | undefined,
): { readonly buckets: readonly number[]; readonly rows: readonly Row[] } {
  const numbers = new Map<number, number>();
  const rows = examples.map(({ features }) => {
    const used: number[] = [];
    const strengths: number[] = [];
    for (const [bucket, strength] of features) {
      if (only !== undefined && !only.has(bucket)) continue;
      let number = numbers.get(bucket);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(bucket, number);
      }
      used.push(number);
      strengths.push(strength);
    }
    return { used: Uint32Array.from(used), strengths: Float64Array.from(strengths) };
  });
  return { buckets: [...numbers.keys()], rows };
}
