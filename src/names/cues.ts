/** What is known of words around names: the shape of `cues.json`, and of what the bundle has of it. */

import type { CueTrie } from './match-cues.ts';

/** A group of words that speak for or against some names: one entry of `cues.json`. */
export interface CueGroup {
  /** What the words speak of: "log parsing", "the novel". Unique. */
  readonly id: string;
  /** `StoryName.id`s whose candidates the group weighs on. */
  readonly names: readonly string[];
  /** Spellings (see `readable`) that it weighs on; all if absent. */
  readonly spellings?: readonly string[];
  /** Weights: positive speaks for the name, negative against. Absent counts as 0. */
  readonly before?: number;
  readonly after?: number;
  readonly near?: number;
  readonly page?: number;
  /** By BCP 47 language. A word ending in `*` may be continued; see `createCueMatcher`. */
  readonly words: { readonly [lang: string]: readonly string[] };
}

/** A group as the bundle has it: its words are in a list with those of all others. */
export type CompiledGroup = Omit<CueGroup, 'id' | 'words'>;

/** What a spelling says by itself. */
interface Prior {
  /** `StoryName.id` */
  readonly name: string;
  /** Spellings (case counts) that it holds for; all other spellings if absent. */
  readonly spellings?: readonly string[];
  /** Whether a version stands beside the name; both if absent. */
  readonly versioned?: boolean;
  readonly weight: number;
}

/** What the mentions of one name on the page say of the candidates of another. */
export interface Companion {
  readonly name: string;
  readonly of: readonly string[];
  readonly spellings?: readonly string[];
  readonly weight: number;
}

/** What stands around a candidate, apart from words. */
interface FormWeights {
  /** A lower-case name in quotation marks or backticks: a word spoken of, or code. */
  readonly quotedLower: number;
  /** A name in backticks, whatever its case. */
  readonly code: number;
  /** `'s` follows. */
  readonly possessive: number;
  /** `#` precedes. */
  readonly hashtag: number;
  /** A lower-case name stands in text of another script, where it is no word of the language. */
  readonly foreignScript: number;
}

/** The shape of `cues.json`. */
export interface Cues {
  readonly priors: readonly Prior[];
  readonly companions: readonly Companion[];
  readonly form: FormWeights;
  readonly groups: readonly CueGroup[];
}

/** The cues as the bundle has them: nothing that only a reader of `cues.json` wants. */
export interface CompiledCues extends Omit<Cues, 'groups'> {
  readonly groups: readonly CompiledGroup[];
  readonly words: CueTrie;
}
