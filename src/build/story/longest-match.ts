/** What a pattern of `forms.json` may come to. */
export interface PatternSize {
  /** UTF-16 units that it matches at most; Infinity: it repeats without bound. */
  readonly longest: number;
  /** A `|` stands outside of every group: put together with others it would part them, too. */
  readonly isOpen: boolean;
}

const LOOK_AROUND = /^\((?:\?=|\?!|\?<=|\?<!)/;
const GROUP = /^\((?:\?:|\?<\w+>)?/;
const CLASS = /^\[(?:\\.|[^\]\\])*\]?/s;
const BOUNDARY = /^(?:\\[bB]|[\^$])/;
/** What it refers to may be of any length: it is not asked how long. */
const REFERENCE = /^\\(?:[1-9]|k<)/;
const LETTER = /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|.)/isu;
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/;

/** Reads the source of a regular expression; of one that is none the answer means nothing. */
export function patternSize(source: string): PatternSize {
  let rest = source;
  let isOpen = false;
  const take = (part: RegExp) => {
    const match = part.exec(rest);
    if (match) rest = rest.slice(match[0].length);
    return match;
  };
  const times = () => {
    const match = take(QUANTIFIER);
    if (!match) return 1;
    const [whole, least, comma, most] = match;
    if (least === undefined) return whole.startsWith('?') ? 1 : Number.POSITIVE_INFINITY;
    if (comma === '') return Number(least);
    return most === '' ? Number.POSITIVE_INFINITY : Number(most);
  };
  const one = (depth: number): number => {
    const isLook = LOOK_AROUND.test(rest);
    if (take(isLook ? LOOK_AROUND : GROUP)) {
      const length = either(depth + 1);
      return isLook ? 0 : length;
    }
    if (take(CLASS)) return 1;
    if (take(BOUNDARY)) return 0;
    if (take(REFERENCE)) return Number.POSITIVE_INFINITY;
    take(LETTER);
    return 1;
  };
  /** Up to the end of a group, or of all. */
  const either = (depth: number): number => {
    let longest = 0;
    let length = 0;
    while (rest !== '') {
      if (rest.startsWith(')')) {
        rest = rest.slice(1);
        break;
      }
      if (rest.startsWith('|')) {
        rest = rest.slice(1);
        isOpen ||= depth === 0;
        longest = Math.max(longest, length);
        length = 0;
        continue;
      }
      const single = one(depth);
      const count = times();
      // Nothing, however often, is nothing.
      length += single === 0 ? 0 : single * count;
    }
    return Math.max(longest, length);
  };
  return { longest: either(0), isOpen };
}
