/** Checks `assets/story/forms.json` when the extension is built. Not for the bundle. */
import * as v from 'valibot';
import { type Forms, MAX_VERSION } from './compile-forms.ts';
import { patternSize } from './longest-match.ts';
import { parseData } from './parse-data.ts';

const word = v.pipe(v.string(), v.minLength(1, 'is empty'), v.maxLength(100, 'is longer than 100'));
const words = v.pipe(v.array(word), v.minLength(1, 'has no entry'));

/** A regular expression's source without unbounded repetition: the finder's reach is bounded. */
const pattern = v.pipe(
  v.string(),
  v.minLength(1, 'is empty'),
  v.maxLength(1_000, 'is longer than 1000'),
  v.check((source) => {
    try {
      return new RegExp(source, 'iu').source !== '';
    } catch {
      return false;
    }
  }, 'is no regular expression'),
  v.check(
    (source) => patternSize(source).longest < Number.POSITIVE_INFINITY,
    'repeats without bound',
  ),
  v.check((source) => {
    const { longest } = patternSize(source);
    return longest <= MAX_VERSION || longest === Number.POSITIVE_INFINITY;
  }, `matches more than ${MAX_VERSION} letters`),
  v.check((source) => !patternSize(source).isOpen, 'has a | outside of ( )'),
  v.check((source) => !matchesNothing(source), 'matches where nothing stands'),
);

/** Of what is no regular expression this is not the fault to be told. */
function matchesNothing(source: string): boolean {
  try {
    return new RegExp(`^(?:${source})$`, 'iu').test('');
  } catch {
    return false;
  }
}

const schema = v.strictObject({
  names: v.pipe(
    v.array(
      v.strictObject({
        id: word,
        written: v.pipe(
          v.array(
            v.pipe(
              v.string(),
              v.regex(/^[!-~]+(?: [!-~]+)*$/, 'is not plain ASCII words'),
              v.regex(/[a-z\d]/i, 'has no letter'),
            ),
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
