import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where results are kept: what is installed anew begins anew. */
const FOLDER = 'node_modules/.cache/backstory';

/**
 * The sources that a result of training depends on beside its examples: everything that reads features,
 * trains or packs. All of these folders, because one that is forgotten would leave an old model in place.
 */
const SOURCES = ['src/build', 'src/learn', 'src/story', 'src/terms', 'src/names', 'src/topics'];

/**
 * What `make` gives, taken from the last time that it was made of the same: training takes seconds,
 * and every build and every run of the tests asks for it. The result has to be JSON.
 *
 * @param name of the result, for the file's name
 * @param inputs all that `make` reads
 */
export function cached<Result>(
  name: string,
  inputs: readonly string[],
  make: () => Result,
  folder: string = FOLDER,
): Result {
  const hash = createHash('sha256');
  for (const part of [...inputs, ...sources()]) hash.update(`${part.length} `).update(part);
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

function sources(): string[] {
  const root = join(import.meta.dirname, '../../..');
  return SOURCES.flatMap((folder) => {
    let files: string[];
    try {
      files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    } catch {
      return [];
    }
    return files
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => readFileSync(join(root, folder, file), 'utf8'));
  });
}
