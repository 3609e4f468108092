/** What the ranker sees of the words of a passage: hashed words, beginnings, parts, signs. */
import { HASH_START, hashText } from '../learn/hash.ts';
import { romanise } from '../learn/romanise.ts';
import { isUnspaced } from '../terms/fold.ts';
import type { Place, Window } from './window.ts';
import { MENTION, type Word, wordsOf } from './words.ts';

/**
 * Is told each feature: its hash, how strong it is, and the stretch that it was read from, in UTF-16
 * units of the window's text or title (`end` exclusive; of no length if there is none to show).
 */
export type Visit = (
  hash: number,
  strength: number,
  start: number,
  end: number,
  inTitle: boolean,
) => void;

/** How much a word counts by where it stands. */
const NEARNESS: Readonly<Record<Place, number>> = {
  clause: 1,
  sentence: 0.95,
  next: 0.7,
  passage: 0.4,
  title: 0.7,
};

const PART_STRENGTH = 0.3;
/** Loanwords in scripts without spaces are met less surely: nobody says where they begin. */
const LOAN_STRENGTH = 0.2;
/** Of one sign, two, three and four in a row. */
const SIGN_STRENGTHS = [0.5, 1, 1, 0.8] as const;

const PART_LENGTH = 4;
const SHORTEST_BEGINNING = 3;
const LONGEST_BEGINNING = 8;

const family = (name: string): number => hashText(HASH_START, `${name}:`);
const WORD = family('w');
const BEGINNING = family('p');
const PART = family('g');
const SIGNS = family('s');

/** Tells `visit` every feature of the words around the mention and of the title. */
export function visitWords({ text, title, start, end, placer }: Window, visit: Visit): void {
  const none = { start: -1, end: -1 };
  visitList(wordsOf(text, placer(), { start, end }), text, false, visit);
  visitList(
    wordsOf(title, () => 'title', none),
    title,
    true,
    visit,
  );
}

function visitList(
  words: readonly Word[],
  { from, to }: Window['text'],
  inTitle: boolean,
  visit: Visit,
): void {
  for (const word of words) {
    const start = from[word.start] as number;
    const end = to[word.end - 1] as number;
    const nearness = NEARNESS[word.place];
    if (word.text === MENTION) continue;
    if (isGlued(word.text)) {
      visitSigns(word, nearness, from, to, inTitle, visit);
      continue;
    }
    visit(hashText(WORD, word.text), nearness, start, end, inTitle);
    const latin = romanise(word.text);
    const longest = Math.min(LONGEST_BEGINNING, latin.length);
    let hash = hashText(BEGINNING, latin, 0, SHORTEST_BEGINNING - 1);
    for (let i = SHORTEST_BEGINNING; i <= longest; i++) {
      hash = hashText(hash, latin, i - 1, i);
      visit(hash, nearness, start, end, inTitle);
    }
    visitParts(`^${latin}$`, PART_STRENGTH * nearness, start, end, inTitle, visit);
  }
}

/** Is it written in a script without spaces, or one that glues words to each other? */
function isGlued(word: string): boolean {
  return isUnspaced(word.charCodeAt(0)) || isUnspaced(word.charCodeAt(word.length - 1));
}

function visitSigns(
  word: Word,
  nearness: number,
  from: Window['text']['from'],
  to: Window['text']['to'],
  inTitle: boolean,
  visit: Visit,
): void {
  const { text } = word;
  for (let i = 0; i < text.length; i++) {
    let hash = SIGNS;
    for (let n = 0; n < SIGN_STRENGTHS.length && i + n < text.length; n++) {
      hash = hashText(hash, text, i + n, i + n + 1);
      const end = to[word.start + i + n] as number;
      const strength = (SIGN_STRENGTHS[n] as number) * nearness;
      visit(hash, strength, from[word.start + i] as number, end, inTitle);
    }
  }
  const latin = romanise(text);
  if (latin !== text) visitParts(`^${latin}`, LOAN_STRENGTH * nearness, 0, 0, inTitle, visit);
}

function visitParts(
  text: string,
  strength: number,
  start: number,
  end: number,
  inTitle: boolean,
  visit: Visit,
): void {
  for (let i = 0; i + PART_LENGTH <= text.length; i++) {
    visit(hashText(PART, text, i, i + PART_LENGTH), strength, start, end, inTitle);
  }
}

/** The feature that a word has which begins like that: training hangs words that mean the same on it. */
export function hashOfTerm(term: string): number | undefined {
  const words = term.split(' ').filter((word) => word !== '');
  const [word = ''] = words;
  if (word === '') return undefined;
  if (isGlued(word)) return hashText(SIGNS, word.slice(0, SIGN_STRENGTHS.length));
  // Pairs of words are no features: cross-validation found nothing in them that words have not.
  if (words.length > 1) return undefined;
  const latin = romanise(word);
  return latin.length < SHORTEST_BEGINNING
    ? hashText(WORD, word)
    : hashText(BEGINNING, latin.slice(0, LONGEST_BEGINNING));
}
