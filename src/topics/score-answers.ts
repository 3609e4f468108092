/** How the ranker's answers score for a passage: what was learned, and what the topics say by themselves. */
import { type Features, scoreFeatures } from '../learn/features.ts';
import type { Weights } from '../learn/weights.ts';
import type { ParagraphId } from '../story/types.ts';
import { type Passage, rankParagraphs } from './rank-paragraphs.ts';
import type { TopicIndex } from './topic-index.ts';

/** What a class of the model stands for: a paragraph, or that the article has nothing on it. */
export type Answer = ParagraphId | 'nothing';

/**
 * How much the topics count beside what was learned, which knows them, too, but as rarely as the examples
 * speak of them. It ranks real text better and invented examples worse: docs/accuracy.md.
 */
const TRUST = 0.45;

/** Scores beyond tell nothing more. */
const MOST = 3;
const MOST_AGAINST = 2;

/** The score of each of `answers`; `features` are the passage's. */
export function scoreAnswers(
  features: Features,
  weights: Weights,
  passage: Passage,
  answers: readonly Answer[],
  index: TopicIndex,
): number[] {
  const learned = scoreFeatures(features, weights);
  const ranked = rankParagraphs(passage, index);
  return answers.map((answer, column) => {
    // That there is nothing on it is told by the introduction, too.
    const wanted = answer === 'nothing' ? passage.introducedIn : answer;
    const score = ranked.find(({ id }) => id === wanted)?.score ?? 0;
    const said = Math.max(-MOST_AGAINST, Math.min(MOST, score));
    return (learned[column] ?? 0) + TRUST * said;
  });
}
