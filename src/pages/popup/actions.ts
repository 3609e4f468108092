/** What a person can do in the popup. */
import type { Pause, Site } from '../../settings/sites.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';

export interface PopupActions {
  setSite(on: boolean): Promise<void>;
  /** @returns how many nearer rules were removed, and the way back */
  setAll(domain: Site, on: boolean): Promise<{ removed: number; undo(): Promise<void> }>;
  setPause(pause: Pause | undefined): Promise<void>;
  allow(): Promise<void>;
  reload(): Promise<void>;
  step(direction: 1 | -1, name: string): Promise<void>;
  reveal(passage: CoveringPassage): Promise<void>;
  openArticle(): Promise<void>;
  /** Opens the side panel, in the turn of a press; undefined: the browser has none. */
  readonly keepBeside: (() => Promise<void>) | undefined;
  openOptions(): Promise<void>;
}

/** Makes a handler of an action; what goes wrong in it is said. */
export type HandlerFor = (action: () => Promise<void>) => () => void;
