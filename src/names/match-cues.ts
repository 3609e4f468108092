/**
 * Finds the cue words of all languages in a text in one pass. A trie of folded words is walked from
 * every place where a word may begin; the cost is bounded by the length of the longest cue. The trie
 * is read as it comes, in one string: a page wants a few of its ways, once, and nothing is built.
 */
import { lazyRegExp } from '../terms/lazy-regexp.ts';
import { FULL_WIDTH_SHIFT } from './readable.ts';

/**
 * The trie of the cues as the package has it, made by `compileWords`. A node is a stretch of it:
 *
 * - a unit from {@link GROUP} on for each cue that ends there: its group;
 * - the ways on, by the folded unit that they read, {@link OPEN} (the word may go on) first: that
 *   unit, then the node it leads to. Before it a unit from {@link SKIP} on tells how long both are,
 *   except for the last way, which ends where its node does; the root's last way has one too.
 */
export type CueTrie = string;

/** Reads the rest of a word; `*` in `cues.json`. No folded text has it, and it sorts first. */
export const OPEN = '\t';
/** Private use, which no cue has: no unit of a word is as high. */
export const GROUP = 0xe000;
export const SKIP = 0xe100;
/** The highest unit of private use. */
export const MAX_SIGN = 0xf8ff;

/** An occurrence of a cue. Offsets are UTF-16 units of the text as it is, `end` exclusive. */
export interface CueHit {
  /** The number that the cue was given. */
  readonly group: number;
  readonly start: number;
  readonly end: number;
}

const SKIPPED = 0;
const SPACE = 32;
const APOSTROPHE = 39;
const OPEN_UNIT = OPEN.charCodeAt(0);

/** Shows nothing, or only says how a letter is voiced or sung: NFD accents, harakat, niqqud. */
const PASSED_OVER =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single units are tested, not clusters
  /[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0655\u0670\ufe0e\ufe0f]/;
/** Decomposed to their base letter; Hangul and Indic letters keep their parts. */
const ACCENTED = /[\u00c0-\u052f\u0620-\u06ff\u1e00-\u1fff]/;

/*
 * Whether a character is of a word between spaces. Most of what pages consist of is in one of two
 * plain classes; only for the rest are those made that take a millisecond each.
 */
const SPACED =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single units are tested, not clusters
  /[\dA-Za-z\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u02c1\u0300-\u036f\u03a3-\u03f5\u0400-\u0481\u048a-\u052f\u1e00-\u1eff\u30fc]/;
const NOT_SPACED =
  /[\0-\xbf\xd7\xf7\u05d0-\u05ea\u0621-\u063f\u0641-\u064a\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2775\u3000-\u3004\u3008-\u3020\u3041-\u3096\u30a1-\u30fb\u4e00-\u9fff\uac00-\ud7a3\ud800-\uf8ff]/;
const WORD_CHAR = lazyRegExp('[\\p{L}\\p{N}\\p{M}]', 'u');
/** Scripts without spaces, or with prefixes that stick: a cue may begin and end anywhere. */
const CONTINUOUS = lazyRegExp(
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Arabic}\\p{Script=Hebrew}]',
  'u',
);

/** Longest stretch of a text that one cue may cover, in UTF-16 units. */
const MAX_WALK = 64;

/** Units that a table is made for at a time, as bits: few of the world's scripts are on one page. */
const BLOCK_BITS = 7;
const BLOCK = 1 << BLOCK_BITS;

/** A small number (not negative) for each UTF-16 unit, reckoned when it is first asked for. */
function tableByUnit(reckon: (unit: number) => number): (unit: number) => number {
  const unknown = new Array<number>(BLOCK).fill(-1);
  const blocks = new Array<number[]>(0x10000 >> BLOCK_BITS).fill(unknown);
  const learn = (unit: number) => {
    const index = unit >> BLOCK_BITS;
    if (blocks[index] === unknown) blocks[index] = [...unknown];
    const known = reckon(unit);
    (blocks[index] as number[])[unit & (BLOCK - 1)] = known;
    return known;
  };
  return (unit) => {
    const known = (blocks[unit >> BLOCK_BITS] as number[])[unit & (BLOCK - 1)] as number;
    return known < 0 ? learn(unit) : known;
  };
}

/** Set in what {@link read} tells of a unit of a word between spaces. */
const SPACED_BIT = 0x10000;

/** The unit as cues are compared, and {@link SPACED_BIT}. */
const read = tableByUnit((unit) => {
  let char = String.fromCharCode(unit);
  if (unit >= 0xff01 && unit <= 0xff5e) char = String.fromCharCode(unit - FULL_WIDTH_SHIFT);
  return foldedChar(char) | (isCharSpaced(char) ? SPACED_BIT : 0);
});

function isCharSpaced(char: string): boolean {
  if (SPACED.test(char)) return true;
  return !NOT_SPACED.test(char) && WORD_CHAR().test(char) && !CONTINUOUS().test(char);
}

function foldedChar(char: string): number {
  if (PASSED_OVER.test(char)) return SKIPPED;
  if (/[\s\-\u2010-\u2013]/.test(char)) return SPACE;
  if (char === '\u2019') return APOSTROPHE;
  const base = ACCENTED.test(char) ? char.normalize('NFD').charAt(0) : char;
  return base.toLowerCase().charCodeAt(0);
}

/** The unit as cues are compared: lower case, no accent, one kind of space; 0 if passed over. */
const fold = (unit: number) => read(unit) & (SPACED_BIT - 1);

const isSpaced = (unit: number) => read(unit) >= SPACED_BIT;

/** A text as cues are compared: lower case, no accents, plain spaces. */
export function folded(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = fold(text.charCodeAt(i));
    if (code !== SKIPPED) out += String.fromCharCode(code);
  }
  return out;
}

/**
 * Builds a matcher of cues. A cue matches whole words, whatever their case and accents; at a `*` the
 * word may go on. In scripts without spaces it matches anywhere. A space matches any run of spaces
 * and hyphens.
 *
 * @returns the hits of a text, by their start; of those alone that begin in [from, to) if given
 */
export function createCueMatcher(
  trie: CueTrie,
): (text: string, from?: number, to?: number) => CueHit[] {
  /** Where the root's ways stand, by the unit that they read. */
  const roots = new Map<number, number>();
  for (let at = 1; at < trie.length; at += 1 + trie.charCodeAt(at - 1) - SKIP) {
    roots.set(trie.charCodeAt(at), at);
  }
  const rootOf = tableByUnit((code) => roots.get(code) ?? 0);

  /** The end of the groups that the node in [node, end) begins with. */
  function groupsEnd(node: number, end: number): number {
    let at = node;
    for (; at < end; at += 1) {
      const sign = trie.charCodeAt(at);
      if (sign < GROUP || sign >= SKIP) break;
    }
    return at;
  }

  function take(hits: CueHit[], groups: number, to: number, start: number, end: number): void {
    for (let at = groups; at < to; at += 1) {
      hits.push({ group: trie.charCodeAt(at) - GROUP, start, end });
    }
  }

  /** Reads the text from `at` on by the ways in [from, to) of the trie; the cue began at `start`. */
  function walk(
    text: string,
    start: number,
    at: number,
    from: number,
    to: number,
    hits: CueHit[],
  ): void {
    let way = from;
    let end = to;
    let last = 0;
    const stop = Math.min(text.length, start + MAX_WALK);
    for (let i = at; i < stop; i += 1) {
      const unit = text.charCodeAt(i);
      const code = fold(unit);
      if (code === SKIPPED || (code === SPACE && last === SPACE)) continue;
      last = code;
      for (;;) {
        if (way >= end) return;
        let sign = trie.charCodeAt(way);
        let beyond = end;
        if (sign >= SKIP) {
          way += 1;
          beyond = way + sign - SKIP;
          sign = trie.charCodeAt(way);
        }
        if (sign > code) return;
        if (sign === code) {
          end = beyond;
          break;
        }
        way = beyond;
      }
      const node = way + 1;
      const ended = groupsEnd(node, end);
      way = ended;
      const first = trie.charCodeAt(way);
      const isAlone = first < SKIP;
      if (way < end && (isAlone ? first : trie.charCodeAt(way + 1)) === OPEN_UNIT) {
        const open = isAlone ? way + 1 : way + 2;
        way = isAlone ? end : way + 1 + first - SKIP;
        const afterWord = wordEnd(text, i + 1, stop);
        const more = groupsEnd(open, way);
        take(hits, open, more, start, afterWord);
        if (more < way) walk(text, start, afterWord, more, way, hits);
      }
      if (node < ended && (!isSpaced(unit) || wordEnd(text, i + 1, stop) === i + 1)) {
        take(hits, node, ended, start, i + 1);
      }
    }
  }

  return (text, from = 0, to = text.length) => {
    const hits: CueHit[] = [];
    const first = Math.max(0, from);
    const last = Math.min(to, text.length);
    let inWord = isInWord(text, first);
    for (let i = first; i < last; i += 1) {
      const known = read(text.charCodeAt(i));
      const code = known & (SPACED_BIT - 1);
      if (code === SKIPPED) continue;
      const spaced = known >= SPACED_BIT;
      if (!(inWord && spaced)) {
        const root = rootOf(code);
        if (root > 0) walk(text, i, i, root, root + trie.charCodeAt(root - 1) - SKIP, hits);
      }
      inWord = spaced;
    }
    return hits;
  };
}

/** Whether what precedes `at` is of a word between spaces. */
function isInWord(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && fold(text.charCodeAt(i)) === SKIPPED) i -= 1;
  return i >= 0 && isSpaced(text.charCodeAt(i));
}

/** The end of the word that goes on at `at`; `at` itself if none does. Not beyond `stop`. */
function wordEnd(text: string, at: number, stop: number): number {
  let end = at;
  for (let i = at; i < stop; i += 1) {
    const next = text.charCodeAt(i);
    if (fold(next) === SKIPPED) continue;
    if (!isSpaced(next)) break;
    end = i + 1;
  }
  return end;
}
