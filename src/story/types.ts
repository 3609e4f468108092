/**
 * The shapes that the story's rooms share: what is bundled (an article in several editions, the
 * names it tells of) and what is found in a text (candidates, found names). Data only, no behaviour.
 */

/** A body paragraph of the article: `p1` is the first below the title. Same ids in every edition. */
export type ParagraphId = `p${number}`;

/** A name that the story is about. `label` is how it is written in an interface. */
export interface StoryName {
  readonly id: string;
  readonly label: string;
  /** The paragraph that says who or what this is: shown when the page gives no better reason. */
  readonly introducedIn: ParagraphId;
}

interface Paragraph {
  readonly id: ParagraphId;
  /** What it is about, in a few words. */
  readonly title: string;
  readonly text: string;
  /** Where its sentences are: UTF-16 units, `end` exclusive. Every edition has the same number of them. */
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
  /** The story's names in it, which the build has found. */
  readonly names: readonly FoundName[];
}

/** That there is an edition: its text may have to be loaded. */
export interface EditionLanguage {
  /** BCP 47 tag, set as `lang` wherever the text is shown. */
  readonly lang: string;
  readonly kind: 'original' | 'translation';
}

/** The whole article in one language. */
export interface Edition extends EditionLanguage {
  readonly title: string;
  /** Who or what each name is, in a few words, by `StoryName.id`. */
  readonly names: Readonly<Record<string, string>>;
  readonly paragraphs: readonly Paragraph[];
}

/** What the article is, without its text. */
export interface StoryOutline {
  /** Year and month (`2024-03`) that the article tells of: it bears no date of its own. */
  readonly asOf: string;
  readonly names: readonly StoryName[];
  /** Of the original and all its translations, the original first. */
  readonly languages: readonly EditionLanguage[];
}

export interface Story extends StoryOutline {
  /**
   * Those whose text is at hand, the original first: while building all of them, in our pages what `carriedEditions`
   * leaves. What loads the others is `LoadEdition`.
   */
  readonly editions: readonly Edition[];
}

/** A stretch of a text that is written like a name. Offsets are UTF-16 units, `end` exclusive. */
export interface Candidate {
  /** `StoryName.id` */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The form alone settles it; otherwise the words around it and the page have to. */
  readonly certain: boolean;
}

/** A stretch of a text that is a name of the story; in a page it is a mention (`src/protocol`). Offsets are UTF-16 units, `end` exclusive. */
export interface FoundName {
  /** `StoryName.id` */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
