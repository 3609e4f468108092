/** The files of src, for tests about the code itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

interface Source {
  /** From the root of the project. */
  readonly file: string;
  readonly text: string;
}

/** All of TypeScript. */
export const sources: readonly Source[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file: join('src', file), text: readFileSync(join('src', file), 'utf8') }));

/** The files of src that a file imports from, types included; without those it only takes the path of (`?script`). */
export function importsOf({ file, text }: Source): string[] {
  return [...text.matchAll(/from '(\.{1,2}\/[^'?]+)(\?[^']*)?'/g)]
    .filter(([, , query]) => query === undefined)
    .map(([, path = '']) => normalize(join(dirname(file), path)))
    .filter((path) => path.startsWith('src/'));
}
