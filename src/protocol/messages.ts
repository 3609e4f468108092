/** What a page's script asks of the background. */
import type { Site } from '../settings/sites.ts';

/** Runs another of our bundles in the frame that asks; answered when it has run. */
export interface LoadRequest {
  readonly type: 'load';
  readonly part: 'card' | 'judge';
}

/** The site in the address bar, for a frame that the browser does not tell it. */
export interface SiteRequest {
  readonly type: 'site';
}

/** Closes the tab's card, in whichever frame it is. */
export interface DismissRequest {
  readonly type: 'dismiss';
}

/** Opens the article's page, or takes the tab that has it there. */
export interface ArticleRequest {
  readonly type: 'article';
  /** `ParagraphId` to begin at. */
  readonly paragraph?: string;
  /** `Edition.lang` to show; the reader's own choice if absent. */
  readonly lang?: string;
}

/** A card opened in the frame that asks, or closed there: the tab's other frames are told. */
export interface CardRequest {
  readonly type: 'card';
  readonly isOpen: boolean;
}

/** Switches marking off for the site of the tab that asks. */
export interface SwitchOffRequest {
  readonly type: 'switchOff';
}

/** Goes to the next or the previous mention, through all frames of a tab. */
export interface StepRequest {
  readonly type: 'step';
  /** Default: the tab that asks. */
  readonly tabId?: number;
  readonly direction: 1 | -1;
  /** `StoryName.id`; default: any. */
  readonly name?: string;
}

export type Request =
  | LoadRequest
  | SiteRequest
  | DismissRequest
  | ArticleRequest
  | CardRequest
  | SwitchOffRequest
  | StepRequest;

export interface Responses {
  load: true;
  dismiss: true;
  site: Site | null;
  article: true;
  card: true;
  switchOff: true;
  step: true;
}
