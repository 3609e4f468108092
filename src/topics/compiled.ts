/** What the build makes of `topics.json` for whoever ranks paragraphs: `src/build/story` compiles it. */
import type { ParagraphId } from '../story/types.ts';

/** Evidence for the paragraph that introduces the name at hand, whichever that is. */
export type Target = ParagraphId | 'introduction';

/** The topics ready to ship: JSON, terms folded, sorted and freed of what others cover. */
export interface CompiledTopics {
  readonly targets: readonly Target[];
  /** Every folded term of every concept with the concept's number, sorted by term; `*`: any letters. */
  readonly terms: readonly (readonly [term: string, concept: number])[];
  /** Per concept, weights in the order of `targets`. Concepts are numbered by their place here. */
  readonly weights: readonly (readonly number[])[];
  readonly patterns: readonly {
    readonly all: readonly number[];
    readonly none: readonly number[];
    readonly weights: readonly number[];
  }[];
  readonly subject: readonly number[];
}

/** What a sentence of the article speaks of: the numbers of its concepts, each once. */
export type KnownSentence = readonly number[];

/** The sentences of each paragraph, in order: they are the same in every edition. */
export type KnownSentences = Readonly<Record<ParagraphId, readonly KnownSentence[]>>;
