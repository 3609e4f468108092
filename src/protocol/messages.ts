/**
 * What pages ask of the background: our script in the frames of tabs, and our own pages. The background
 * believes none of it (`src/background/check-message.ts`): a frame's process may be in other hands.
 */
import type { AskedPage, Question } from '../names/judge-questions.ts';
import type { Site } from '../settings/sites.ts';
import type { Edition, FoundName } from '../story/types.ts';
import type { Coverage } from '../topics/coverage.ts';
import type { FittingRanking, RankedPassage } from '../topics/rank-passages.ts';

/** Runs another of our programs in the frame that asks; answered when it has run. */
export interface LoadRequest {
  readonly type: 'load';
  readonly part: 'card' | 'mentions';
}

/** The site in the address bar, for a frame that the browser does not tell it. */
interface SiteRequest {
  readonly type: 'site';
}

/** Gives the frame that asks the style sheet of the look that is chosen, where that is not the default one. */
interface LookRequest {
  readonly type: 'look';
}

/**
 * Goes to the next or previous mention in a tab, all frames together, and opens its card. For our own
 * pages: no frame names a tab.
 */
export interface StepRequest {
  readonly type: 'step';
  readonly tabId: number;
  readonly direction: 1 | -1;
  /** `StoryName.id`; default: any name. */
  readonly name?: string;
}

/** The number of a frame's mentions changed, or whether they are marked: the toolbar button follows. */
interface TallyRequest {
  readonly type: 'tally';
}

/**
 * The rules of private windows (`PrivateRule` by key) for a frame in one: Firefox shows storage.session to
 * no page. Of other sites than the frame's and its tab's, and in other windows, nothing is told.
 */
export interface PrivateRulesRequest {
  readonly type: 'privateRules';
  readonly keys: string[];
}

/** Asks which names in pieces of the page's text are meant. Nothing of it is kept. */
export interface JudgeRequest extends AskedPage {
  readonly type: 'judge';
  readonly questions: readonly Question[];
}

/** Asks which paragraphs are the background of passages. Nothing of it is kept. */
interface RankRequest {
  readonly type: 'rank';
  readonly passages: readonly RankedPassage[];
}

/** Asks what a page touches of the article. For our own pages. */
interface CoverRequest {
  readonly type: 'cover';
  /** The page's text, block by block. */
  readonly blocks: readonly string[];
}

/**
 * Asks for an edition that programs do not carry. Any frame may: it is our own text, which is in every package.
 */
interface EditionRequest {
  readonly type: 'edition';
  readonly lang: string;
}

/** Closes the tab's card, in whichever frame it is. */
interface DismissRequest {
  readonly type: 'dismiss';
}

/**
 * Opens the article's page, or takes the tab that has it there. A frame is heard only while a card is open in
 * it in which a person acted: the card has to stay open until this is answered.
 */
export interface ArticleRequest {
  readonly type: 'article';
  /** `ParagraphId` to begin at. */
  readonly paragraph?: string;
  /** `Edition.lang` to show; the reader's own choice if absent. */
  readonly lang?: string;
}

/**
 * A card opened in the frame that asks, or closed there: the tab's other frames are told, unless the frame
 * has no card open by now.
 */
interface CardRequest {
  readonly type: 'card';
  readonly isOpen: boolean;
}

/** UTF-16 units of a page's title that are told, in any message. */
export const TITLE_UNITS = 300;
/** Passages that are asked about in one message. */
export const MOST_PASSAGES = 40;

/** What a reader can do about the marks from within a card: the site off, one name, all until tomorrow. */
export const MARK_CHANGES = ['off', 'mute', 'hide'] as const;
export type MarkChange = (typeof MARK_CHANGES)[number];

/** Changes the marks, or takes that back. A frame is heard on the terms of `ArticleRequest`. */
export interface ChangeRequest {
  readonly type: 'change';
  /** `off`: on the site of the tab that asks. */
  readonly what: MarkChange;
  /** `StoryName.id` of the name that the card is about. */
  readonly name: string;
  readonly isUndone: boolean;
}

/** Has the article shown in another language, from now on and everywhere. A frame is heard on the terms of `ArticleRequest`. */
interface LanguageRequest {
  readonly type: 'language';
  /** `Edition.lang` */
  readonly lang: string;
}

/**
 * A person read a paragraph in a card. Its id is kept where they have chosen `dimRead`, and never of a private window;
 * of the frame nothing is kept.
 */
interface ReadRequest {
  readonly type: 'read';
  /** `ParagraphId` */
  readonly paragraph: string;
}

/** Opens the options. A frame is heard on the terms of `ArticleRequest`. */
interface OptionsRequest {
  readonly type: 'options';
}

export type Request =
  | LoadRequest
  | JudgeRequest
  | RankRequest
  | CoverRequest
  | EditionRequest
  | LookRequest
  | SiteRequest
  | DismissRequest
  | ArticleRequest
  | StepRequest
  | CardRequest
  | ChangeRequest
  | LanguageRequest
  | ReadRequest
  | OptionsRequest
  | TallyRequest
  | PrivateRulesRequest;

export interface Responses {
  load: true;
  /** For each question the names that are meant, in order. */
  judge: FoundName[][];
  /** In the order of the passages. */
  rank: FittingRanking[];
  cover: Coverage[];
  edition: Edition;
  look: true;
  dismiss: true;
  site: Site | null;
  article: true;
  step: true;
  card: true;
  change: true;
  language: true;
  read: true;
  options: true;
  tally: true;
  privateRules: Record<string, unknown>;
}

/** The request of a type. */
export type RequestOf<T extends Request['type']> = Extract<Request, { readonly type: T }>;

/** Told by the background to the frames of private windows: rules changed. Which ones, they have to ask. */
export interface PrivateRulesChange {
  readonly type: 'privateRulesChanged';
}
