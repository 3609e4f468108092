/** Answers which paragraphs are the background of passages of a page, with what a card shows of each. */
import type { ParagraphId, StoryName } from '../story/types.ts';
import type { KnownSentences } from './compiled.ts';
import { fittingSentence } from './fitting-sentence.ts';
import { evidenceAround, type RankedParagraph, type Reason } from './rank-paragraphs.ts';
import type { Outcome, Rank } from './ranker.ts';
import type { TopicIndex } from './topic-index.ts';

/** A mention and what stands around it, as a frame tells it. Offsets are UTF-16 units, `end` exclusive. */
export interface RankedPassage {
  /** `StoryName.id` */
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The page's title. */
  readonly title: string;
}

export interface FittingParagraph extends RankedParagraph {
  /** Which of its sentences fits the passage: the place among them, the same in every edition. */
  readonly fits: number | undefined;
}

export interface FittingRanking {
  readonly outcome: Outcome;
  /** All paragraphs, the one that fits best first. */
  readonly paragraphs: readonly FittingParagraph[];
}

export type RankPassages = (passages: readonly RankedPassage[]) => FittingRanking[];

/** By what a paragraph was chosen: where the page's title spoke for it, by that, too. */
const chosenBy = ({ because }: RankedParagraph): Reason['where'] =>
  because.some(({ where }) => where === 'title') ? 'title' : 'text';

/** @param names of the story: a passage about another name is ranked as one about the first */
export function rankPassagesBy(
  rank: Rank,
  index: TopicIndex,
  sentences: KnownSentences,
  names: readonly StoryName[],
): RankPassages {
  const introductionOf = (name: string): ParagraphId =>
    (names.find(({ id }) => id === name) ?? names[0])?.introducedIn ?? 'p1';
  return (passages) =>
    passages.map(({ name, ...passage }) => {
      const whole = { ...passage, name, introducedIn: introductionOf(name) };
      const evidence = evidenceAround(whole, index);
      const { outcome, paragraphs } = rank(whole);
      const fitting = paragraphs.map((ranked) => ({
        ...ranked,
        // What is set off and what is named as the reason speak of the same.
        fits: fittingSentence(sentences[ranked.id] ?? [], evidence[chosenBy(ranked)], index),
      }));
      return { outcome, paragraphs: fitting };
    });
}
