/**
 * Scores made probabilities. Everything here is made of plus, minus, times and divided by alone, which
 * every engine rounds alike to the last bit; `Math.exp` and `Math.log` may differ between engines, and
 * what is trained with them would, too.
 */

const { LN2 } = Math;
/** Beyond this e^x is no number that tells anything: 0, or more than all else together. */
const MOST = 700;

/** The powers of two from -FURTHEST on, by multiplying: `**` is rounded as each engine likes. */
const FURTHEST = 1020;
const POWERS = new Float64Array(2 * FURTHEST + 1).fill(1);
for (let i = 1; i <= FURTHEST; i++) {
  POWERS[FURTHEST + i] = (POWERS[FURTHEST + i - 1] as number) * 2;
  POWERS[FURTHEST - i] = (POWERS[FURTHEST - i + 1] as number) / 2;
}

/** e^x to some 12 digits; `x` beyond ±700 counts as ±700, what is no number as 0. */
export function exp(x: number): number {
  const bounded = x > MOST ? MOST : x < -MOST ? -MOST : Number.isNaN(x) ? 0 : x;
  const halvings = Math.round(bounded / LN2);
  const rest = bounded - halvings * LN2;
  // Taylor's series: |rest| is at most 0.35, so twelve parts are as good as all.
  let sum = 1;
  for (let part = 12; part > 0; part--) sum = 1 + (rest / part) * sum;
  return sum * (POWERS[halvings + FURTHEST] as number);
}

/** The natural logarithm to some 12 digits; of 0 and less it is that of the least number above. */
export function log(x: number): number {
  let rest = x > 1e-300 ? x : 1e-300;
  let doublings = 0;
  for (; rest > 1.5; doublings++) rest /= 2;
  for (; rest < 0.75; doublings--) rest *= 2;
  // ln(rest) = 2 artanh((rest - 1) / (rest + 1)), with an argument of at most 0.2.
  const t = (rest - 1) / (rest + 1);
  let sum = 0;
  for (let power = 19; power > 0; power -= 2) sum = sum * t * t + 1 / power;
  return 2 * t * sum + doublings * LN2;
}

/** How likely a yes is whose score (log odds) is `score`: 0 to 1. */
export function logistic(score: number): number {
  return score >= 0 ? 1 / (1 + exp(-score)) : 1 - 1 / (1 + exp(score));
}

/** How likely each of several answers is that exclude each other; they add up to 1. */
export function softmax(scores: ArrayLike<number>): number[] {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) most = Math.max(most, scores[i] ?? 0);
  const shares = Array.from(scores, (score) => exp(score - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
