import * as v from 'valibot';

/** Why `constructor`, `__proto__` and the like name nothing: looked up in an empty object, they are there. */
export const INHERITED = 'is the name of a property that every object has';

/** Whether every object has a property of that name. */
export const isInherited = (name: string) => name in {};

/** A schema with the sentence that JSON schemas and docs/story.md tell of it. */
export const described = <Schema extends v.GenericSchema>(schema: Schema, sentence: string) =>
  v.pipe(schema, v.description(sentence));

/** The file's JSON schema, by which an editor completes and checks it; nothing of the story. */
export const schemaReference = v.exactOptional(
  described(v.string(), 'The JSON schema by which an editor completes and checks this file.'),
);

/** A key as a part of a field's path: one that is no word is written so that it can be told from the rest. */
const fieldOf = (key: string) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key));

/** An error that tells each fault ("field: reason") in a line of its own, whatever it quotes of the file. */
export function faultsOf(file: string, faults: readonly string[]): Error {
  const lines = faults.map((fault) => `${file}: ${fault.replace(/\s+/g, ' ').slice(0, MOST)}`);
  return new Error(lines.join('\n'));
}

/** Letters of a fault. */
const MOST = 400;

/** The fields, at any depth, whose key is one; a schema would pass over some of them. */
function inheritedKeys(data: unknown): string[] {
  const found: string[] = [];
  const waiting = [{ value: data, path: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const field = path === '' ? fieldOf(key) : `${path}.${fieldOf(key)}`;
      if (isInherited(key)) found.push(field);
      waiting.push({ value: inner, path: field });
    }
  }
  return found;
}

/**
 * Parses JSON and checks it against a schema.
 *
 * @param file where the text is from, for messages
 * @throws Error naming the file, and for each fault the field and the reason
 */
export function parseData<Schema extends v.GenericSchema>(
  schema: Schema,
  json: string,
  file: string,
): v.InferOutput<Schema> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw faultsOf(file, [`no JSON (${error instanceof Error ? error.message : error})`]);
  }
  const inherited = inheritedKeys(data);
  if (inherited.length > 0) {
    throw faultsOf(
      file,
      inherited.map((field) => `${field}: ${INHERITED}`),
    );
  }
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => {
    const field = issue.path?.map(({ key }) => fieldOf(String(key))).join('.') ?? '(the whole)';
    return `${field}: ${issue.message}`;
  });
  throw faultsOf(file, faults);
}
