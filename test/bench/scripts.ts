/** What is evaluated in the pages of the bench. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';
import { readStory } from '../../src/build/story/read-story.ts';
import { bundledStory } from '../../src/build/vite/bundled-story.ts';
import { packagedFilesOf } from '../../src/build/vite/packaged-files.ts';
import type { BrowserKind } from '../harness/browsers.ts';

const ROOT = resolve(import.meta.dirname, '../..');

async function bundle(file: string): Promise<string> {
  const story = readStory(join(ROOT, 'assets/story'));
  const built = (await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    define: {
      ...bundledStory(story),
      __PACKAGED_FILES__: JSON.stringify(packagedFilesOf(story)),
    },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, file), formats: ['iife'], name: 'benchPart' },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built[0]?.output ?? [];
  if (!chunk) throw new Error(`${file} was not built`);
  return chunk.code;
}

export interface Scripts {
  readonly inPage: string;
  /** What answers in place of the background. */
  readonly worker: string;
  /** What the marks look like: to be painted is a part of what they cost. */
  readonly marks: string;
  readonly page: string;
  readonly mentions: string;
}

/** Builds the extension for a browser, and the bench's own part in the page. */
export async function buildScripts(kind: BrowserKind): Promise<Scripts> {
  await build({ root: ROOT, mode: kind });
  const read = (path: string) => readFileSync(join(ROOT, 'dist', kind, path), 'utf8');
  return {
    inPage: await bundle('in-page.ts'),
    worker: await bundle('background-worker.ts'),
    marks: read('src/frame/marks.css'),
    page: read('src/frame/frame.iife.js'),
    mentions: read('src/frame/mentions.iife.js'),
  };
}
