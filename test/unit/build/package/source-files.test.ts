import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceFiles } from '../../../../src/build/package/source-files.ts';

const KEPT = ['.gitignore', 'package.json', 'src/a.ts', 'src/new.ts', 'test/bench/b.ts'];
const IGNORED = ['node_modules/p/index.js', 'test/bench/node_modules/q.js', 'dist/a.js'];

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backstory-sources-'));
  for (const path of [...KEPT, ...IGNORED]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path === '.gitignore' ? 'node_modules/\ndist/\n' : path);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

test('without git they are all that is not to be ignored', () => {
  expect(sourceFiles(root)).toEqual(KEPT);
});

test('with git they are the same, those that are not in it yet included, deleted ones not', () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root });
  writeFileSync(join(root, 'src/gone.ts'), '');
  git('init', '--quiet');
  git('add', 'src/a.ts', 'src/gone.ts', 'package.json');
  rmSync(join(root, 'src/gone.ts'));
  expect(sourceFiles(root)).toEqual(KEPT);
});
