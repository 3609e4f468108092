/** What an evaluation runs in pages, as one script. */
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

/** Under this name pages keep what they are asked through. */
export const KEY = 'backstory.eval';

/**
 * A file of this folder with all that it imports, to be evaluated in a page. It exports `put(key)`, which
 * puts what is asked there.
 */
export async function bundleForPage(file: string): Promise<string> {
  const built = (await build({
    configFile: false,
    root: resolve(import.meta.dirname, '../..'),
    logLevel: 'warn',
    // What is ours in a part of ours is read in Chromium alone.
    define: { __FIREFOX__: 'false', __DEV__: 'false' },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, file), formats: ['iife'], name: 'part' },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built[0]?.output ?? [];
  if (!chunk) throw new Error(`${file} was not built`);
  return `{ ${chunk.code}; part.put('${KEY}'); }`;
}
