/** What the commands that show something share. */
import { execFileSync } from 'node:child_process';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';

/** The page that things are shown on unless another is asked for. */
export const SAMPLE = 'test/fixtures/news/index.html';

/** @throws {Error} of one line that names the browsers there are */
export function kindOf(name: string): BrowserKind {
  const kind = BROWSER_KINDS.find((known) => known === name);
  if (!kind) throw new Error(`--browser ${name}: must be one of ${BROWSER_KINDS.join(', ')}`);
  return kind;
}

export function build(kind: BrowserKind): void {
  execFileSync('node_modules/.bin/vite', ['build', '--mode', kind, '--logLevel', 'warn'], {
    stdio: 'inherit',
  });
}
