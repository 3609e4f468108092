/**
 * Trains what decides about doubtful names. Two votes: the first weighs each candidate by the words
 * around it; the second is learned from what the first said of candidates that it was not trained on,
 * so that it knows how far to trust it, and what it comes to is a probability.
 *
 * The same examples give the same model, byte for byte: see `train-linear.ts`; what is packed is
 * rounded to a few steps besides.
 */
import type { Features } from '../../learn/features.ts';
import {
  AGREEMENT_BITS,
  agreementFeatures,
  createWeigher,
  type NamesModel,
  VOTE_BITS,
  votedOf,
  voteFeatures,
  type Weighing,
} from '../../names/decide.ts';
import type { Finder } from '../../names/find-candidates.ts';
import type { Judge } from '../../names/judge.ts';
import { packWeights, strongestBuckets } from './pack-weights.ts';
import type { Snippet } from './snippets.ts';
import { type Example, trainLinear } from './train-linear.ts';

/** Buckets that the first vote keeps: what fits into 60 kB with gzip. */
const KEPT = 20_000;
/** A feature of one example alone is learned by heart. */
const LEAST_MET = 2;
/** Steps of a weight away from zero: four bits. */
const STEPS = 7;
/** The weight that so many steps stand for; few are stronger. */
const MOST = 1.4;
/** Parts that the examples are cut into so that each is voted on by what the others taught. */
const PARTS = 4;
/** Neighbours in the list of examples are of one writer and one hour: so many stay in one part. */
const NEIGHBOURS = 8;

const VOTE = { bits: VOTE_BITS, classes: 1, passes: 10, rate: 0.1, decay: 1e-4 } as const;
const AGREEMENT = {
  bits: AGREEMENT_BITS,
  classes: 1,
  passes: 20,
  rate: 0.05,
  decay: 1e-3,
} as const;
/** The second vote has few features: it keeps all, in finer steps. */
const AGREEMENT_STEPS = 40;
const AGREEMENT_MOST = 3;

/** One snippet's doubtful candidates with their features and what is right. */
interface Prepared {
  readonly weighing: Weighing;
  readonly part: number;
  /** By number of the candidate; undefined for certain ones. */
  readonly examples: readonly (Example | undefined)[];
}

/** @returns the model, ready to be shipped; `null` if there is nothing to learn from */
export function trainNames(
  finder: Finder,
  judge: Judge,
  snippets: readonly Snippet[],
): NamesModel | null {
  const prepared = prepare(finder, judge, snippets);
  if (prepared.every(({ examples }) => examples.every((one) => one === undefined))) return null;
  const all = examplesOf(prepared);
  const met = oftenMet(all);
  const whole = trainLinear(all, { ...VOTE, only: met });
  const buckets = strongestBuckets(whole, 1, all, KEPT);
  for (const bucket of buckets) if (!met.has(bucket)) buckets.delete(bucket);
  const kept = trainLinear(all, { ...VOTE, only: buckets });
  return {
    vote: packWeights(kept, 1, VOTE_BITS, buckets, STEPS, MOST),
    agreement: trainAgreement(prepared),
  };
}

function prepare(finder: Finder, judge: Judge, snippets: readonly Snippet[]): Prepared[] {
  const weigher = createWeigher(finder, judge);
  return snippets.map(({ text, context, spans }, i) => {
    const candidates = finder.find(text);
    const weighing = weigher.weigh(
      text,
      candidates,
      weigher.readPage({ title: context, sample: [text] }),
    );
    const right = new Set(spans.map(({ entity, start, end }) => `${entity} ${start} ${end}`));
    const examples = candidates.map(({ name, start, end, certain }, number) =>
      certain
        ? undefined
        : {
            features: voteFeatures(weighing, number).strengths,
            target: [right.has(`${name} ${start} ${end}`) ? 1 : 0],
            weight: 1,
          },
    );
    return { weighing, part: Math.floor(i / NEIGHBOURS) % PARTS, examples };
  });
}

const examplesOf = (prepared: readonly Prepared[]): Example[] =>
  prepared.flatMap(({ examples }) => examples.filter((one) => one !== undefined));

function oftenMet(examples: readonly Example[]): Set<number> {
  const met = new Map<number, number>();
  for (const { features } of examples) {
    for (const bucket of features.keys()) met.set(bucket, (met.get(bucket) ?? 0) + 1);
  }
  return new Set([...met].filter(([, times]) => times >= LEAST_MET).map(([bucket]) => bucket));
}

const scoreOf = (features: Features, weights: Float64Array): number => {
  let score = 0;
  for (const [bucket, strength] of features) score += (weights[bucket] ?? 0) * strength;
  return score;
};

function trainAgreement(prepared: readonly Prepared[]) {
  const examples: Example[] = [];
  for (let part = 0; part < PARTS; part++) {
    const others = examplesOf(prepared.filter((one) => one.part !== part));
    if (others.length === 0) continue;
    const weights = trainLinear(others, { ...VOTE, only: oftenMet(others) });
    for (const { weighing, examples: own } of prepared.filter((one) => one.part === part)) {
      const voted = weighing.candidates.map((candidate, i) =>
        votedOf(candidate, scoreOf(own[i]?.features ?? new Map(), weights)),
      );
      for (const [i, example] of own.entries()) {
        if (!example) continue;
        examples.push({ ...example, features: agreementFeatures(voted, i).strengths });
      }
    }
  }
  const weights = trainLinear(examples, AGREEMENT);
  const buckets = strongestBuckets(weights, 1, examples, Number.POSITIVE_INFINITY);
  return packWeights(weights, 1, AGREEMENT_BITS, buckets, AGREEMENT_STEPS, AGREEMENT_MOST);
}
