/** All that the ranker sees of a passage, as features of a linear model. */
import { FeatureSet, type Features } from '../learn/features.ts';
import { HASH_START, hashText } from '../learn/hash.ts';
import { exp, log } from '../learn/probability.ts';
import { visitTopics } from './topic-features.ts';
import type { TopicIndex } from './topic-index.ts';
import type { Window } from './window.ts';
import { type Visit, visitWords } from './word-features.ts';

/*
 * A long passage has more features than a short one and would be sure of everything; its features are
 * made weaker, but not so weak that more words tell no more: by the sum of their squares to the power
 * of 0.35 (0.5 would make all passages alike). Cross-validation chose the power among 0, 0.2, 0.28, 0.35
 * and 0.5.
 */
const POWER = 0.35;
const WHOLE = 2.8;

const ALWAYS = hashText(HASH_START, 'e:bias');
const NAME = hashText(HASH_START, 'e:');

/** Features with what they were read from. */
export interface ReadFeatures {
  readonly features: Features;
  /** Tells `visit` every feature once more, as strong as in `features`, with its stretch of the window. */
  readonly visit: (visit: Visit) => void;
}

/**
 * Reads the features of a passage.
 * @param name `StoryName.id` of the mention, empty if it is not known
 * @param index the story's topics; without them only words count
 * @param bits features fall into `2 ** bits` buckets
 */
export function readFeatures(
  window: Window,
  name: string,
  index: TopicIndex | undefined,
  bits: number,
): ReadFeatures {
  const words = new FeatureSet(bits);
  visitWords(window, (hash, strength) => words.note(hash, strength));
  let squares = 0;
  for (const strength of words.strengths.values()) squares += strength * strength;
  const scale = scaleFor(squares);
  for (const [bucket, strength] of words.strengths) words.strengths.set(bucket, strength * scale);
  const visitOthers = (visit: Visit) => {
    if (index !== undefined) visitTopics(window, index, visit);
    visit(ALWAYS, 1, 0, 0, false);
    visit(hashText(NAME, name), 1, 0, 0, false);
  };
  visitOthers((hash, strength) => words.note(hash, strength));
  return {
    features: words.strengths,
    visit(visit) {
      visitWords(window, (hash, strength, ...where) => visit(hash, strength * scale, ...where));
      visitOthers(visit);
    },
  };
}

function scaleFor(squares: number): number {
  return WHOLE / power(Math.max(1, squares));
}

/** `squares ** POWER`, from our own logarithm: `**` is rounded as each engine likes. */
function power(squares: number): number {
  return exp(POWER * log(squares));
}
