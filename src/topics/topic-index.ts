/** Finds the concepts of compiled topics in folded text. */

import { BREAK, type Folded, isUnspaced } from '../terms/fold.ts';
import type { CompiledTopics } from './compiled.ts';

/** A term found in a text. Offsets are UTF-16 units of the original, `end` exclusive. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  /** The numbers of the concepts that the term expresses. */
  readonly concepts: readonly number[];
}

/** Made once from {@link CompiledTopics} by {@link indexTopics}. */
export interface TopicIndex {
  readonly compiled: CompiledTopics;
  /** Every term by {@link keyAt} of its first characters, at most {@link KEY_LENGTH}. */
  readonly terms: ReadonlyMap<number, readonly Term[]>;
  /** Per concept and target: the most it can give, by itself or as its share of a pattern. */
  readonly gains: readonly (readonly number[])[];
}

interface Term {
  /** What stands before, between and behind the `*`. */
  readonly parts: readonly string[];
  readonly concepts: number[];
}

const KEY_LENGTH = 3;

/**
 * The first `length` characters of `text` from `at`, squeezed into the 30 bits that engines keep
 * as small integers: a look-up without a string being made. Different beginnings may share a key.
 */
function keyAt(text: string, at: number, length: number): number {
  let key = 0;
  for (let i = 0; i < KEY_LENGTH; i++) {
    key = (key << 10) | (i < length ? text.charCodeAt(at + i) & 1023 : 0);
  }
  return key;
}

/** Single letters that Arabic and Hebrew write onto the front of a word (and, in, to, as …). */
const PARTICLES = /[وفبلكسهומבכלשה]/;

/** Indexes compiled topics. Costs a millisecond or two: do it once per page, not per mention. */
export function indexTopics(compiled: CompiledTopics): TopicIndex {
  const byText = new Map<string, Term>();
  const terms = new Map<number, Term[]>();
  for (const [text, concept] of compiled.terms) {
    const known = byText.get(text);
    if (known) {
      known.concepts.push(concept);
      continue;
    }
    const term = { parts: text.split('*'), concepts: [concept] };
    byText.set(text, term);
    const key = keyAt(text, 0, (term.parts[0] as string).length);
    const bucket = terms.get(key);
    if (bucket) bucket.push(term);
    else terms.set(key, [term]);
  }
  const literal = ({ parts }: Term) => parts.join('').length;
  for (const bucket of terms.values()) bucket.sort((a, b) => literal(b) - literal(a));
  const gains = compiled.weights.map((weights, concept) =>
    weights.map((weight, column) =>
      compiled.patterns.reduce(
        (most, { all, weights }) =>
          all.includes(concept) ? Math.max(most, (weights[column] ?? 0) / all.length) : most,
        weight,
      ),
    ),
  );
  return { compiled, terms, gains };
}

function isWordChar(char: string | undefined): boolean {
  return char !== undefined && char !== ' ' && char !== BREAK;
}

/** Where the match of `term` at `at` ends, or -1. */
function matchEnd(text: string, at: number, term: Term): number {
  let position = at;
  for (let i = 0; i < term.parts.length; i++) {
    const part = term.parts[i] as string;
    if (i > 0) {
      while (isWordChar(text[position]) && !isUnspaced(text.charCodeAt(position))) position++;
    }
    if (!text.startsWith(part, position)) return -1;
    position += part.length;
  }
  // A term that is no stem has to end where the word ends; unspaced scripts have no such place.
  const ends =
    !isWordChar(text[position]) ||
    isUnspaced(text.charCodeAt(position)) ||
    isUnspaced(text.charCodeAt(position - 1));
  return ends ? position : -1;
}

/** Of the terms that match at `start` the one that reaches furthest, of equals the most exact. */
function longestAt(
  text: string,
  start: number,
  index: TopicIndex,
): { readonly term: Term; readonly start: number; readonly end: number } | undefined {
  let longest: Term | undefined;
  let end = -1;
  for (let length = KEY_LENGTH; length > 0; length--) {
    const bucket = index.terms.get(keyAt(text, start, length));
    if (bucket === undefined) continue;
    for (const term of bucket) {
      const reached = matchEnd(text, start, term);
      if (reached > end) {
        longest = term;
        end = reached;
      }
    }
  }
  return longest && { term: longest, start, end };
}

/**
 * All terms in `folded`, left to right, never overlapping, the longest at each place. Takes time
 * proportional to the text's length.
 */
export function findHits(folded: Folded, index: TopicIndex): Hit[] {
  const { text, from, to } = folded;
  const hits: Hit[] = [];
  let at = 0;
  let wordStart = true;
  while (at < text.length) {
    const char = text[at] as string;
    if (!isWordChar(char)) {
      wordStart = true;
      at++;
      continue;
    }
    const code = text.charCodeAt(at);
    if (wordStart || isUnspaced(code)) {
      const best =
        longestAt(text, at, index) ??
        (PARTICLES.test(char) ? longestAt(text, at + 1, index) : undefined);
      if (best) {
        hits.push({
          start: from[best.start] as number,
          end: to[best.end - 1] as number,
          concepts: best.term.concepts,
        });
        at = best.end;
        wordStart = isUnspaced(text.charCodeAt(best.end - 1));
        continue;
      }
    }
    wordStart = isUnspaced(code);
    at++;
  }
  return hits;
}
