/** Checks `assets/story/cues.json` when the extension is built. Not for the bundle. */
import * as v from 'valibot';
import type { Cues } from '../../names/judge.ts';
import { faultsOf, INHERITED, isInherited, parseData } from './parse-data.ts';

const word = v.pipe(v.string(), v.minLength(1, 'is empty'), v.maxLength(100, 'is longer than 100'));
const weight = v.pipe(v.number(), v.finite('is not finite'));
const names = v.pipe(v.array(word), v.minLength(1, 'has no entry'));
const cue = v.pipe(word, v.regex(/^(?:[^*\s]+\*?(?: |$))+$/, 'has a * that does not end a word'));

const schema = v.strictObject({
  priors: v.array(
    v.strictObject({
      name: word,
      spellings: v.exactOptional(names),
      versioned: v.exactOptional(v.boolean()),
      weight,
    }),
  ),
  companions: v.array(
    v.strictObject({ name: word, of: names, spellings: v.exactOptional(names), weight }),
  ),
  form: v.strictObject({
    quotedLower: weight,
    code: weight,
    possessive: weight,
    hashtag: weight,
    foreignScript: weight,
  }),
  groups: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(
          word,
          v.check((id) => !isInherited(id), INHERITED),
        ),
        names,
        spellings: v.exactOptional(names),
        before: v.exactOptional(weight),
        after: v.exactOptional(weight),
        near: v.exactOptional(weight),
        page: v.exactOptional(weight),
        words: v.record(
          v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z]+)*$/, 'is no language tag')),
          v.array(cue),
        ),
      }),
    ),
    v.check(
      (groups) => new Set(groups.map(({ id }) => id)).size === groups.length,
      'has one id twice',
    ),
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
  const cues = parseData(schema, json, file);
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
