import * as v from 'valibot';

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
    throw new Error(`${file}: no JSON (${error instanceof Error ? error.message : error})`);
  }
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => {
    const field = v.getDotPath(issue) ?? '(the whole)';
    return `${file}: ${field}: ${issue.message}`;
  });
  throw new Error(faults.join('\n'));
}
