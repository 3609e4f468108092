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

/** A node of the trie. Made of what is pending when a text first comes by: few ever are. */
interface Node {
  /** How much of the pending words the way to this node has read, in UTF-16 units. */
  readonly depth: number;
  /** Words that go on here, and the group of each; undefined once they are parted. */
  pending: { readonly words: string[]; readonly groups: number[] } | undefined;
  readonly next: Map<number, Node>;
  /** Where to go on once the word here has been read to its end: a `*`. */
  rest?: Node;
  /** Groups of the cues that end here. */
  readonly groups: number[];
}

const createNode = (depth: number): Node => ({
  depth,
  pending: { words: [], groups: [] },
  next: new Map(),
  groups: [],
});

/** Parts what is pending at a node among the nodes that follow it. */
function unfold(node: Node): void {
  const { pending, depth } = node;
  if (!pending) return;
  node.pending = undefined;
  for (const [index, word] of pending.words.entries()) {
    const group = pending.groups[index] as number;
    if (depth === word.length) {
      node.groups.push(group);
      continue;
    }
    const code = word.charCodeAt(depth);
    let following: Node | undefined;
    if (code === STAR) {
      node.rest ??= createNode(depth + 1);
      following = node.rest;
    } else {
      following = node.next.get(code) ?? createNode(depth + 1);
      node.next.set(code, following);
    }
    following.pending?.words.push(word);
    following.pending?.groups.push(group);
  }
}

const SKIPPED = 0;
const SPACE = 32;
const STAR = 42;
const APOSTROPHE = 39;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Shows nothing, or only says how a letter is voiced or sung: NFD accents, harakat, niqqud. */
const SKIP =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single units are tested, not clusters
  /[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0655\u0670\ufe0e\ufe0f]/;
/** Decomposed to their base letter; Hangul and Indic letters keep their parts. */
const ACCENTED = /[\u00c0-\u052f\u0620-\u06ff\u1e00-\u1fff]/;
const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;
/** Scripts without spaces, or with prefixes that stick: a cue may begin and end anywhere. */
const CONTINUOUS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Kinds of characters: of no word, of a word between spaces, of a script without spaces. */
const OTHER = 0;
const SPACED = 1;
const UNSPACED = 2;

/** Longest stretch of a text that one cue may cover, in UTF-16 units. */
const MAX_WALK = 64;

const UNITS = 0x10000;
/** Marks an entry of the tables that is not yet known. */
const UNKNOWN = 0xff;
const folds = new Uint16Array(UNITS);
const kinds = new Uint8Array(UNITS).fill(UNKNOWN);

function learn(code: number): void {
  let char = String.fromCharCode(code);
  if (code >= 0xff01 && code <= 0xff5e) char = String.fromCharCode(code - FULL_WIDTH_SHIFT);
  kinds[code] = CONTINUOUS.test(char) ? UNSPACED : WORD_CHAR.test(char) ? SPACED : OTHER;
  if (SKIP.test(char)) folds[code] = SKIPPED;
  else if (/[\s\-\u2010-\u2013]/.test(char)) folds[code] = SPACE;
  else if (char === '\u2019') folds[code] = APOSTROPHE;
  else {
    if (ACCENTED.test(char)) char = char.normalize('NFD').charAt(0);
    folds[code] = char.toLowerCase().charCodeAt(0);
  }
}

/** A text as cues are compared: lower case, no accents, plain spaces. */
export function folded(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = fold(text.charCodeAt(i));
    if (code !== SKIPPED) out += String.fromCharCode(code);
  }
  return out;
}

/** The unit as cues are compared: lower case, no accent, one kind of space; 0 if passed over. */
function fold(code: number): number {
  if (kinds[code] === UNKNOWN) learn(code);
  return folds[code] ?? SKIPPED;
}

function kindOf(code: number): number {
  if (kinds[code] === UNKNOWN) learn(code);
  return kinds[code] ?? OTHER;
}

/**
 * Builds a matcher of cues: the words of each group, folded (see `folded`). A cue matches whole words, whatever their case
 * and accents; at a `*` the word may go on. In scripts without spaces it matches anywhere.
 * A space matches any run of spaces and hyphens.
 *
 * @returns the hits of a text, by their start; of those alone that begin in [from, to) if given
 */
export function createCueMatcher(
  groups: readonly (readonly string[])[],
): (text: string, from?: number, to?: number) => CueHit[] {
  const root = createNode(0);
  groups.forEach((words, group) => {
    for (const word of words) {
      root.pending?.words.push(word);
      root.pending?.groups.push(group);
    }
  });
  unfold(root);

  /** Follows the trie from `node` through the text from `at`; the cue began at `start`. */
  function walk(text: string, start: number, from: Node, at: number, hits: CueHit[]): void {
    let node = from;
    let last = 0;
    const stop = Math.min(text.length, start + MAX_WALK);
    for (let i = at; i < stop; i += 1) {
      const unit = text.charCodeAt(i);
      const code = fold(unit);
      if (code === SKIPPED || (code === SPACE && last === SPACE)) continue;
      const next = node.next.get(code);
      if (next === undefined) return;
      node = next;
      last = code;
      unfold(node);
      if (node.rest !== undefined) {
        unfold(node.rest);
        const end = wordEnd(text, i + 1, stop);
        for (const group of node.rest.groups) hits.push({ group, start, end });
        if (node.rest.next.size > 0) walk(text, start, node.rest, end, hits);
      }
      if (
        node.groups.length > 0 &&
        (kindOf(unit) !== SPACED || wordEnd(text, i + 1, stop) === i + 1)
      ) {
        for (const group of node.groups) hits.push({ group, start, end: i + 1 });
      }
    }
  }

  const begins = new Uint8Array(UNITS);
  for (const code of root.next.keys()) begins[code] = 1;

  return (text, from = 0, to = text.length) => {
    const hits: CueHit[] = [];
    const first = Math.max(0, from);
    const last = Math.min(to, text.length);
    let inWord = isInWord(text, first);
    for (let i = first; i < last; i += 1) {
      const unit = text.charCodeAt(i);
      const code = fold(unit);
      if (code === SKIPPED) continue;
      const spaced = kinds[unit] === SPACED;
      if (begins[code] === 1 && !(inWord && spaced)) walk(text, i, root, i, hits);
      inWord = spaced;
    }
    return hits;
  };
}

/** Whether what precedes `at` is of a word between spaces. */
function isInWord(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && fold(text.charCodeAt(i)) === SKIPPED) i -= 1;
  return i >= 0 && kindOf(text.charCodeAt(i)) === SPACED;
}

/** The end of the word that goes on at `at`; `at` itself if none does. Not beyond `stop`. */
function wordEnd(text: string, at: number, stop: number): number {
  let end = at;
  for (let i = at; i < stop; i += 1) {
    const next = text.charCodeAt(i);
    if (fold(next) === SKIPPED) continue;
    if (kindOf(next) !== SPACED) break;
    end = i + 1;
  }
  return end;
}
