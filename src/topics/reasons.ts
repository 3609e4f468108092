/** Which words of the page spoke for an answer, and how strongly: the model's weights, laid over the text. */
import { bucketOf } from '../learn/hash.ts';
import type { Weights } from '../learn/weights.ts';
import { isUnspaced } from '../terms/fold.ts';
import type { ReadFeatures } from './passage-features.ts';
import type { Reason } from './rank-paragraphs.ts';
import type { Window } from './window.ts';
import { MENTION, wordsOf } from './words.ts';

/** How many words are named for a paragraph. */
const REASONS = 4;

/** What a word has to say, in log odds, to be named; and how much of what the strongest says. */
const LEAST = 0.15;
const LEAST_SHARE = 0.25;

/** Sums that should be zero are not quite. */
const NOTHING = 1e-9;

/** A stretch of a script without spaces that is named as one word is no longer than this. */
const LONGEST_RUN = 8;

/** A word with how much it speaks for an answer (against it: negative), in log odds. */
export interface WeighedWord extends Reason {
  readonly weight: number;
}

/**
 * A function that gives the reasons for the answer of a column (of `weights`): the strongest words
 * first, offsets in the passage.
 * @param shares how likely each answer is: a word speaks for one against the others as they stand
 * @param isTelling whether a word, folded, says anything to a reader: no other is a reason
 */
export function reasonsOf(
  window: Window,
  read: ReadFeatures,
  weights: Weights,
  shares: readonly number[],
  isTelling: (word: string) => boolean,
): (column: number) => Reason[] {
  const weigh = weighWords(window, read, weights, shares);
  return (column) => {
    const all = weigh(column, LEAST).sort((a, b) => b.weight - a.weight || a.start - b.start);
    const words = all.filter((word) => isTelling(textOf(window, word)));
    const least = LEAST_SHARE * (words[0]?.weight ?? 0);
    const named = words.slice(0, REASONS).filter(({ weight }) => weight >= least);
    return named.map(({ start, end, where }) => ({ start, end, where }));
  };
}

/**
 * A function that gives the words of the window that weigh at least so much for the answer of a column,
 * in the order of the page, the text before the title.
 */
export function weighWords(
  window: Window,
  read: ReadFeatures,
  weights: Weights,
  shares: readonly number[],
): (column: number, least: number) => WeighedWord[] {
  const { classes } = weights;
  // What begins to speak at a place and what ceases to. Summed up from the left once, what speaks there;
  // once more, what has been said before it.
  const inText = new Float64Array((lengthOf(window.text) + 2) * classes);
  const inTitle = new Float64Array((lengthOf(window.title) + 2) * classes);
  read.visit((hash, strength, start, end, isTitle) => {
    const row = weights.rows[bucketOf(hash, weights.bits)] ?? 0;
    if (row === 0 || end <= start) return;
    const field = isTitle ? inTitle : inText;
    const each = strength / (end - start);
    for (let k = 0; k < classes; k++) {
      const value = (weights.values[row * classes + k] ?? 0) * each;
      const from = (start + 1) * classes + k;
      const to = (end + 1) * classes + k;
      field[from] = (field[from] as number) + value;
      field[to] = (field[to] as number) - value;
    }
  });
  for (const field of [inText, inTitle, inText, inTitle]) {
    for (let i = classes; i < field.length; i++) {
      field[i] = (field[i] as number) + (field[i - classes] as number);
    }
  }
  const textStretches = stretches(window, false);
  const titleStretches = stretches(window, true);
  return (column, least) => {
    const rest = Math.max(1e-9, 1 - (shares[column] ?? 0));
    const speaks = (field: Float64Array, from: number, to: number): number => {
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        const said = (field[to * classes + k] as number) - (field[from * classes + k] as number);
        sum += k === column ? said : (-said * (shares[k] as number)) / rest;
      }
      return sum;
    };
    const words: WeighedWord[] = [];
    const put = (field: Float64Array, offset: number, where: Reason['where']): Put => {
      return (from, to) => {
        const weight = speaks(field, from, to);
        if (weight >= least) words.push({ start: from + offset, end: to + offset, where, weight });
      };
    };
    const putText = put(inText, window.offset, 'text');
    for (const stretch of textStretches) {
      part(stretch, (at) => speaks(inText, at, at + 1) > NOTHING, putText);
    }
    const putTitle = put(inTitle, 0, 'title');
    for (const stretch of titleStretches) {
      part(stretch, (at) => speaks(inTitle, at, at + 1) > NOTHING, putTitle);
    }
    return words;
  };
}

/** A word as it stands in the window, folded. */
function textOf({ text, title, offset }: Window, { start, end, where }: Reason): string {
  const { text: folded, from, to } = where === 'title' ? title : text;
  const shift = where === 'title' ? 0 : offset;
  let first = 0;
  while (first < from.length && (from[first] as number) < start - shift) first++;
  let last = first;
  while (last < to.length && (to[last] as number) < end - shift) last++;
  return folded.slice(first, last + 1);
}

type Put = (from: number, to: number) => void;

interface WordStretch {
  readonly start: number;
  readonly end: number;
  readonly isGlued: boolean;
}

function lengthOf({ to }: Window['text']): number {
  return to.length === 0 ? 0 : (to[to.length - 1] as number);
}

/** The words of the window's text or title, in UTF-16 units of it, without the mention. */
function stretches({ text, title, start, end }: Window, isTitle: boolean): WordStretch[] {
  const folded = isTitle ? title : text;
  const mention = isTitle ? { start: -1, end: -1 } : { start, end };
  return wordsOf(folded, () => 'title', mention)
    .filter((word) => word.text !== MENTION)
    .map((word) => ({
      start: folded.from[word.start] as number,
      end: folded.to[word.end - 1] as number,
      isGlued: isUnspaced(word.text.charCodeAt(0)),
    }));
}

/** A word is one; a stretch without spaces is parted where it begins or ceases to speak for the answer. */
function part(
  { start, end, isGlued }: WordStretch,
  speaksAt: (at: number) => boolean,
  put: Put,
): void {
  let from = start;
  if (isGlued) {
    let isFor = speaksAt(start);
    for (let at = start + 1; at < end; at++) {
      const isNowFor = speaksAt(at);
      if (isNowFor !== isFor || at - from >= LONGEST_RUN) {
        put(from, at);
        from = at;
      }
      isFor = isNowFor;
    }
  }
  put(from, end);
}
