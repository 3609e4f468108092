/**
 * Decides about the candidates that form alone does not settle, by the words beside them, then
 * near them, then on the whole page. Loaded only where such a candidate stands, with its cues.
 */
import { createCueMatcher } from './match-cues.ts';
import type { Candidate, Mention } from './types.ts';

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

/** What a spelling says by itself. */
export interface Prior {
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
export interface FormWeights {
  /** A lower-case name in quotation marks or backticks: a word spoken of, or code. */
  readonly quotedLower: number;
  /** A name in backticks, whatever its case. */
  readonly code: number;
  /** The candidate is capitals among capitals: a headline. */
  readonly headline: number;
  /** `'s` follows. */
  readonly possessive: number;
  /** `#` precedes. */
  readonly hashtag: number;
  /** An inflectional ending sticks to it. */
  readonly ending: number;
}

/** The shape of `cues.json`. */
export interface Cues {
  readonly priors: readonly Prior[];
  readonly companions: readonly Companion[];
  readonly form: FormWeights;
  readonly groups: readonly CueGroup[];
}

/**
 * What a text says of all candidates on its page: how often each group of cues and each name's
 * certain candidates occur. Small and additive, so that a page's can be summed block by block.
 */
export interface Evidence {
  /** In the order of `Cues.groups`. */
  readonly groups: readonly number[];
  /** By `StoryName.id`. */
  readonly names: { readonly [name: string]: number };
}

export interface Circumstances {
  /** The page's title. */
  readonly title?: string;
  /** The evidence of the whole page, this text included; the text's own if absent. */
  readonly page?: Evidence;
}

export interface Judge {
  /** The evidence of one text, with what `find` found in it. */
  evidenceOf(text: string, candidates: readonly Candidate[]): Evidence;
  /** The candidates of a text that are mentions. Certain ones always are. */
  decide(text: string, candidates: readonly Candidate[], around?: Circumstances): Mention[];
}
