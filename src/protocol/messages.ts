/** What a page's script asks of the background. */
import type { Site } from '../settings/sites.ts';

/** Runs another of our bundles in the frame that asks; answered when it has run. */
export interface LoadRequest {
  readonly type: 'load';
  readonly part: 'card' | 'chooser' | 'judge' | 'pointer' | 'private';
}

/** The site in the address bar, for a frame that the browser does not tell it. */
export interface SiteRequest {
  readonly type: 'site';
}

/** Gives the frame that asks the style sheet of the look that is chosen, where that is not the default one. */
export interface LookRequest {
  readonly type: 'look';
}

/** Goes to the next or previous mention in a tab, all frames together, and opens its card. */
export interface StepRequest {
  readonly type: 'step';
  /** Default: the tab that asks. */
  readonly tabId?: number;
  readonly direction: 1 | -1;
  /** `StoryName.id`; default: any name. */
  readonly name?: string;
}

/** The number of a frame's mentions changed, or whether they are marked: the toolbar button follows. */
export interface TallyRequest {
  readonly type: 'tally';
}

/** What storage.session holds, for a page in a private window: Firefox shows it to no page. */
export interface PrivateRulesRequest {
  readonly type: 'privateRules';
  readonly keys: string[];
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

export type Request =
  | LoadRequest
  | LookRequest
  | SiteRequest
  | DismissRequest
  | ArticleRequest
  | StepRequest
  | CardRequest
  | SwitchOffRequest
  | TallyRequest
  | PrivateRulesRequest;

export interface Responses {
  load: true;
  look: true;
  dismiss: true;
  site: Site | null;
  article: true;
  step: true;
  card: true;
  switchOff: true;
  tally: true;
  privateRules: Record<string, unknown>;
}

/** Told by the background to the pages of private windows: rules changed, as storage.onChanged has it. */
export interface PrivateRulesChange {
  readonly type: 'privateRulesChanged';
  readonly changes: Record<string, { newValue?: unknown }>;
}
