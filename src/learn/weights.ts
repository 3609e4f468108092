/** The weights of a linear model as they are shipped: buckets and steps as letters of two strings. */

/** Weights ready to ship: JSON. Made by `src/build/train/pack-weights.ts`. */
export interface PackedWeights {
  /** Features fall into `2 ** bits` buckets. */
  readonly bits: number;
  /** What a step of a weight is worth, one for each class. */
  readonly steps: readonly number[];
  /** The buckets that have weights, in order, each as its distance from the one before. */
  readonly buckets: string;
  /** For each class, for each of `buckets`: how many steps, one letter each. */
  readonly weights: string;
}

/** Weights ready for use, made by {@link unpackWeights}. */
export interface Weights {
  readonly bits: number;
  readonly classes: number;
  /** Bucket to its row in `values`, counted from 1; 0 for a bucket without weights. */
  readonly rows: Uint16Array;
  /** `values[row * classes + class]`; row 0 is all zeros. */
  readonly values: Float32Array;
}

/** Rows that a `Uint16Array` can count. */
export const MOST_ROWS = 65_535;

/*
 * Letters that stand for themselves in a JavaScript string and in JSON, so that a letter is a byte
 * and gzip gives frequent ones few bits: `#` to `[`, then `]` to `~`.
 */
const FIRST = 35;
const ESCAPED = 92;
const LETTERS = 91;
/** The letter of no step at all. */
const ZERO = 45;
/** Steps from zero that a letter can say. */
export const MOST_STEPS = ZERO;

/** The letter with the number `index`, 0 to 90. */
export function letterAt(index: number): string {
  const code = FIRST + index;
  return String.fromCharCode(code < ESCAPED ? code : code + 1);
}

function indexOf(code: number): number {
  return code < ESCAPED ? code - FIRST : code - FIRST - 1;
}

/** The letter of a weight of so many steps, -45 to 45. */
export function letterOfSteps(steps: number): string {
  return letterAt(steps + ZERO);
}

/** The letters of a distance to the next bucket, 1 or more: the last letter says "and so many more". */
export function lettersOfDistance(distance: number): string {
  const most = LETTERS - 1;
  const whole = Math.floor((distance - 1) / most);
  return letterAt(most).repeat(whole) + letterAt((distance - 1) % most);
}

/** Unpacks weights: a millisecond or two for 30,000 buckets. */
export function unpackWeights({ bits, steps, buckets, weights }: PackedWeights): Weights {
  const rows = new Uint16Array(2 ** bits);
  let bucket = -1;
  let row = 0;
  for (let i = 0; i < buckets.length; i++) {
    const index = indexOf(buckets.charCodeAt(i));
    if (index === LETTERS - 1) {
      bucket += index;
      continue;
    }
    bucket += index + 1;
    row++;
    rows[bucket] = row;
  }
  const classes = steps.length;
  const values = new Float32Array((row + 1) * classes);
  let at = 0;
  for (const [column, step] of steps.entries()) {
    for (let i = 1; i <= row; i++) {
      values[i * classes + column] = (indexOf(weights.charCodeAt(at++)) - ZERO) * step;
    }
  }
  return { bits, classes, rows, values };
}

/** Adds `value` times the weights of `bucket` to `scores`, one for each class. */
export function addScores(
  { classes, rows, values }: Weights,
  bucket: number,
  value: number,
  scores: Float64Array,
): void {
  const row = rows[bucket] ?? 0;
  if (row === 0) return;
  for (let i = 0; i < classes; i++) {
    scores[i] = (scores[i] ?? 0) + (values[row * classes + i] ?? 0) * value;
  }
}
