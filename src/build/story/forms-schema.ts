/** Checks `assets/story/forms.json` when the extension is built. Not for the bundle. */
import * as v from 'valibot';
import { type Forms, MAX_VERSION } from './compile-forms.ts';
import { patternSize } from './longest-match.ts';
import { described, parseData, schemaReference } from './parse-data.ts';

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

const version = v.strictObject({
  number: described(
    pattern,
    'Regular expression of a version number beside the name; `\\d` and `.` take full-width digits and stops too. It repeats nothing without bound.',
  ),
  certainNumber: described(
    pattern,
    'Regular expression of the whole version numbers that leave no doubt beside one of `certainBeside`.',
  ),
  certainBeside: described(
    v.array(word),
    'Spellings (case counts) beside which a certain number leaves no doubt.',
  ),
  units: described(
    words,
    'Words that make a number a quantity or a date where they follow it (`million`, `月`): then it is no version.',
  ),
});

const nameForms = v.strictObject({
  id: described(word, 'The name, by its `id` in story.json.'),
  written: described(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(/^[!-~]+(?: [!-~]+)*$/, 'is not plain ASCII words'),
          v.regex(/[A-Za-z\d]/, 'has no letter'),
        ),
      ),
      v.minLength(1, 'has no entry'),
    ),
    'How the name is written, in any case: a space stands for any space, a hyphen for any hyphen. Plain ASCII.',
  ),
  certain: described(
    v.array(word),
    'Spellings (case counts) that leave no doubt: they are marked at once. Each is one of `written` but for case, spaces and hyphens.',
  ),
  version: v.exactOptional(
    described(
      version,
      'How a version number beside the name looks; it becomes part of the mention.',
    ),
  ),
  endings: v.exactOptional(
    described(
      words,
      'Inflectional endings that stand directly on the name and do not belong to it.',
    ),
  ),
  refusedAfter: v.exactOptional(
    described(words, 'Words right after the name that make it another name.'),
  ),
  refusedBefore: v.exactOptional(
    described(words, 'Words right before the name that make it another name.'),
  ),
  settledAfter: v.exactOptional(
    described(
      words,
      'Words right after a capitalised name that leave no doubt that it is the name.',
    ),
  ),
  settledBefore: v.exactOptional(
    described(
      words,
      'Words right before a capitalised name that leave no doubt that it is the name.',
    ),
  ),
  doubtedNear: v.exactOptional(
    described(
      words,
      'Parts of words that make any form doubtful when they stand near it, the certain ones too.',
    ),
  ),
});

/** The shape of `forms.json`; what its fields have to be together: `check-names.ts`. */
export const formsSchema = v.strictObject({
  $schema: schemaReference,
  names: described(
    v.pipe(
      v.array(nameForms),
      v.minLength(1, 'has no entry'),
      v.check(
        (names) => new Set(names.map(({ id }) => id)).size === names.length,
        'has one id twice',
      ),
    ),
    'The forms of each name of story.json, one entry a name.',
  ),
  affixes: described(
    words,
    'Parts of ordinary hyphenated words (`-based`), that do not make an identifier of a name.',
  ),
});

/**
 * Reads the text of a `forms.json`.
 *
 * @param file its path, for messages
 * @throws Error naming the file, the field and the reason
 */
export function parseForms(json: string, file: string): Forms {
  return parseData(formsSchema, json, file);
}
