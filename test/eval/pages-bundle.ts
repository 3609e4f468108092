/** The part of `eval:pages` that runs in pages, as one script. */
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

/** Under this name pages keep what they are asked through. */
export const KEY = 'backstory.eval';

/** Evaluated at the start of each document, before the page's own scripts. */
export async function bundleForPage(): Promise<string> {
  const built = (await build({
    configFile: false,
    root: resolve(import.meta.dirname, '../..'),
    logLevel: 'warn',
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, 'pages-in-page.ts'),
        formats: ['iife'],
        name: 'pagesInPage',
      },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built[0]?.output ?? [];
  if (!chunk) throw new Error('The part for the page was not built');
  return `{ ${chunk.code}; pagesInPage.put('${KEY}'); }`;
}
