/**
 * Which paragraph of the article tells the background of what a passage is saying, how sure that is,
 * and which words of the page speak for it.
 *
 * A linear model learned from labelled passages (`src/build/train/train-ranker.ts`). A story without
 * examples has none: its topics alone rank then, and how sure they are is a rule of thumb.
 */
import { softmax } from '../learn/probability.ts';
import { type PackedWeights, unpackWeights, type Weights } from '../learn/weights.ts';
import { readFeatures } from './passage-features.ts';
import { type Passage, type RankedParagraph, rankParagraphs } from './rank-paragraphs.ts';
import { reasonsOf } from './reasons.ts';
import { type Answer, scoreAnswers } from './score-answers.ts';
import type { TopicIndex } from './topic-index.ts';
import { readWindow } from './window.ts';

/** A trained model, ready to ship: JSON. */
export interface CompiledRanker {
  readonly answers: readonly Answer[];
  readonly weights: PackedWeights;
  /** Scores times this are log odds that hold on cases that the model was not trained on. */
  readonly scale: number;
  /** From which probability of the first paragraph on it is `sure`. */
  readonly sure: number;
  /** From which probability on it is `nothing`. */
  readonly nothing: number;
  /** Words, folded, that are no reason to a reader, whatever they weigh: every other passage has them. */
  readonly common?: readonly string[];
}

/**
 * How many times likelier it is on the pages that people read than among the examples that the article has nothing on
 * what a passage says: a name is mentioned in passing nine times of ten there (`eval:cards`), three of ten among the
 * examples. Taken in full, twenty times, that would cost too many of the passages that are about something;
 * `docs/accuracy.md` has what three times costs and wins.
 */
const MORE_IN_PASSING = 3;

/** A passage, and which name is mentioned in it: `StoryName.id`, empty if that is not known. */
export interface NamedPassage extends Passage {
  readonly name: string;
}

/**
 * `sure`: the first paragraph. `one-of-two`: the first two, of which the first is likelier. `nothing`:
 * the article does not speak of what the passage is about; the first paragraph introduces the name.
 */
export type Outcome = 'sure' | 'one-of-two' | 'nothing';

/** A paragraph with how likely it is (`score`, 0 to 1; all add up to 1). */
interface Ranking {
  readonly outcome: Outcome;
  /** All paragraphs, the likeliest first; equals in the article's order. */
  readonly paragraphs: readonly RankedParagraph[];
  /** How likely it is that the article has nothing on it; part of the introduction's probability. */
  readonly nothing: number;
}

/** Ranks the paragraphs for a passage. Bounded work for texts of any length; never throws. */
export type Rank = (passage: NamedPassage) => Ranking;

/**
 * Makes a ranker: some milliseconds, so once and not for each passage.
 * @param model `null` for a story without examples
 */
export function createRanker(model: CompiledRanker | null, index: TopicIndex): Rank {
  if (model === null) return (passage) => rankByTopics(passage, index);
  const weights = unpackWeights(model.weights);
  const common = new Set(model.common);
  return (passage) => rankByModel(passage, model, weights, index, common);
}

function rankByModel(
  passage: NamedPassage,
  { answers, scale, sure, nothing }: CompiledRanker,
  weights: Weights,
  index: TopicIndex,
  common: ReadonlySet<string>,
): Ranking {
  const window = readWindow(passage);
  const read = readFeatures(window, passage.name, index, weights.bits);
  const scores = scoreAnswers(read.features, weights, passage, answers, index);
  const shares = softmax(
    scores.map(
      (score, column) =>
        score * scale + (answers[column] === 'nothing' ? Math.log(MORE_IN_PASSING) : 0),
    ),
  );
  const nothingShare = shares[answers.indexOf('nothing')] ?? 0;
  const because = reasonsOf(window, read, weights, shares, (word) => !common.has(word));
  const paragraphs = answers
    .flatMap((id, column) => {
      if (id === 'nothing') return [];
      const introduction = id === passage.introducedIn ? nothingShare : 0;
      return [{ id, score: (shares[column] ?? 0) + introduction, because: because(column) }];
    })
    .sort((a, b) => b.score - a.score);
  const [first] = paragraphs;
  let outcome: Outcome = (first?.score ?? 0) >= sure ? 'sure' : 'one-of-two';
  if (nothingShare >= nothing && first?.id === passage.introducedIn) outcome = 'nothing';
  return { outcome, paragraphs, nothing: nothingShare };
}

/** By how much the first has to lead, in plain terms beside the mention, to be taken for sure. */
const CLEAR_LEAD = 1;

function rankByTopics(passage: Passage, index: TopicIndex): Ranking {
  const ranked = rankParagraphs(passage, index);
  const shares = softmax(ranked.map(({ score }) => score));
  const paragraphs = ranked.map((paragraph, i) => ({ ...paragraph, score: shares[i] ?? 0 }));
  const [first, second] = ranked;
  const isSilent = ranked.every(({ because }) => because.length === 0);
  const lead = (first?.score ?? 0) - (second?.score ?? 0);
  const outcome = isSilent ? 'nothing' : lead >= CLEAR_LEAD ? 'sure' : 'one-of-two';
  return { outcome, paragraphs, nothing: isSilent ? (shares[0] ?? 0) : 0 };
}
