/** Checks `assets/story/story.json` when the extension is built. No program has it. */
import * as v from 'valibot';
import { MAX_NAMES } from '../../story/limits.ts';
import type { ParagraphId } from '../../story/types.ts';
import { described, INHERITED, isInherited, schemaReference } from './parse-data.ts';

/** Something to read: what shows nothing, and asterisks alone, are none. */
export const hasText = (text: string) => /[\p{L}\p{N}]/u.test(text);

const text = v.pipe(v.string(), v.trim(), v.check(hasText, 'is empty'));
const paragraphId = v.pipe(
  described(
    v.string(),
    'The paragraph that says who or what this is: shown when the page gives no better reason.',
  ),
  v.regex(/^p[1-9]\d*$/, 'is no paragraph id (p1, p2, …)'),
  v.transform((id) => id as ParagraphId),
);

const edition = v.strictObject({
  lang: described(
    v.pipe(text, v.check(isLanguageTag, 'is no language tag (BCP 47)')),
    'The language of the edition (BCP 47), set as `lang` wherever its text is shown.',
  ),
  file: described(
    v.pipe(text, v.regex(/^[\w.-]{1,100}$/, 'is no plain file name')),
    'The file with its text, in the same folder.',
  ),
  kind: described(
    v.picklist(['original', 'translation']),
    'Whether it is the original or a translation, which the card says.',
  ),
  titles: described(
    v.array(text),
    'A short title for each paragraph, in the order of the article, in the language of the edition.',
  ),
  names: described(
    v.record(v.string(), text),
    'By the id of each name: who or what it is, in a few words of that language and as the article has it.',
  ),
});

const name = v.strictObject({
  id: described(
    v.pipe(
      text,
      v.regex(/^[a-z][a-z0-9-]*$/, 'is no id (lower-case letters and digits)'),
      v.check((id) => !isInherited(id), INHERITED),
    ),
    'What the other files call the name. It is stored in settings: do not change it later.',
  ),
  label: described(text, 'How the name is written in the interface.'),
  introducedIn: paragraphId,
});

/** The shape of `story.json`; whether the article has what it tells of: `read-story.ts`. */
export const storySchema = v.strictObject({
  $schema: schemaReference,
  asOf: described(
    v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no year and month (2024-03)')),
    'The year and month that the article tells of (`2024-03`); the card says so.',
  ),
  editions: described(
    v.pipe(
      v.array(edition),
      v.minLength(1, 'names no edition'),
      v.check((editions) => editions[0]?.kind === 'original', 'must begin with the original'),
      v.check(
        (editions) => editions.filter(({ kind }) => kind === 'original').length === 1,
        'must have one original',
      ),
      v.check((editions) => isUnique(editions.map(({ lang }) => lang)), 'has a language twice'),
    ),
    'The article in each language, the original first.',
  ),
  names: described(
    v.pipe(
      v.array(name),
      v.minLength(1, 'names no name'),
      v.check((names) => isUnique(names.map(({ id }) => id)), 'has an id twice'),
      v.maxLength(MAX_NAMES, ({ received }) => `has ${received} names, ${MAX_NAMES} are the most`),
    ),
    'The names that the article tells of, in the order in which the interface lists them.',
  ),
});

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

function isUnique(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}
