/** Build time: trains the ranker of `src/topics/ranker.ts` on labelled passages. */
import type { Features } from '../../learn/features.ts';
import { bucketOf } from '../../learn/hash.ts';
import type { CompiledTopics } from '../../story/compile-topics.ts';
import { indexTopics, type TopicIndex } from '../../story/topic-index.ts';
import type { ParagraphId, StoryName } from '../../story/types.ts';
import { readFeatures } from '../../topics/passage-features.ts';
import type { Answer, CompiledRanker } from '../../topics/ranker.ts';
import { readWindow } from '../../topics/window.ts';
import { type Calibration, calibrate } from './calibrate.ts';
import { foldsOf } from './folds.ts';
import { packWeights, strongestBuckets } from './pack-weights.ts';
import type { LabelledPassage } from './passages.ts';
import { hashesOfSynonyms, type Synonyms } from './synonyms.ts';
import { type Example, trainLinear } from './train-linear.ts';

/** All that a ranker is trained on. */
export interface RankerInputs {
  readonly passages: readonly LabelledPassage[];
  readonly synonyms: Synonyms;
  readonly topics: CompiledTopics;
  readonly names: readonly StoryName[];
}

/** Features fall into so many buckets: 262,144, so that hardly two that matter share one. */
const BITS = 18;

/** Buckets that are shipped: more are no better and heavier. */
const KEPT = 24_000;

/** Four bits a weight. */
const STEPS = 7;
/** The weight that so many steps stand for; only few are stronger. */
const MOST_WEIGHT = 1.6;

const PASSES = 8;
const RATE = 0.15;
const DECAY = 1e-4;

/** How much of an example goes to what is acceptable beside the best. */
const SOFT = 0.1;

/** How strongly a word stands for all that mean the same, beside itself. */
const SYNONYM_STRENGTH = 2;

/** A beginning of a word that no example has, as if one had had it so strongly. */
const UNMET = 0.3;

const PARTS = 5;

/** The classes of a story's ranker. */
export function answersOf(topics: CompiledTopics): Answer[] {
  const paragraphs = topics.targets.filter((target) => target !== 'introduction');
  return ['nothing', ...paragraphs];
}

/** What a passage looks like to the model, and what would be right. */
interface Prepared extends Example {
  readonly passage: LabelledPassage;
  readonly introducedIn: ParagraphId;
}

/** Trains the model that is shipped. */
export function trainRanker(inputs: RankerInputs): CompiledRanker {
  const answers = answersOf(inputs.topics);
  const examples = prepare(inputs);
  const ideas = ideasOf(inputs.synonyms);
  const calibration = calibrate(crossValidate(examples, ideas, answers), answers);
  return { ...pack(examples, ideas, answers), ...calibration };
}

/** A model for each part of the passages, trained on the others; and which part each passage is of. */
export function trainInParts(inputs: RankerInputs, calibration: Calibration) {
  const answers = answersOf(inputs.topics);
  const examples = prepare(inputs);
  const ideas = ideasOf(inputs.synonyms);
  const folds = foldsOf(comparable(examples), PARTS);
  const models = Array.from({ length: PARTS }, (_, part): CompiledRanker => {
    const others = examples.filter((_, i) => folds[i] !== part);
    return { ...pack(others, ideas, answers), ...calibration };
  });
  return { models, folds };
}

const comparable = (examples: readonly Prepared[]) =>
  examples.map(({ passage: { lang, context } }) => ({ lang, text: context }));

function prepare({ passages, topics, names }: RankerInputs): Prepared[] {
  const index = indexTopics(topics);
  const answers = answersOf(topics);
  return passages.map((passage) => {
    const introducedIn = introductionOf(passage, names);
    return {
      passage,
      introducedIn,
      features: featuresOf(passage, introducedIn, index),
      target: targetOf(passage, introducedIn, answers),
      weight: 1,
    };
  });
}

function introductionOf({ mention }: LabelledPassage, names: readonly StoryName[]): ParagraphId {
  return names.find(({ id }) => id === mention.entity)?.introducedIn ?? 'p1';
}

function featuresOf(
  { context, page_title, mention: { start, end, entity } }: LabelledPassage,
  introducedIn: ParagraphId,
  index: TopicIndex,
): Features {
  const passage = { text: context, start, end, title: page_title, introducedIn };
  return readFeatures(readWindow(passage), entity, index, BITS).features;
}

/**
 * What would be right: the best paragraph, and a little of what is acceptable. The introduction of a
 * name may stand for its own subject or for nothing in particular; where nobody said which, half and half.
 */
function targetOf(
  { best, acceptable, generic }: LabelledPassage,
  introducedIn: ParagraphId,
  answers: readonly Answer[],
): number[] {
  const target = answers.map(() => 0);
  const give = (answer: Answer, share: number) => {
    const column = answers.indexOf(answer);
    target[column] = (target[column] ?? 0) + share;
  };
  const giveParagraph = (id: ParagraphId, share: number) => {
    const isGeneric = id === introducedIn && id === best;
    const nothing = isGeneric ? (generic === undefined ? 0.5 : Number(generic)) : 0;
    give('nothing', share * nothing);
    give(id, share * (1 - nothing));
  };
  const others = acceptable.filter((id) => id !== best);
  giveParagraph(best, others.length === 0 ? 1 : 1 - SOFT);
  for (const id of others) giveParagraph(id, SOFT / others.length);
  return target;
}

/** Words that mean the same: their buckets, and for each bucket the ideas that it stands for. */
interface Ideas {
  readonly byBucket: ReadonlyMap<number, readonly number[]>;
}

/** An idea is a feature of its own while training; numbers above all buckets. */
const ideaFeature = (idea: number) => 2 ** BITS + idea;

function ideasOf(synonyms: Synonyms): Ideas {
  const byBucket = new Map<number, number[]>();
  for (const [idea, hashes] of hashesOfSynonyms(synonyms).entries()) {
    for (const bucket of new Set(hashes.map((hash) => bucketOf(hash, BITS)))) {
      byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), idea]);
    }
  }
  return { byBucket };
}

/** The example with the ideas that its words stand for as further features. */
function withIdeas(example: Prepared, { byBucket }: Ideas): Prepared {
  const features = new Map(example.features);
  for (const [bucket, strength] of example.features) {
    for (const idea of byBucket.get(bucket) ?? []) {
      const feature = ideaFeature(idea);
      features.set(feature, Math.max(features.get(feature) ?? 0, strength * SYNONYM_STRENGTH));
    }
  }
  return { ...example, features };
}

/**
 * The weights of all buckets. What was learned of an idea goes to every word that stands for it, those
 * too that no example has: so ideas need no place in what is shipped.
 */
function train(
  examples: readonly Prepared[],
  ideas: Ideas,
  classes: number,
  only?: ReadonlySet<number>,
): Float64Array {
  const seen = examples.map((example) => withIdeas(example, ideas));
  const weights = trainLinear(seen, {
    bits: BITS,
    classes,
    passes: PASSES,
    rate: RATE,
    decay: DECAY,
    ...(only ? { only } : {}),
  });
  for (const [bucket, own] of ideas.byBucket) {
    for (const idea of own) {
      for (let k = 0; k < classes; k++) {
        const cell = bucket * classes + k;
        const lent = weights[ideaFeature(idea) * classes + k] ?? 0;
        weights[cell] = (weights[cell] ?? 0) + lent * SYNONYM_STRENGTH;
      }
    }
  }
  return weights;
}

function pack(examples: readonly Prepared[], ideas: Ideas, answers: readonly Answer[]) {
  const weights = train(examples, ideas, answers.length);
  const met = [...examples, ...[...ideas.byBucket.keys()].map(unmet)];
  const buckets = strongestBuckets(weights, answers.length, met, KEPT);
  const packed = packWeights(weights, answers.length, BITS, buckets, STEPS, MOST_WEIGHT);
  return { answers, weights: packed };
}

const unmet = (bucket: number): Example => ({
  features: new Map([[bucket, UNMET]]),
  target: [],
  weight: 1,
});

/** The scores of every example by a model that was trained without it and what is like it. */
function crossValidate(examples: readonly Prepared[], ideas: Ideas, answers: readonly Answer[]) {
  const folds = foldsOf(comparable(examples), PARTS);
  const classes = answers.length;
  return Array.from({ length: PARTS }, (_, part) => {
    const weights = train(
      examples.filter((_, i) => folds[i] !== part),
      ideas,
      classes,
    );
    return examples
      .filter((_, i) => folds[i] === part)
      .map(({ features, passage, introducedIn }) => ({
        passage,
        introducedIn,
        scores: scoresOf(features, weights, classes),
      }));
  }).flat();
}

function scoresOf(features: Features, weights: Float64Array, classes: number): number[] {
  const scores = Array<number>(classes).fill(0);
  for (const [bucket, strength] of features) {
    for (let k = 0; k < classes; k++) {
      scores[k] = (scores[k] ?? 0) + (weights[bucket * classes + k] ?? 0) * strength;
    }
  }
  return scores;
}
