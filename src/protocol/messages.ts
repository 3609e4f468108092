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

export type Request = LoadRequest | SiteRequest | DismissRequest;

export interface Responses {
  load: true;
  dismiss: true;
  site: Site | null;
}
