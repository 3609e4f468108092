/** What a person can do on the options page. */
import type { OptionName, Options } from '../../settings/options.ts';
import type { Site } from '../../settings/sites.ts';
import type { Progress } from '../../settings/slices.ts';

/** Takes back what was done. */
export type Undo = (progress: Progress) => Promise<void>;

export interface OptionsActions {
  setOption<Name extends OptionName>(name: Name, value: Options[Name]): Promise<void>;
  setSite(site: Site, on: boolean): Promise<void>;
  removeSite(site: Site): Promise<void>;
  /** Forgets which paragraphs were read. */
  forgetRead(): Promise<void>;
  discardAside(ids: readonly string[]): Promise<void>;
  /** The settings as a file's text. */
  exported(): Promise<string>;
  /** @throws {FileProblem} for a file that cannot be taken over */
  takeOver(file: File, progress: Progress): Promise<Undo>;
  reset(progress: Progress): Promise<Undo>;
  openShortcuts(): Promise<void>;
}

/**
 * Does something and says so in `text`; what it returns takes it back. While it goes on it may tell how far
 * it is. A failure is told in words.
 */
export type Act = (
  action: (progress: Progress) => Promise<Undo> | Promise<void>,
  text?: string,
) => void;

/** Sets an option, by `Act`. */
export type ChangeOption = <Name extends OptionName>(name: Name, value: Options[Name]) => void;
