/** What the commands that show or measure something share: builds, and which builds are stale. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { builtExtension } from '../harness/launch.ts';
import { commandOf } from './machine.mjs';

/** The page that things are shown on unless another is asked for. */
export const SAMPLE = 'test/fixtures/news/index.html';

/** Files and folders that a build is made of. */
const SOURCES = ['src', 'assets', 'manifest.json', 'package.json', 'vite.config.ts'];

/** @throws {Error} of one line that names the browsers there are */
export function kindOf(name: string): BrowserKind {
  const kind = BROWSER_KINDS.find((known) => known === name);
  if (!kind) throw new Error(`--browser ${name}: must be one of ${BROWSER_KINDS.join(', ')}`);
  return kind;
}

export interface BuildOptions {
  /** Default: where the tests look for it. */
  readonly folder?: string;
  /** Readable, with source maps, and telling of what was passed over. */
  readonly isDev?: boolean;
  /** The folder of another story; default: the project's own. */
  readonly story?: string;
}

/** Builds the extension for one browser; says nothing unless something is wrong. */
export function build(
  kind: BrowserKind,
  { folder, isDev = false, story }: BuildOptions = {},
): void {
  const vite = commandOf('vite', resolve());
  execFileSync(vite.file, [...vite.args, 'build', '--mode', kind], {
    stdio: 'inherit',
    env: {
      ...process.env,
      // A test runner sets another, and what it built would not be what ships.
      NODE_ENV: 'production',
      ...(folder ? { BACKSTORY_OUT: folder } : {}),
      ...(isDev ? { BACKSTORY_DEV: '1' } : {}),
      ...(story ? { BACKSTORY_STORY: story } : {}),
    },
  });
}

/** A folder of its own for what is shown: tests that run meanwhile keep theirs. */
export const shownFolder = (kind: BrowserKind): string => join('dist', 'show', kind);

/** The same of what is built for those who work on it. */
export const devFolder = (kind: BrowserKind): string => resolve('dist', 'dev', kind);

/** When what a build is made of last changed, milliseconds since the epoch, and how many files it is. */
export function sourceState(): { readonly changedMs: number; readonly files: number } {
  let changedMs = 0;
  let files = 0;
  for (const source of SOURCES) {
    const isFolder = statSync(source).isDirectory();
    const names = isFolder ? readdirSync(source, { recursive: true, encoding: 'utf8' }) : [''];
    // A folder's own time tells of files that went.
    for (const path of [source, ...names.map((name) => join(source, name))]) {
      changedMs = Math.max(changedMs, statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    }
    files += names.length;
  }
  return { changedMs, files };
}

/** Builds where a source has changed since the last build, or there is none. */
export function buildIfStale(kind: BrowserKind): void {
  const manifest = statSync(join(builtExtension(kind), 'manifest.json'), { throwIfNoEntry: false });
  if (manifest && manifest.mtimeMs > sourceState().changedMs) return;
  console.log(`Building for ${kind}: what is built is older than the sources`);
  build(kind);
}
