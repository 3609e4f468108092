import { shorten } from './shorten.ts';

/**
 * Letters of a place and of all that is told about a fault. With the words that the options page puts
 * around it, in any of its languages, that stays below 200.
 */
const MOST_WHERE = 56;
const MOST = 130;

/** Why a file cannot be taken over: a line of it, or a field. */
export class FileProblem extends Error {
  /** `line 3`, `sites["a b"]`, `options.markStyle`, `version`. */
  readonly where: string;
  readonly what: string;

  /** @param line of the file, where it is not told by `where` already */
  constructor(where: string, what: string, line?: number) {
    const place = shorten(where, MOST_WHERE);
    const suffix = line === undefined ? '' : ` (line ${line})`;
    const reason = shorten(what, MOST - place.length - ': '.length - suffix.length) + suffix;
    super(`${place}: ${reason}`);
    this.name = 'FileProblem';
    this.where = place;
    this.what = reason;
  }
}
