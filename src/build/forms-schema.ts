/** Checks `assets/story/forms.json` when the extension is built. Not for the bundle. */
import * as v from 'valibot';
import type { Forms } from '../story/compile-forms.ts';
import { parseData } from './parse-data.ts';

const word = v.pipe(v.string(), v.minLength(1, 'is empty'));
const words = v.pipe(v.array(word), v.minLength(1, 'has no entry'));

/** A regular expression's source without unbounded repetition: the finder's reach is bounded. */
const pattern = v.pipe(
  word,
  v.check((source) => {
    try {
      return new RegExp(source, 'iu').source !== '';
    } catch {
      return false;
    }
  }, 'is no regular expression'),
  v.check((source) => !/(?<!\\)[*+]|,\}/.test(source), 'repeats without bound'),
);

const schema = v.strictObject({
  names: v.pipe(
    v.array(
      v.strictObject({
        id: word,
        written: v.pipe(
          v.array(
            v.pipe(v.string(), v.regex(/^[!-~]+(?:[ -][!-~]+)*$/, 'is not plain ASCII words')),
          ),
          v.minLength(1, 'has no entry'),
        ),
        certain: v.array(word),
        version: v.exactOptional(
          v.strictObject({
            number: pattern,
            certainNumber: pattern,
            certainBeside: v.array(word),
            units: words,
          }),
        ),
        endings: v.exactOptional(words),
        refusedAfter: v.exactOptional(words),
        refusedBefore: v.exactOptional(words),
        settledAfter: v.exactOptional(words),
        settledBefore: v.exactOptional(words),
        doubtedNear: v.exactOptional(words),
      }),
    ),
    v.minLength(1, 'has no entry'),
    v.check(
      (names) => new Set(names.map(({ id }) => id)).size === names.length,
      'has one id twice',
    ),
  ),
  affixes: words,
});

/**
 * Reads the text of a `forms.json`.
 *
 * @param file its path, for messages
 * @throws Error naming the file, the field and the reason
 */
export function parseForms(json: string, file: string): Forms {
  return parseData(schema, json, file);
}
