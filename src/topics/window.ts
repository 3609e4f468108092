/** What of a passage is read: a bounded neighbourhood of the mention, folded, and where in it things stand. */
import { type Folded, fold } from '../terms/fold.ts';
import { clauseAround, sentences } from '../terms/sentences.ts';
import type { Passage } from './rank-paragraphs.ts';

/** How far around the mention text is read, in UTF-16 units: some three sentences each way. */
const REACH = 400;

/** Where a word stands, seen from the mention; the nearest first. */
export type Place = 'clause' | 'sentence' | 'next' | 'passage' | 'title';

export interface Window {
  readonly text: Folded;
  readonly title: Folded;
  /** Where the window begins in the passage's text: add it to offsets of `text`. */
  readonly offset: number;
  /** The mention within the window: UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /**
   * A function that tells where what begins at `at` (UTF-16 units of the window) stands. It has to be
   * asked from left to right; who begins again takes a new one.
   */
  readonly placer: () => (at: number) => Place;
}

/** Reads at most 400 UTF-16 units before and after the mention, and of the title. Never throws. */
export function readWindow({ text, start, end, title }: Passage): Window {
  const mentionStart = clamp(start, 0, text.length);
  // A mention of a megabyte is none; what of it is read has a bound, too.
  const mentionEnd = clamp(end, mentionStart, Math.min(text.length, mentionStart + REACH));
  const offset = Math.max(0, mentionStart - REACH);
  const near = text.slice(offset, mentionEnd + REACH);
  const from = mentionStart - offset;
  const to = mentionEnd - offset;
  const all = sentences(near);
  const found = all.findIndex((sentence) => sentence.end > from);
  const own = Math.max(0, found);
  const ownStart = all[own]?.start ?? 0;
  const ownText = near.slice(ownStart, Math.max(to, all[own]?.end ?? 0));
  const clause = clauseAround(ownText, from - ownStart, to - ownStart);
  const placer = () => {
    let sentence = 0;
    return (at: number): Place => {
      while (sentence < all.length - 1 && (all[sentence]?.end ?? 0) <= at) sentence++;
      if (sentence !== own) return Math.abs(sentence - own) === 1 ? 'next' : 'passage';
      return at >= ownStart + clause.start && at < ownStart + clause.end ? 'clause' : 'sentence';
    };
  };
  return {
    text: fold(near),
    title: fold(title.slice(0, REACH)),
    offset,
    start: from,
    end: to,
    placer,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.trunc(value))) : least;
}
