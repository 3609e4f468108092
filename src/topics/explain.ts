/** Every word of a passage with what it says for and against each paragraph: for people who mend the ranker. */
import { softmax } from '../learn/probability.ts';
import { unpackWeights } from '../learn/weights.ts';
import type { ParagraphId } from '../story/types.ts';
import { readFeatures } from './passage-features.ts';
import type { CompiledRanker, NamedPassage } from './ranker.ts';
import { type WeighedWord, weighWords } from './reasons.ts';
import { scoreAnswers } from './score-answers.ts';
import type { TopicIndex } from './topic-index.ts';
import { readWindow } from './window.ts';

export interface ExplainedParagraph {
  readonly id: ParagraphId;
  /** In the order of the page, the text before the title. */
  readonly words: readonly WeighedWord[];
}

/** A function that explains passages by a model. */
export function explainWith(
  { answers, scale, weights: packed }: CompiledRanker,
  index: TopicIndex,
): (passage: NamedPassage) => ExplainedParagraph[] {
  const weights = unpackWeights(packed);
  return (passage) => {
    const window = readWindow(passage);
    const read = readFeatures(window, passage.name, index, weights.bits);
    const scores = scoreAnswers(read.features, weights, passage, answers, index);
    const weigh = weighWords(window, read, weights, softmax(scores.map((score) => score * scale)));
    return answers.flatMap((id, column) =>
      id === 'nothing' ? [] : [{ id, words: weigh(column, Number.NEGATIVE_INFINITY) }],
    );
  };
}
