/**
 * `npm run package` gives the same bytes wherever it runs, and its source package rebuilds all of them. Of its own in
 * `npm test`: it takes a minute, since it builds four times, and the second time learns anew what examples teach.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { sourceFiles } from '../../src/build/package/source-files.ts';
import { type Files, filesOf, readNamed } from '../../src/build/package/zip.ts';

const root = mkdtempSync(join(tmpdir(), 'backstory-package-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What another machine would have installed. `learned`: with what was learned before from the same examples. */
function linkModules(folder: string, learned: boolean): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync('node_modules')) {
    if ((name === '.cache' && !learned) || name.startsWith('.vite')) continue;
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
}

/** Packs in a folder of its own that has these files, and returns what is in release/ then, and what was said. */
async function packIn(name: string, files: Files, learned: boolean, env: NodeJS.ProcessEnv) {
  const folder = join(root, name);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  linkModules(folder, learned);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['test/run/run.mjs', 'tsx', 'test/run/package.ts'],
    { cwd: folder, env: { ...process.env, ...env } },
  );
  expect(stderr).toBe('');
  const release = join(folder, 'release');
  const made = readNamed(release, readdirSync(release).sort());
  return { stdout, made };
}

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sumsOf = (made: Files) => [...made].map(([name, bytes]) => `${sumOf(bytes)}  ${name}`);

test('the same bytes in other folders, time zones and languages, and from the source package', {
  timeout: 900_000,
}, async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = ['chromium', 'firefox', 'source'].map((kind) => `backstory-${version}-${kind}.zip`);
  const first = await packIn('a', readNamed('.', sourceFiles('.')), true, {
    TZ: 'UTC',
    LANG: 'C',
    LC_ALL: 'C',
  });
  expect([...first.made.keys()]).toEqual(['SHA256SUMS', ...names]);

  const source = first.made.get(names[2] as string) as Uint8Array;
  const second = await packIn('another folder/ü', filesOf(source), false, {
    TZ: 'Pacific/Kiritimati',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
  });
  expect(sumsOf(second.made)).toEqual(sumsOf(first.made));

  // What is said is what was made, in a few lines.
  const [, ...sums] = sumsOf(first.made);
  expect(first.stdout.trimEnd().split('\n').slice(-3)).toEqual(sums);
  expect(Buffer.from(first.made.get('SHA256SUMS') ?? []).toString()).toBe(`${sums.join('\n')}\n`);
  expect(first.stdout.split('\n').length).toBeLessThan(15);
});
