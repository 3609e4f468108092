/**
 * Finds the cue words of all languages in a text in one pass. A trie of folded words is walked
 * from every place where a word may begin; the cost is bounded by the length of the longest cue.
 */

/** An occurrence of a cue. Offsets are UTF-16 units of the text as it is, `end` exclusive. */
export interface CueHit {
  /** The number that the cue was given. */
  readonly group: number;
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly next: Map<number, Node>;
  /** Groups of the cues that end here as whole words, and of those that may be continued. */
  readonly whole: number[];
  readonly open: number[];
}

const SKIPPED = 0;
const SPACE = 32;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Shows nothing, or only says how a letter is voiced or sung: NFD accents, harakat, niqqud. */
const SKIP =
  /[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0655\u0670\ufe0e\ufe0f]/;
/** Decomposed to their base letter; Hangul and Indic letters keep their parts. */
const ACCENTED = /[\u00c0-\u052f\u0620-\u06ff\u1e00-\u1fff]/;
const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;
/** Scripts without spaces, or with prefixes that stick: a cue may begin and end anywhere. */
const CONTINUOUS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Arabic}\p{Script=Hebrew}]/u;

const enum Kind {
  Other,
  Spaced,
  Continuous,
}

const UNITS = 0x10000;
/** One unit more than any code: marks an entry of the tables that is not yet known. */
const UNKNOWN = 0xff;
const folds = new Uint16Array(UNITS);
const kinds = new Uint8Array(UNITS).fill(UNKNOWN);

function learn(code: number): void {
  let char = String.fromCharCode(code);
  if (code >= 0xff01 && code <= 0xff5e) char = String.fromCharCode(code - FULL_WIDTH_SHIFT);
  kinds[code] = CONTINUOUS.test(char)
    ? Kind.Continuous
    : WORD_CHAR.test(char)
      ? Kind.Spaced
      : Kind.Other;
  if (SKIP.test(char)) folds[code] = SKIPPED;
  else if (/[\s\-\u2010-\u2013]/.test(char)) folds[code] = SPACE;
  else if (char === '\u2019') folds[code] = 39;
  else {
    if (ACCENTED.test(char)) char = char.normalize('NFD').charAt(0);
    folds[code] = char.toLowerCase().charCodeAt(0);
  }
}

/** The unit as cues are compared: lower case, no accent, one kind of space; 0 if passed over. */
function fold(code: number): number {
  if (kinds[code] === UNKNOWN) learn(code);
  return folds[code] ?? SKIPPED;
}

function kindOf(code: number): Kind {
  if (kinds[code] === UNKNOWN) learn(code);
  return kinds[code] ?? Kind.Other;
}

/**
 * Builds a matcher of cues: `words` of each group. A cue matches whole words, whatever their case
 * and accents; where it ends in `*` the word may go on. In scripts without spaces it matches
 * anywhere. A space matches any run of spaces and hyphens.
 *
 * @returns the hits of a text, by their start
 */
export function createCueMatcher(
  groups: readonly (readonly string[])[],
): (text: string) => CueHit[] {
  const createNode = (): Node => ({ next: new Map(), whole: [], open: [] });
  const root = createNode();
  groups.forEach((words, group) => {
    for (const word of words) {
      const open = word.endsWith('*');
      let node = root;
      for (let i = 0; i < word.length - (open ? 1 : 0); i += 1) {
        const code = fold(word.charCodeAt(i));
        if (code === SKIPPED) continue;
        let next = node.next.get(code);
        if (next === undefined) {
          next = createNode();
          node.next.set(code, next);
        }
        node = next;
      }
      (open ? node.open : node.whole).push(group);
    }
  });

  function walk(text: string, start: number, hits: CueHit[]): void {
    let node = root;
    let last = 0;
    for (let i = start; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      const code = fold(unit);
      if (code === SKIPPED || (code === SPACE && last === SPACE)) {
        // What shows nothing is passed over, but not without end.
        if (i - start > MAX_WALK) return;
        continue;
      }
      const next = node.next.get(code);
      if (next === undefined) return;
      node = next;
      last = code;
      for (const group of node.open) hits.push({ group, start, end: i + 1 });
      if (node.whole.length > 0 && endsWord(text, i, unit)) {
        for (const group of node.whole) hits.push({ group, start, end: i + 1 });
      }
    }
  }

  return (text) => {
    const hits: CueHit[] = [];
    let inWord = false;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      const kind = kindOf(unit);
      if (fold(unit) === SKIPPED) continue;
      if (!inWord || kind !== Kind.Spaced) walk(text, i, hits);
      inWord = kind === Kind.Spaced;
    }
    return hits;
  };
}

/** Longest stretch of a text that one cue may cover, in UTF-16 units. */
const MAX_WALK = 64;

/** Whether a word that ends with the unit at `at` goes on no further. */
function endsWord(text: string, at: number, unit: number): boolean {
  if (kindOf(unit) !== Kind.Spaced) return true;
  for (let i = at + 1; i < text.length && i - at <= MAX_WALK; i += 1) {
    const next = text.charCodeAt(i);
    if (fold(next) !== SKIPPED) return kindOf(next) !== Kind.Spaced;
  }
  return true;
}
