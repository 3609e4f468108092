import * as v from 'valibot';

/** Why `constructor`, `__proto__` and the like name nothing: looked up in an empty object, they are there. */
export const INHERITED = 'is the name of a property that every object has';

/** Whether every object has a property of that name. */
export const isInherited = (name: string) => name in {};

/** The fields, at any depth, whose key is one; a schema would pass over some of them. */
function inheritedKeys(data: unknown): string[] {
  const found: string[] = [];
  const waiting = [{ value: data, path: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const field = path === '' ? key : `${path}.${key}`;
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
    // V8 quotes a piece of the file, with its line ends.
    const reason = String(error instanceof Error ? error.message : error).replace(/\s+/g, ' ');
    throw new Error(`${file}: no JSON (${reason})`);
  }
  const inherited = inheritedKeys(data);
  if (inherited.length > 0) {
    throw new Error(inherited.map((field) => `${file}: ${field}: ${INHERITED}`).join('\n'));
  }
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => {
    const field = v.getDotPath(issue) ?? '(the whole)';
    return `${file}: ${field}: ${issue.message}`;
  });
  throw new Error(faults.join('\n'));
}
