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

/** The trained weights: `weights[bucket * classes + class]`. */
export function trainLinear(
  examples: readonly Example[],
  { bits, classes, passes, rate, decay, only }: Training,
): Float64Array {
  const rows = examples.map(({ features }) =>
    [...features].filter(([bucket]) => only === undefined || only.has(bucket)),
  );
  const buckets = rows.map((row) => Uint32Array.from(row, ([bucket]) => bucket));
  const strengths = rows.map((row) => Float64Array.from(row, ([, strength]) => strength));
  const weights = new Float64Array(2 ** bits * classes);
  const slopes = new Float64Array(2 ** bits * classes).fill(1e-3);
  const scores = new Float64Array(classes);
  for (let pass = 0; pass < passes; pass++) {
    // The last passes go ever shorter steps, so that the last examples seen do not count more.
    const pace = rate * Math.min(1, (2 * (passes - pass)) / passes);
    for (const at of shuffled(examples.length, pass)) {
      const example = examples[at] as Example;
      const row = buckets[at] as Uint32Array;
      const values = strengths[at] as Float64Array;
      scores.fill(0);
      for (let i = 0; i < row.length; i++) {
        const base = (row[i] as number) * classes;
        const value = values[i] as number;
        for (let k = 0; k < classes; k++) {
          scores[k] = (scores[k] as number) + (weights[base + k] as number) * value;
        }
      }
      const said = classes === 1 ? [logistic(scores[0] as number)] : softmax(scores);
      for (let k = 0; k < classes; k++) {
        const miss = ((said[k] as number) - (example.target[k] ?? 0)) * example.weight;
        for (let i = 0; i < row.length; i++) {
          const cell = (row[i] as number) * classes + k;
          const slope = miss * (values[i] as number) + decay * (weights[cell] as number);
          const sum = (slopes[cell] as number) + slope * slope;
          slopes[cell] = sum;
          weights[cell] = (weights[cell] as number) - (pace * slope) / Math.sqrt(sum);
        }
      }
    }
  }
  return weights;
}
