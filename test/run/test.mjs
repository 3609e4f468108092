/**
 * `npm test`: everything there is to check, from a fresh clone on. `--no-install`: downloads nothing.
 * Ends with the line "N passed, N failed"; each check that is no vitest test counts as one.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, end, heading, ROOT, run } from './bootstrap.mjs';

const RESULTS = join(ROOT, 'dist', 'test', 'results.json');

/** Name, program, arguments. */
const BEFORE = [
  ['Types', 'tsc', ['-p', '.']],
  ['Lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  ['Build for Chromium', 'vite', ['build', '--mode', 'chromium']],
  ['Build for Firefox', 'vite', ['build', '--mode', 'firefox']],
];
const AFTER = [['Firefox add-on rules', 'node', ['test/run/lint-addon.mjs']]];

let passed = 0;
const failures = [];

function check([name, program, args]) {
  heading(`${name}: ${program} ${args.join(' ')}`);
  if (run(program, args)) passed++;
  else failures.push(name);
}

function runTests() {
  heading('Tests: vitest run');
  rmSync(RESULTS, { force: true });
  const succeeded = run('vitest', [
    'run',
    ...['unit', 'browser', 'e2e'].map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${RESULTS}`,
  ]);
  let files;
  try {
    files = JSON.parse(readFileSync(RESULTS, 'utf8')).testResults;
  } catch {
    failures.push('vitest left no results');
    return;
  }
  const before = failures.length;
  const skipped = [];
  for (const { name, status, assertionResults } of files) {
    const file = name.slice(ROOT.length + 1);
    for (const test of assertionResults) {
      const title = `${file} > ${test.fullName}`;
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') failures.push(title);
      else skipped.push(title);
    }
    const hasFailedTest = assertionResults.some((test) => test.status === 'failed');
    if (status === 'failed' && !hasFailedTest) failures.push(`${file} (could not run)`);
  }
  // An error outside of any test, or no test at all.
  if (!succeeded && failures.length === before) failures.push('vitest');
  if (skipped.length > 0) {
    console.log(`${skipped.length} skipped:\n${skipped.map((title) => `  ${title}`).join('\n')}`);
  }
}

try {
  bootstrap(!process.argv.includes('--no-install'));
  for (const step of BEFORE) check(step);
  runTests();
  for (const step of AFTER) check(step);
} catch (error) {
  end(error);
}
heading('Result');
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
