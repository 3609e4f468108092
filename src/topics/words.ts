/** The words of folded text, with where they stand in it. */
import { BREAK, type Folded } from '../terms/fold.ts';
import type { Place } from './window.ts';

export interface Word {
  /** Folded; {@link MENTION} for the mention itself. */
  readonly text: string;
  /** In the folded text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly place: Place;
}

/** Stands for the mention, whose own letters tell nothing of what is said. */
export const MENTION = '<m>';

/**
 * The words of `folded`. `mention` (UTF-16 units of the original) becomes one word of its own, and what
 * is written onto it, as languages without spaces or with endings do, becomes others.
 */
export function wordsOf(
  folded: Folded,
  place: (at: number) => Place,
  mention: { readonly start: number; readonly end: number },
): Word[] {
  const { text, from, to } = folded;
  const words: Word[] = [];
  const put = (start: number, end: number, isMention: boolean): void => {
    if (start >= end) return;
    const word = isMention ? MENTION : text.slice(start, end);
    words.push({ text: word, start, end, place: place(from[start] as number) });
  };
  for (let start = 0; start < text.length; ) {
    const char = text[start];
    if (char === ' ' || char === BREAK) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < text.length && text[end] !== ' ' && text[end] !== BREAK) end++;
    let own = start;
    while (own < end && (to[own] as number) <= mention.start) own++;
    let after = own;
    while (after < end && (from[after] as number) < mention.end) after++;
    put(start, own, false);
    // A mention of several words is one.
    if (words.at(-1)?.text !== MENTION) put(own, after, true);
    put(after, end, false);
    start = end;
  }
  return words;
}
