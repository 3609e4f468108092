import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where results are kept: what is installed anew begins anew. */
const FOLDER = 'node_modules/.cache/backstory';

/**
 * What `make` gives, taken from the last time that it was made of the same: training takes seconds,
 * and every build and every run of the tests asks for it. The result has to be JSON.
 *
 * @param name of the result, for the file's name; what trains it is `train-NAME.ts` beside this file
 * @param inputs all that `make` reads, beside the sources of that file and of all that it imports
 */
export function cached<Result>(
  name: string,
  inputs: readonly string[],
  make: () => Result,
  folder: string = FOLDER,
): Result {
  const hash = createHash('sha256');
  const sources = sourcesOf(join(import.meta.dirname, `train-${name}.ts`));
  for (const part of [...inputs, ...sources]) hash.update(`${part.length} `).update(part);
  const file = join(folder, `${name}-${hash.digest('hex').slice(0, 24)}.json`);
  const kept = readKept(file);
  if (kept !== undefined) return kept as Result;
  const result = make();
  try {
    mkdirSync(folder, { recursive: true });
    // Written aside and then moved, so that another process never reads half a file.
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(result));
    renameSync(aside, file);
  } catch {
    // A place that cannot be written costs time, not the build.
  }
  return result;
}

function readKept(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The text of a source file and of all that it imports from the project: another model comes of others. */
function sourcesOf(entry: string): string[] {
  const texts = new Map<string, string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file) || !existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, path] of text.matchAll(/from '(\.[^']+)'/g)) {
      waiting.push(join(dirname(file), path as string));
    }
  }
  return [...texts.keys()].sort().map((file) => texts.get(file) as string);
}
