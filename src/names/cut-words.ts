/**
 * Cuts a text into words, signs and candidates, the way the learned vote reads it: a word between
 * spaces is one piece, each sign of a script without spaces is one, and so is a candidate.
 */
import { lazyRegExp } from '../terms/lazy-regexp.ts';
import type { Span } from '../terms/sentences.ts';
import { folded } from './match-cues.ts';

/** One piece of a text. Offsets are UTF-16 units of the text, `end` exclusive. */
export interface Piece {
  /** As it is written. */
  readonly text: string;
  /** As words are compared: lower case, no accents. */
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** Has a letter or a digit; otherwise it is a sign: a comma, a bracket. */
  readonly isWord: boolean;
  /** The number of the stretch that it was kept for, -1 for all else. */
  readonly kept: number;
  /** A space or a line break stands before it. */
  readonly isParted: boolean;
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}';
const PIECE = lazyRegExp(`[${UNSPACED}]|[\\p{L}\\p{M}\\p{N}_]+(?:['’]\\p{L}+)?|\\S`, 'gu');
const HAS_LETTER = lazyRegExp('[\\p{L}\\p{N}]', 'u');
const IS_UNSPACED = lazyRegExp(`[${UNSPACED}]`, 'u');
const PLAIN_WORD = /^[a-z\d]+$/;
/** What is longer is no word but a key, a hash, a line of dashes: so much of it tells as much. */
const LONGEST = 40;

/** Whether a piece is a sign of a script that puts no spaces between words. */
export const isUnspacedSign = ({ text }: Piece): boolean => IS_UNSPACED().test(text);

/**
 * The pieces of [from, to) of a text, in order; takes time by that stretch.
 * @param kept disjoint stretches, in order, each to be kept as one piece
 */
export function cutWords(
  text: string,
  kept: readonly Span[] = [],
  from = 0,
  to = text.length,
): Piece[] {
  const pieces: Piece[] = [];
  const isParted = (start: number) => start > 0 && /\s/.test(text.charAt(start - 1));
  const cutPlain = (start: number, end: number) => {
    for (const { 0: found, index } of text.slice(start, end).matchAll(PIECE())) {
      const at = start + index;
      const short = found.slice(0, LONGEST);
      pieces.push({
        text: short,
        form: PLAIN_WORD.test(short) ? short : folded(short).trim() || short,
        start: at,
        end: at + found.length,
        isWord: HAS_LETTER().test(short),
        kept: -1,
        isParted: isParted(at),
      });
    }
  };
  let at = from;
  for (const [number, { start, end }] of kept.entries()) {
    if (start < at || end > to) continue;
    cutPlain(at, start);
    const own = text.slice(start, end);
    pieces.push({
      text: own,
      form: own,
      start,
      end,
      isWord: true,
      kept: number,
      isParted: isParted(start),
    });
    at = end;
  }
  cutPlain(at, to);
  return pieces;
}
