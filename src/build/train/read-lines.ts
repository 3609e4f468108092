import * as v from 'valibot';
import { faultsOf } from '../story/parse-data.ts';

/** Faults told at once; a file of another kind has one in every line. */
const MOST_FAULTS = 20;

/**
 * Reads JSON Lines (one JSON value a line, empty lines passed over) and checks each by a schema.
 *
 * @param file where the text is from, for messages
 * @throws Error that lists the first faults, one a line: `file:line: field: reason`.
 */
export function readLines<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema>[] {
  const read: v.InferOutput<Schema>[] = [];
  const faults: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (faults.length >= MOST_FAULTS) break;
    if (line.trim() === '') continue;
    const fault = (reason: string) =>
      faults.push(faultsOf(`${file}:${index + 1}`, [reason]).message);
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch (error) {
      fault(`no JSON (${error instanceof Error ? error.message : error})`);
      continue;
    }
    const result = v.safeParse(schema, data);
    if (result.success) {
      read.push(result.output);
      continue;
    }
    const [issue] = result.issues;
    fault(`${v.getDotPath(issue) ?? '(the whole)'}: ${issue.message}`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return read;
}
