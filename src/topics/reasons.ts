/** Which words of the page spoke for an answer, and how strongly: the model's weights, laid over the text. */
import { bucketOf } from '../learn/hash.ts';
import type { Weights } from '../learn/weights.ts';
import { isUnspaced } from '../story/fold.ts';
import type { Reason } from '../story/rank-paragraphs.ts';
import type { ReadFeatures } from './passage-features.ts';
import type { Window } from './window.ts';
import { MENTION, wordsOf } from './words.ts';

/** How many words are named for a paragraph. */
const REASONS = 4;

/** What a word has to say, in log odds, to be named; and how much of what the strongest says. */
const LEAST = 0.15;
const LEAST_SHARE = 0.25;

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
 */
export function reasonsOf(
  window: Window,
  read: ReadFeatures,
  weights: Weights,
  shares: readonly number[],
): (column: number) => Reason[] {
  const weigh = weighWords(window, read, weights, shares);
  return (column) => {
    const words = weigh(column).sort((a, b) => b.weight - a.weight || a.start - b.start);
    const least = Math.max(LEAST, LEAST_SHARE * (words[0]?.weight ?? 0));
    const named = words.slice(0, REASONS).filter(({ weight }) => weight >= least);
    return named.map(({ start, end, where }) => ({ start, end, where }));
  };
}

/** A function that gives every word of the window with its weight for the answer of a column. */
export function weighWords(
  window: Window,
  read: ReadFeatures,
  weights: Weights,
  shares: readonly number[],
): (column: number) => WeighedWord[] {
  const { classes } = weights;
  const inText = new Float64Array((lengthOf(window.text) + 1) * classes);
  const inTitle = new Float64Array((lengthOf(window.title) + 1) * classes);
  read.visit((hash, strength, start, end, isTitle) => {
    const row = weights.rows[bucketOf(hash, weights.bits)] ?? 0;
    if (row === 0 || end <= start) return;
    const field = isTitle ? inTitle : inText;
    const each = strength / (end - start);
    for (let k = 0; k < classes; k++) {
      const value = (weights.values[row * classes + k] ?? 0) * each;
      if (value === 0) continue;
      for (let at = start; at < end; at++) {
        field[at * classes + k] = (field[at * classes + k] ?? 0) + value;
      }
    }
  });
  return (column) => {
    const rest = Math.max(1e-9, 1 - (shares[column] ?? 0));
    const speaks = (field: Float64Array, at: number): number => {
      let others = 0;
      for (let k = 0; k < classes; k++) {
        if (k !== column) others += (shares[k] ?? 0) * (field[at * classes + k] ?? 0);
      }
      return (field[at * classes + column] ?? 0) - others / rest;
    };
    return [
      ...stretches(window, false).flatMap((stretch) =>
        weighed(stretch, (at) => speaks(inText, at), window.offset, 'text'),
      ),
      ...stretches(window, true).flatMap((stretch) =>
        weighed(stretch, (at) => speaks(inTitle, at), 0, 'title'),
      ),
    ];
  };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly isGlued: boolean;
}

function lengthOf({ to }: Window['text']): number {
  return to.length === 0 ? 0 : (to[to.length - 1] as number);
}

/** The words of the window's text or title, in UTF-16 units of it, without the mention. */
function stretches({ text, title, start, end }: Window, isTitle: boolean): Stretch[] {
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

/** A word is one; a stretch without spaces is parted where it ceases to speak for the answer. */
function weighed(
  { start, end, isGlued }: Stretch,
  speaks: (at: number) => number,
  offset: number,
  where: Reason['where'],
): WeighedWord[] {
  const words: WeighedWord[] = [];
  let from = start;
  let weight = 0;
  let isFor = false;
  for (let at = start; at < end; at++) {
    const here = speaks(at);
    const turns = at > from && (here > 0 !== isFor || at - from >= LONGEST_RUN);
    if (isGlued && turns) {
      words.push({ start: from + offset, end: at + offset, where, weight });
      from = at;
      weight = 0;
    }
    isFor = here > 0;
    weight += here;
  }
  if (end > from) words.push({ start: from + offset, end: end + offset, where, weight });
  return words;
}
