/** What a picture of the extension needs: a browser set up in some way, and something to show. */
import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../harness/browsers.ts';
import type { Launched } from '../harness/launch.ts';
import type { Setup } from '../harness/setup.ts';

/** The ways in which people have their browser, by the name that goes into the picture's. */
export const SETUPS = {
  light: {},
  dark: { dark: true },
  forced: { forcedColours: true },
  text200: { fontSize: 32 },
  narrow: { width: 360 },
  french: { language: 'fr' },
  arabic: { language: 'ar' },
} as const satisfies Record<string, Setup>;

export type SetupName = keyof typeof SETUPS;

export interface Stage {
  readonly launched: Launched;
  /** The page that marks and card are shown on. */
  readonly sample: string;
  /** Opens `sample` and waits until its names are marked. */
  openSample(): Promise<Page>;
}

/**
 * One thing to show, begun in an extension without any settings; tabs that it leaves open are
 * closed. Named by its key in the record that a room exports.
 */
export interface Scene {
  /** Default: light alone. */
  readonly setups?: readonly SetupName[];
  /** Where it can be brought about; default: in both. */
  readonly kinds?: readonly BrowserKind[];
  /**
   * @returns a PNG
   * @throws {Error} when what is to be seen is not there
   */
  take(stage: Stage): Promise<Uint8Array>;
}

export type Scenes = Readonly<Record<string, Scene>>;
