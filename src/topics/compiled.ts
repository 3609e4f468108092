/** What the build makes of `topics.json` for whoever ranks paragraphs: `src/build/story` compiles it. */
import type { ParagraphId } from '../story/types.ts';
import type { Span } from '../terms/sentences.ts';

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

/** A sentence of the article and what it speaks of. Offsets are UTF-16 units of its paragraph, `end` exclusive. */
export interface KnownSentence extends Span {
  /** The numbers of its concepts, each once. */
  readonly concepts: readonly number[];
}

/** The article's sentences: by edition's language, then by paragraph. */
export type KnownSentences = Readonly<
  Record<string, Readonly<Record<ParagraphId, readonly KnownSentence[]>>>
>;
