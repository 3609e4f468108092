/** The workflows run what is there, and nothing of others that could change under the same name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const FOLDER = '.github/workflows';
const files = readdirSync(FOLDER);
const scripts: Readonly<Record<string, string>> = packageJson.scripts;

test('there are workflows', () => expect(files).toContain('ci.yml'));

/** The jobs of a workflow, by name: all that is set in from their key. */
function jobsOf(text: string): Map<string, string> {
  const [, jobs = ''] = text.split(/^jobs:$/m);
  const parts = jobs.split(/^ {2}([\w-]+):$/m).slice(1);
  const pairs = parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : []));
  return new Map(pairs as [string, string][]);
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');

  test('uses nothing that is not pinned by its commit', () => {
    const used = [...text.matchAll(/\buses:\s*(.*)$/gm)].map(([, what = '']) => what);
    const loose = used.filter(
      (what) =>
        !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what) &&
        !(what.startsWith('./') && existsSync(what)),
    );
    expect(loose).toEqual([]);
    expect(text).not.toMatch(/uses:\s*docker:/);
  });

  test('runs commands that there are', () => {
    const named = [...text.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const own = [...text.matchAll(/run: (\.ci\/\w+)$/gm)].map(([, path = '']) => path);
    expect(own.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('may read alone, unless a job says otherwise, and ends some time', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
    const jobs = jobsOf(text);
    expect(jobs.size).toBeGreaterThan(0);
    for (const [name, job] of jobs) {
      const isAnother = /^ {4}uses: \.\//m.test(job);
      if (!isAnother) expect(job, name).toMatch(/^ {4}timeout-minutes: \d+$/m);
    }
  });

  test('takes nothing that others write into a command', () => {
    const commands = [...text.matchAll(/run: (.*(?:\n {10}.*)*)/g)].map(([, run = '']) => run);
    expect(commands.length + [...text.matchAll(/uses: \.\//g)].length).toBeGreaterThan(0);
    expect(commands.filter((run) => run.includes('${{'))).toEqual([]);
  });

  test('names no host', () => expect(text).not.toMatch(/https?:|\bregistry\b/));
});

test('updates come once a week, in one change for all', () => {
  const text = readFileSync('.github/dependabot.yml', 'utf8');
  expect(text).not.toMatch(/https?:|\bregistry/);
  const updates = text.split('- package-ecosystem: ').slice(1);
  expect(updates.map((update) => update.split('\n')[0])).toEqual(['npm', 'github-actions']);
  for (const update of updates) {
    expect(update).toMatch(/interval: weekly/);
    expect(update).toMatch(/patterns: \['\*'\]/);
  }
});
