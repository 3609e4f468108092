/** Build time: checks `topics.json` before anything is made from it. */
import * as v from 'valibot';
import type { ParagraphId } from '../../story/types.ts';
import { foldTerm, splitTerms, type Topics } from './compile-topics.ts';
import { described, faultsOf, parseData, schemaReference } from './parse-data.ts';

const Name = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'is no camelCase name'));

const Language = v.pipe(
  v.string(),
  v.check((tag) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] === tag;
    } catch {
      return false;
    }
  }, 'is no BCP 47 language tag'),
);

/** A `*` is only worth its cost after three letters, and means nothing before any. */
const Term = v.pipe(
  v.string(),
  v.minLength(1, 'an empty term'),
  v.maxLength(100, ({ input }) => `“${input.slice(0, 20)}…” is longer than 100`),
  v.check(
    (term) => !/(?:^|\s)\*/.test(term),
    ({ input }) => `“${input}”: no word may begin with *`,
  ),
  v.check(
    (term) => foldTerm(term).replaceAll('*', '').length > 0,
    ({ input }) => `“${input}” has no letter`,
  ),
);

const TermList = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Map<string, string>();
    for (const term of splitTerms(dataset.value)) {
      const result = v.safeParse(Term, term);
      for (const issue of result.issues ?? []) addIssue({ message: issue.message });
      const folded = foldTerm(term);
      const same = seen.get(folded);
      if (same !== undefined) {
        addIssue({
          message: same === term ? `“${term}” stands twice` : `“${term}” is the same as “${same}”`,
        });
      }
      seen.set(folded, term);
    }
  }),
);

const Weights = v.pipe(
  v.record(v.string(), v.pipe(v.number(), v.finite())),
  v.check((weights) => Object.keys(weights).length > 0, 'has no weight'),
);

const Pattern = v.strictObject({
  all: described(
    v.pipe(v.array(Name), v.minLength(2, 'takes two concepts at least')),
    'The concepts that all have to be in sight of the mention.',
  ),
  none: v.optional(
    described(
      v.pipe(v.array(Name), v.nonEmpty('is empty: leave it out')),
      'The concepts of which none may be.',
    ),
  ),
  weights: described(Weights, 'How strongly they speak together for each paragraph.'),
});

/** The shape of `topics.json`. */
export const topicsSchema = v.strictObject({
  $schema: schemaReference,
  concepts: described(
    v.record(
      Name,
      v.pipe(
        v.record(Language, TermList),
        v.check((lists) => Object.keys(lists).length > 0, 'has no language'),
      ),
    ),
    'Ideas by name (camelCase), each with the terms that express it: language tag (BCP 47; `mul` for what is written alike everywhere) to terms set apart by commas. `*` stands for any further letters of a word. Of terms at the same place the longest counts.',
  ),
  weights: described(
    v.record(Name, Weights),
    'How strongly a concept speaks for each paragraph (`p1`, `p2`, … or `introduction`: the one that introduces the name); negative speaks against it.',
  ),
  patterns: described(
    v.array(Pattern),
    'Concepts that mean more, or something else, where they stand together.',
  ),
  subject: described(
    v.pipe(v.array(Name), v.nonEmpty('names no concept')),
    'Concepts that show that a passage is about the article’s subject at all.',
  ),
});

/**
 * Reads the text of a `topics.json` and checks it against the article's paragraphs.
 * @param file its path, for messages
 * @throws Error that lists every fault, one a line: `file: field: reason`.
 */
export function parseTopics(
  json: string,
  file: string,
  paragraphs: readonly ParagraphId[],
): Topics {
  const topics = parseData(topicsSchema, json, file);
  const faults: string[] = [];
  const targets: readonly string[] = [...paragraphs, 'introduction'];
  const used = new Set<string>();
  const concept = (name: string, field: string) => {
    used.add(name);
    if (!Object.hasOwn(topics.concepts, name)) faults.push(`${field}: unknown concept “${name}”`);
  };
  const weights = (row: object, field: string) => {
    for (const target of Object.keys(row)) {
      if (!targets.includes(target)) faults.push(`${field}: unknown paragraph “${target}”`);
    }
  };
  for (const [name, row] of Object.entries(topics.weights)) {
    concept(name, 'weights');
    weights(row, `weights.${name}`);
  }
  topics.patterns.forEach((pattern, i) => {
    for (const name of pattern.all) concept(name, `patterns.${i}.all`);
    for (const name of pattern.none ?? []) concept(name, `patterns.${i}.none`);
    weights(pattern.weights, `patterns.${i}.weights`);
  });
  for (const name of topics.subject) concept(name, 'subject');
  for (const name of Object.keys(topics.concepts)) {
    if (!used.has(name)) faults.push(`concepts.${name}: nothing refers to it`);
  }
  if (faults.length > 0) throw faultsOf(file, faults);
  return topics as Topics;
}
