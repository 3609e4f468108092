/** Checks `assets/story/cues.json` when the extension is built. No program has it. */
import * as v from 'valibot';
import type { Cues } from '../../names/cues.ts';
import {
  described,
  faultsOf,
  INHERITED,
  isInherited,
  parseData,
  schemaReference,
} from './parse-data.ts';

const word = v.pipe(v.string(), v.minLength(1, 'is empty'), v.maxLength(100, 'is longer than 100'));
const weight = v.pipe(v.number(), v.finite('is not finite'));
const names = v.pipe(v.array(word), v.minLength(1, 'has no entry'));
const cue = v.pipe(word, v.regex(/^(?:[^*\s]+\*?(?: |$))+$/, 'has a * that does not end a word'));

const prior = v.strictObject({
  name: described(word, 'The name whose candidates it holds for.'),
  spellings: v.exactOptional(
    described(names, 'Spellings (case counts) that it holds for; without it all others.'),
  ),
  versioned: v.exactOptional(
    described(
      v.boolean(),
      'Whether a version has to stand beside the name or must not; without it both will do.',
    ),
  ),
  weight: described(weight, 'Positive speaks for the name, negative against it.'),
});

const companion = v.strictObject({
  name: described(word, 'The name whose candidates it holds for.'),
  of: described(names, 'The names whose certain mentions on the page speak for or against it.'),
  spellings: v.exactOptional(
    described(names, 'Spellings (case counts) of the candidate that it holds for; without it all.'),
  ),
  weight: described(weight, 'Positive speaks for the name, negative against it.'),
});

const formWeights = v.strictObject({
  quotedLower: described(
    weight,
    'A lower-case name stands in quotation marks or backticks: a word spoken of, or code.',
  ),
  code: described(weight, 'The name stands in backticks, whatever its case.'),
  possessive: described(weight, '`’s` follows the name.'),
  hashtag: described(weight, '`#` stands before the name.'),
  foreignScript: described(
    weight,
    'A lower-case name stands in text of another script, where it is no word of the language.',
  ),
});

const group = v.strictObject({
  id: described(
    v.pipe(
      word,
      v.check((id) => !isInherited(id), INHERITED),
    ),
    'What the words speak of ("log parsing", "the novel"). No two groups have the same.',
  ),
  names: described(names, 'The names on whose candidates the words weigh.'),
  spellings: v.exactOptional(
    described(names, 'Spellings (case counts) on which the words weigh; without it all.'),
  ),
  before: v.exactOptional(described(weight, 'Weight of a word right before the candidate.')),
  after: v.exactOptional(described(weight, 'Weight of a word right after the candidate.')),
  near: v.exactOptional(
    described(weight, 'Weight of a word within 120 UTF-16 units of the candidate.'),
  ),
  page: v.exactOptional(described(weight, 'Weight of a word anywhere on the page.')),
  words: described(
    v.record(
      v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z]+)*$/, 'is no language tag')),
      v.array(cue),
    ),
    'The words by language tag (BCP 47). A word that ends in `*` may go on.',
  ),
});

/** The shape of `cues.json`. */
export const cuesSchema = v.strictObject({
  $schema: schemaReference,
  priors: described(
    v.array(prior),
    'What a spelling says by itself. The first entry that fits a candidate counts.',
  ),
  companions: described(
    v.array(companion),
    'What the mentions of one name on the page say of the candidates of another.',
  ),
  form: described(formWeights, 'Weights of what stands around a candidate, apart from words.'),
  groups: described(
    v.pipe(
      v.array(group),
      v.check(
        (groups) => new Set(groups.map(({ id }) => id)).size === groups.length,
        'has one id twice',
      ),
    ),
    'The cues: words that speak for or against names, in groups that weigh alike.',
  ),
});

/**
 * Reads the text of a `cues.json`.
 *
 * @param file its path, for messages
 * @param nameIds the ids of `forms.json`: a cue for another name is a fault
 * @throws Error naming the file, the field and the reason
 */
export function parseCues(json: string, file: string, nameIds: readonly string[]): Cues {
  const known = new Set(nameIds);
  const cues = parseData(cuesSchema, json, file);
  const faults = [
    ...cues.priors.map(({ name }, i) => ({ field: `priors.${i}.name`, names: [name] })),
    ...cues.companions.map((companion, i) => ({
      field: `companions.${i}`,
      names: [companion.name, ...companion.of],
    })),
    ...cues.groups.map((group, i) => ({ field: `groups.${i}.names`, names: group.names })),
  ].flatMap(({ field, names }) =>
    names.filter((name) => !known.has(name)).map((name) => `${field}: unknown ${name}`),
  );
  if (faults.length > 0) throw faultsOf(file, faults);
  return cues;
}
