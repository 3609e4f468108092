/** Build time: the topics as people write them, made small and quick to load. */

import type { ParagraphId } from '../../story/types.ts';
import { fold } from '../../terms/fold.ts';
import type { CompiledTopics, Target } from '../../topics/compiled.ts';

type Weights = Readonly<Partial<Record<Target, number>>>;

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
    terms: entries,
    weights: names.map((name) => row(topics.weights[name] ?? {})),
    patterns: topics.patterns.map(({ all, none = [], weights }) => ({
      all: numbers(all),
      none: numbers(none),
      weights: row(weights),
    })),
    subject: numbers(topics.subject),
  };
}
