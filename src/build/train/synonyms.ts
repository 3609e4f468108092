/** Build time: words that mean the same in many languages, which lend each other what examples say of one. */
import * as v from 'valibot';
import { fold } from '../../terms/fold.ts';
import { hashOfTerm } from '../../topics/word-features.ts';
import { parseData } from '../story/parse-data.ts';

/** One list for each idea: BCP 47 tag to beginnings of words, set apart by commas. */
export type Synonyms = Readonly<Record<string, Readonly<Record<string, string>>>>;

const Schema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'is no camelCase name')),
  v.pipe(
    v.record(
      v.string(),
      v.pipe(
        v.string(),
        v.check(
          (list) => list.split(',').every((term) => /\p{L}|\p{N}/u.test(term)),
          'has a term without letters',
        ),
      ),
    ),
    v.check((lists) => Object.keys(lists).length > 0, 'has no language'),
  ),
);

/**
 * Reads `synonyms.json`.
 * @throws Error naming the file, the field and the reason
 */
export function parseSynonyms(json: string, file: string): Synonyms {
  return parseData(Schema, json, file);
}

/** The hashes of the features that each idea's terms have, by the number of the idea. */
export function hashesOfSynonyms(synonyms: Synonyms): number[][] {
  return Object.values(synonyms).map((lists) => {
    const terms = Object.values(lists).flatMap((list) => list.split(','));
    const hashes = terms.map((term) => hashOfTerm(fold(term).text.replaceAll('.', ' ').trim()));
    return [...new Set(hashes.filter((hash) => hash !== undefined))];
  });
}
