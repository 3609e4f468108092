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

/** {@link Topics} ready to ship: JSON, terms folded and freed of what others cover. */
export interface CompiledTopics {
  readonly targets: readonly Target[];
  /** Per concept, terms joined by `|`. Concepts are numbered by their place here. */
  readonly terms: readonly string[];
  /** Per concept, weights in the order of `targets`. */
  readonly weights: readonly (readonly number[])[];
  readonly patterns: readonly {
    readonly all: readonly number[];
    readonly none: readonly number[];
    readonly weights: readonly number[];
  }[];
  readonly subject: readonly number[];
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

/**
 * Compiles checked topics. `paragraphs` are the article's, in order: every one becomes a target
 * even if no weight names it.
 */
export function compileTopics(topics: Topics, paragraphs: readonly ParagraphId[]): CompiledTopics {
  const targets: readonly Target[] = [...paragraphs, 'introduction'];
  const names = Object.keys(topics.concepts);
  const numbers = (list: readonly string[]) => list.map((name) => names.indexOf(name));
  const row = (weights: Weights) => targets.map((target) => weights[target] ?? 0);
  return {
    targets,
    terms: names.map((name) => {
      const lists = Object.values(topics.concepts[name] ?? {});
      const terms = [...new Set(lists.flatMap(splitTerms).map(foldTerm))].sort();
      const stems = terms.filter((term) => term.indexOf('*') === term.length - 1);
      const covered = (term: string) =>
        stems.some((stem) => stem !== term && term.startsWith(stem.slice(0, -1)));
      return terms.filter((term) => !covered(term)).join('|');
    }),
    weights: names.map((name) => row(topics.weights[name] ?? {})),
    patterns: topics.patterns.map(({ all, none = [], weights }) => ({
      all: numbers(all),
      none: numbers(none),
      weights: row(weights),
    })),
    subject: numbers(topics.subject),
  };
}
