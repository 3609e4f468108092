import type { SiteFault } from './parse-site.ts';
import { shorten } from './shorten.ts';

/** What is wrong with a file of settings; fault-lines.ts of the options page puts it into words. */
export type FileFault =
  /** It cannot be read at all. */
  | { readonly is: 'json' }
  /** It is about something else. */
  | { readonly is: 'foreign' }
  | { readonly is: 'version'; readonly value: string }
  | { readonly is: 'unknown'; readonly field: string }
  /** `choices`: what can stand there, where that is a few words. */
  | {
      readonly is: 'value';
      readonly field: string;
      readonly value: string;
      readonly choices: readonly string[];
    }
  | { readonly is: 'host'; readonly field: string; readonly because: SiteFault }
  /** The site stands there in another way of writing, too. */
  | { readonly is: 'twice'; readonly field: string }
  /** More than the browser has room for. */
  | { readonly is: 'large' };

/** Letters that are told of what stands in the file: it may be anything. */
const MOST_SHOWN = 40;

/** Why a file cannot be taken over. */
export class FileProblem extends Error {
  readonly fault: FileFault;
  /** Of the file; undefined: the fault has no place, or its place is written in an unusual way. */
  readonly line: number | undefined;

  constructor(fault: FileFault, line?: number) {
    super(`a file of settings has a fault: ${fault.is}`);
    this.name = 'FileProblem';
    this.fault = 'field' in fault ? { ...fault, field: shorten(fault.field, MOST_SHOWN) } : fault;
    this.line = line;
  }
}
