/** What the learned vote reads, and what it tells of it: the shapes that its parts share. */
import type { Candidate } from '../story/types.ts';
import type { Piece } from './cut-words.ts';
import type { Weighed } from './judge.ts';

/** Takes features as they are found. */
export interface FeatureSink {
  /**
   * @param scope what the feature is told of: a name, or one spelling of it
   * @param family what kind of feature it is: the word before, a word of the title
   * @param word which one of that kind
   * @param strength how much there is of it, 1 for a plain yes
   */
  note(scope: string, family: string, word: string, strength: number): void;
}

/** A candidate with all that is known of it before the vote. */
export interface Weighable {
  readonly candidate: Candidate;
  /** Name and spelling: `grok:Grok`, with a version `grok:Grok#`. */
  readonly spelled: string;
  /** What the judge says; nothing of one that its form settles. */
  readonly weighed: Weighed | undefined;
  /** Where it stands in the pieces of the text. */
  readonly at: number;
}

/** The text that candidates stand in, read once for all of them. */
export interface ReadText {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** What the words are noted as, by number of the piece: filled where it is asked for. */
  readonly forms: (readonly string[] | undefined)[];
  readonly candidates: readonly Weighable[];
  readonly title: ReadTitle;
}

/** A page's title, read once for all candidates of the page. */
export interface ReadTitle {
  /** Its words, their beginnings and pairs. */
  readonly words: ReadonlySet<string>;
  /** The numbers of the cue groups in it. */
  readonly groups: readonly number[];
}

export type Note = (family: string, word: string, strength: number) => void;

/** Numbers of pieces: of the text that is read, and of the candidate's sentence; both ends included. */
export interface PieceBounds {
  readonly first: number;
  readonly last: number;
  readonly sentenceFirst: number;
  readonly sentenceLast: number;
}
