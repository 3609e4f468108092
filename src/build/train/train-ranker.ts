/** Build time: trains the ranker of `src/topics/ranker.ts` on labelled passages. */
import type { Features } from '../../learn/features.ts';
import { type PackedWeights, unpackWeights } from '../../learn/weights.ts';
import type { ParagraphId, StoryName } from '../../story/types.ts';
import type { CompiledTopics } from '../../topics/compiled.ts';
import { readFeatures } from '../../topics/passage-features.ts';
import type { Passage } from '../../topics/rank-paragraphs.ts';
import type { CompiledRanker } from '../../topics/ranker.ts';
import type { Answer } from '../../topics/score-answers.ts';
import { scoreAnswers } from '../../topics/score-answers.ts';
import { indexTopics, type TopicIndex } from '../../topics/topic-index.ts';
import { readWindow } from '../../topics/window.ts';
import { calibrate, type Scored } from './calibrate.ts';
import { foldsOf } from './folds.ts';
import { type Ideas, ideasOf, lendWeights, withIdeas } from './ideas.ts';
import { packWeights, strongestBuckets } from './pack-weights.ts';
import type { LabelledPassage } from './passages.ts';
import type { Synonyms } from './synonyms.ts';
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

/**
 * Buckets that are shipped, of some 170,000 that are met: all of them would weigh four times as much, 44,000 more than ranking may take with the topics.
 */
const KEPT = 24_000;

/**
 * Weights are told in seven steps of 0.23 up to 1.6: mostly none, one or two, which gzip writes in two or
 * three bits. Steps of 0.3 rank worse, because more weights come to none.
 */
const STEPS = 7;
const MOST_WEIGHT = 1.6;

/** Which buckets are strong is known after fewer passes than what they weigh. */
const PASSES_TO_CHOOSE = 3;
const PASSES = 5;
const RATE = 0.15;
const DECAY = 1e-4;

/** A beginning of a word that no example has, as if one had had it so strongly. */
const UNMET = 0.3;

const PARTS = 3;

/** The classes of a story's ranker. */
function answersOf(topics: CompiledTopics): Answer[] {
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
  const ideas = ideasOf(inputs.synonyms, BITS);
  const scored = partsOf(examples, inputs, ideas, answers).flatMap((part) => part.scored);
  return {
    answers,
    weights: trainPacked(examples, ideas, answers),
    ...calibrate(scored, answers),
  };
}

/**
 * For each part of the passages a model that was trained and calibrated on the others, as it would ship;
 * and which part each passage is of.
 */
export function trainInParts(inputs: RankerInputs): {
  readonly models: readonly CompiledRanker[];
  readonly folds: readonly number[];
} {
  const answers = answersOf(inputs.topics);
  const examples = prepare(inputs);
  const ideas = ideasOf(inputs.synonyms, BITS);
  const parts = partsOf(examples, inputs, ideas, answers);
  const models = parts.map((part) => {
    const others = parts.filter((other) => other !== part).flatMap(({ scored }) => scored);
    return { answers, weights: part.weights, ...calibrate(others, answers) };
  });
  return { models, folds: foldsOf(comparable(examples), PARTS) };
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

function asPassage(
  { context, page_title, mention: { start, end } }: LabelledPassage,
  introducedIn: ParagraphId,
): Passage {
  return { text: context, start, end, title: page_title, introducedIn };
}

function featuresOf(
  passage: LabelledPassage,
  introducedIn: ParagraphId,
  index: TopicIndex,
): Features {
  const window = readWindow(asPassage(passage, introducedIn));
  return readFeatures(window, passage.mention.entity, index, BITS).features;
}

/**
 * What would be right: the best paragraph. The introduction of a name may stand for its own subject or for
 * nothing in particular; where nobody said which, half and half. What is acceptable beside the best gets
 * no share: cross-validation found the ranking worse for it.
 */
function targetOf(
  { best, generic }: LabelledPassage,
  introducedIn: ParagraphId,
  answers: readonly Answer[],
): number[] {
  const unlabelled = 0.5;
  const nothing = best !== introducedIn ? 0 : generic === undefined ? unlabelled : Number(generic);
  return answers.map((answer) => {
    if (answer === 'nothing') return nothing;
    return answer === best ? 1 - nothing : 0;
  });
}

/** The weights of all buckets, or of a few alone. */
function train(
  examples: readonly Prepared[],
  ideas: Ideas,
  answers: readonly Answer[],
  passes: number,
  only?: ReadonlySet<number>,
): Float64Array {
  const seen = examples.map((example) => ({
    ...example,
    features: withIdeas(example.features, ideas),
  }));
  const classes = answers.length;
  const own = only && new Set([...only, ...[...ideas.values()].flat()]);
  const weights = trainLinear(seen, {
    bits: BITS,
    classes,
    passes,
    rate: RATE,
    decay: DECAY,
    ...(own ? { only: own } : {}),
  });
  lendWeights(weights, classes, ideas);
  return weights;
}

/** The weights as they are shipped. */
function trainPacked(
  examples: readonly Prepared[],
  ideas: Ideas,
  answers: readonly Answer[],
): PackedWeights {
  const weights = train(examples, ideas, answers, PASSES_TO_CHOOSE);
  const met = [...examples, ...[...ideas.keys()].map(unmet)];
  const buckets = strongestBuckets(weights, answers.length, met, KEPT);
  // Trained once more, so that what is left makes up for what is not.
  const own = train(examples, ideas, answers, PASSES, buckets);
  return packWeights(own, answers.length, BITS, buckets, STEPS, MOST_WEIGHT);
}

const unmet = (bucket: number): Example => ({
  features: new Map([[bucket, UNMET]]),
  target: [],
  weight: 1,
});

/** A part of the examples with the scores of weights that were trained on the others alone. */
interface Part {
  readonly weights: PackedWeights;
  readonly scored: readonly Scored[];
}

function partsOf(
  examples: readonly Prepared[],
  { topics }: RankerInputs,
  ideas: Ideas,
  answers: readonly Answer[],
): Part[] {
  const index = indexTopics(topics);
  const folds = foldsOf(comparable(examples), PARTS);
  return Array.from({ length: PARTS }, (_, part) => {
    const trainedOn = examples.filter((_, i) => folds[i] !== part);
    const weights = trainPacked(trainedOn, ideas, answers);
    const unpacked = unpackWeights(weights);
    const scored = examples
      .filter((_, i) => folds[i] === part)
      .map(({ features, passage, introducedIn }) => ({
        passage,
        introducedIn,
        scores: scoreAnswers(features, unpacked, asPassage(passage, introducedIn), answers, index),
      }));
    return { weights, scored };
  });
}
