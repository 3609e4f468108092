/** Build time: the topics as people write them, made small and quick to load. */
import { fold } from './fold.ts';
import type { ParagraphId } from './types.ts';

/** Evidence for the paragraph that introduces the name at hand, whichever that is. */
export type Target = ParagraphId | 'introduction';

export type Weights = Readonly<Partial<Record<Target, number>>>;

/**
 * What each paragraph is about, in many languages.
 *
 * A concept is one idea with the terms that express it: BCP 47 tag (`mul` for what is written alike
 * everywhere) to terms set apart by commas. `*` stands for any further letters of a word
 * (`chemical weapon*`). Scripts without spaces match anywhere in a text. Of terms that match at the
 * same place the longest wins, so `common sense` can be kept from counting as `common`.
 */
export interface Topics {
  readonly concepts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How strongly a concept speaks for each paragraph; negative speaks against it. */
  readonly weights: Readonly<Record<string, Weights>>;
  /** Concepts that mean more together: all of `all` and none of `none` in sight of the mention. */
  readonly patterns: readonly {
    readonly all: readonly string[];
    readonly none?: readonly string[];
    readonly weights: Weights;
  }[];
  /** Concepts that show a passage is about the article's subject at all. */
  readonly subject: readonly string[];
}

/** {@link Topics} ready to ship: JSON, terms folded, sorted and freed of what others cover. */
export interface CompiledTopics {
  readonly targets: readonly Target[];
  /** Every term of every concept, sorted and front coded: see {@link unpackTerms}. */
  readonly terms: string;
  /** The concept of each of `terms`, one character each. */
  readonly concepts: string;
  /** Per concept, weights in the order of `targets`. Concepts are numbered by their place here. */
  readonly weights: readonly (readonly number[])[];
  readonly patterns: readonly {
    readonly all: readonly number[];
    readonly none: readonly number[];
    readonly weights: readonly number[];
  }[];
  readonly subject: readonly number[];
}

/*
 * A front-coded term is a capital, which folded text has none of, then what it does not share with
 * the term before it. The capital says how many characters are shared, and whether a `*` ends the
 * term: A to M stand for 0 to 12 and a stem, N to Z for the same and a whole word. A concept that is
 * the same as the one before is a space. Saves a sixth after gzip.
 */
const MOST_SHARED = 12;
const STEM = 65;
const WORD = STEM + MOST_SHARED + 1;
const FIRST_CONCEPT = 48;
const SAME = ' ';

function packTerms(entries: readonly (readonly [term: string, concept: number])[]) {
  let before = '';
  let conceptBefore = -1;
  let terms = '';
  let concepts = '';
  for (const [term, concept] of entries) {
    const isStem = term.endsWith('*');
    const text = isStem ? term.slice(0, -1) : term;
    let shared = 0;
    while (shared < MOST_SHARED && shared < text.length && text[shared] === before[shared]) {
      shared++;
    }
    terms += String.fromCharCode((isStem ? STEM : WORD) + shared) + text.slice(shared);
    concepts += concept === conceptBefore ? SAME : String.fromCharCode(FIRST_CONCEPT + concept);
    before = text;
    conceptBefore = concept;
  }
  return { terms, concepts };
}

/** Each compiled term with the number of its concept, sorted by term. */
export function* unpackTerms({
  terms,
  concepts,
}: Pick<CompiledTopics, 'terms' | 'concepts'>): Generator<[term: string, concept: number]> {
  let text = '';
  let concept = -1;
  let i = 0;
  for (const [, capital, rest] of terms.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const code = (capital as string).charCodeAt(0);
    const isStem = code < WORD;
    text = text.slice(0, code - (isStem ? STEM : WORD)) + rest;
    if (concepts[i] !== SAME) concept = concepts.charCodeAt(i) - FIRST_CONCEPT;
    i++;
    yield [isStem ? `${text}*` : text, concept];
  }
}

/** Terms of one authored list. */
export function splitTerms(list: string): string[] {
  return list.split(',').map((term) => term.trim());
}

/** A term in folded form; its `*` stay. */
export function foldTerm(term: string): string {
  return term
    .split('*')
    .map((part) => fold(part).text)
    .join('*')
    .trim();
}

/** Drops doubles, and terms that begin like a stem of the same concept: they find nothing more. */
function withoutCovered(terms: readonly string[]): string[] {
  const unique = [...new Set(terms)];
  const stems = unique.filter((term) => term.indexOf('*') === term.length - 1);
  return unique.filter(
    (term) => !stems.some((stem) => stem !== term && term.startsWith(stem.slice(0, -1))),
  );
}

/**
 * Compiles checked topics. `paragraphs` are the article's, in order: every one becomes a target
 * even if no weight names it.
 */
export function compileTopics(topics: Topics, paragraphs: readonly ParagraphId[]): CompiledTopics {
  const targets: readonly Target[] = [...paragraphs, 'introduction'];
  const names = Object.keys(topics.concepts);
  const numbers = (list: readonly string[]) => list.map((name) => names.indexOf(name));
  const row = (weights: Weights) => targets.map((target) => weights[target] ?? 0);
  const entries = names.flatMap((name, concept) => {
    const lists = Object.values(topics.concepts[name] ?? {});
    return withoutCovered(lists.flatMap(splitTerms).map(foldTerm)).map(
      (term) => [term, concept] as const,
    );
  });
  entries.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
  return {
    targets,
    ...packTerms(entries),
    weights: names.map((name) => row(topics.weights[name] ?? {})),
    patterns: topics.patterns.map(({ all, none = [], weights }) => ({
      all: numbers(all),
      none: numbers(none),
      weights: row(weights),
    })),
    subject: numbers(topics.subject),
  };
}
