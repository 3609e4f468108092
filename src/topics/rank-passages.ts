/** Answers which paragraphs are the background of passages of a page, with what a card shows of each. */
import type { ParagraphId, StoryName } from '../story/types.ts';
import type { Span } from '../terms/sentences.ts';
import type { KnownSentences } from './compiled.ts';
import { fittingSentence } from './fitting-sentence.ts';
import { evidenceAround, type RankedParagraph, rankParagraphs } from './rank-paragraphs.ts';
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

/**
 * `sure`: the first paragraph. `one-of-two`: the first two, of which the first is likelier. `nothing`: the article does
 * not speak of what the passage is about; the first paragraph introduces the name.
 */
export type Outcome = 'sure' | 'one-of-two' | 'nothing';

export interface Ranking {
  readonly outcome: Outcome;
  /** All paragraphs, the one that fits best first. */
  readonly paragraphs: readonly FittingParagraph[];
}

export type RankPassages = (passages: readonly RankedPassage[]) => Ranking[];

/** @param names of the story: a passage about another name is ranked as one about the first */
export function rankPassagesBy(
  index: TopicIndex,
  sentences: KnownSentences,
  names: readonly StoryName[],
): RankPassages {
  const introductionOf = (name: string): ParagraphId =>
    (names.find(({ id }) => id === name) ?? names[0])?.introducedIn ?? 'p1';
  return (passages) =>
    passages.map(({ name, ...passage }) => {
      const whole = { ...passage, introducedIn: introductionOf(name) };
      const evidence = evidenceAround(whole, index);
      const paragraphs = rankParagraphs(whole, index).map((ranked) => {
        const fits: Record<string, Span> = {};
        for (const [lang, paragraphs] of Object.entries(sentences)) {
          const sentence = fittingSentence(paragraphs[ranked.id] ?? [], evidence, index);
          if (sentence) fits[lang] = sentence;
        }
        return { ...ranked, fits };
      });
      return { outcome: outcomeOf(paragraphs), paragraphs };
    });
}

/** By how much the first has to lead, in plain terms beside the mention, to be taken for sure. */
const CLEAR_LEAD = 1;

function outcomeOf(paragraphs: readonly FittingParagraph[]): Outcome {
  const [first, second] = paragraphs;
  if (paragraphs.every(({ because }) => because.length === 0)) return 'nothing';
  return (first?.score ?? 0) - (second?.score ?? 0) >= CLEAR_LEAD ? 'sure' : 'one-of-two';
}
