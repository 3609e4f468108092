/** Finds the concepts of compiled topics in folded text. */
import { type CompiledTopics, unpackTerms } from './compile-topics.ts';
import { BREAK, type Folded, isUnspaced } from './fold.ts';

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
  /** Every term by its first characters, at most {@link KEY_LENGTH}. */
  readonly terms: ReadonlyMap<string, readonly Term[]>;
}

interface Term {
  /** What stands before, between and behind the `*`. */
  readonly parts: readonly string[];
  readonly concepts: number[];
}

const KEY_LENGTH = 3;

/** Single letters that Arabic and Hebrew write onto the front of a word (and, in, to, as …). */
const PARTICLES = /[وفبلكسهומבכלשה]/;

/** Indexes compiled topics. Costs a millisecond or two: do it once per page, not per mention. */
export function indexTopics(compiled: CompiledTopics): TopicIndex {
  const byText = new Map<string, Term>();
  const terms = new Map<string, Term[]>();
  for (const [text, concept] of unpackTerms(compiled)) {
    const known = byText.get(text);
    if (known) {
      known.concepts.push(concept);
      continue;
    }
    const term = { parts: text.split('*'), concepts: [concept] };
    byText.set(text, term);
    const key = text.slice(0, Math.min(KEY_LENGTH, (term.parts[0] as string).length));
    const bucket = terms.get(key);
    if (bucket) bucket.push(term);
    else terms.set(key, [term]);
  }
  return { compiled, terms };
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
      let best: Term | undefined;
      let bestStart = at;
      let bestEnd = -1;
      const tryAt = (start: number) => {
        for (let length = KEY_LENGTH; length > 0; length--) {
          for (const term of index.terms.get(text.slice(start, start + length)) ?? []) {
            const end = matchEnd(text, start, term);
            if (end > bestEnd) {
              best = term;
              bestStart = start;
              bestEnd = end;
            }
          }
        }
      };
      tryAt(at);
      if (best === undefined && code >= 0x05d0 && code <= 0x06ff && PARTICLES.test(char)) {
        tryAt(at + 1);
      }
      if (best) {
        hits.push({
          start: from[bestStart] as number,
          end: to[bestEnd - 1] as number,
          concepts: best.concepts,
        });
        at = bestEnd;
        wordStart = isUnspaced(text.charCodeAt(bestEnd - 1));
        continue;
      }
    }
    wordStart = isUnspaced(code);
    at++;
  }
  return hits;
}
