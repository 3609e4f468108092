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

export type Request = LoadRequest | SiteRequest;

export interface Responses {
  load: true;
  site: Site | null;
}
