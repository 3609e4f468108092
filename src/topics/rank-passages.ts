/** Answers which paragraphs are the background of passages of a page, with what a card shows of each. */
import type { ParagraphId, StoryName } from '../story/types.ts';
import type { Span } from '../terms/sentences.ts';
import type { KnownSentences } from './compiled.ts';
import { fittingSentence } from './fitting-sentence.ts';
import { evidenceAround, type RankedParagraph } from './rank-paragraphs.ts';
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

/** A paragraph with the sentence of each edition that fits the passage, by the edition's language. */
export interface FittingParagraph extends RankedParagraph {
  readonly fits: Readonly<Record<string, Span>>;
}

export interface FittingRanking {
  readonly outcome: Outcome;
  /** All paragraphs, the one that fits best first. */
  readonly paragraphs: readonly FittingParagraph[];
}

export type RankPassages = (passages: readonly RankedPassage[]) => FittingRanking[];

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
      const fitting = paragraphs.map((ranked) => {
        const fits: Record<string, Span> = {};
        for (const [lang, paragraphs] of Object.entries(sentences)) {
          const sentence = fittingSentence(paragraphs[ranked.id] ?? [], evidence, index);
          if (sentence) fits[lang] = sentence;
        }
        return { ...ranked, fits };
      });
      return { outcome, paragraphs: fitting };
    });
}
