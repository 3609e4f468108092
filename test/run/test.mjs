/**
 * `npm test`: everything there is to check, from a fresh clone on. See `HELP`. Ends with the line "N passed, N failed";
 * each check that is no vitest test counts as one.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, end, heading, Refusal, ROOT, run } from './bootstrap.mjs';

const HELP = `npm test [-- OPTION … FILE …]

Without a file or a name: types, lint and format, what nothing uses, the builds, all tests, the add-on's rules.
With some: the tests alone that are in these files, or are called like that.

  FILE …              test files, or a part of their paths: test/e2e/card, frame/engine
  -t, --name REGEXP   tests whose names match
  --project NAME      only of unit, browser, built or e2e; may stand more than once
  --no-install        downloads nothing: says what is missing
  --help              this

CHROME_PATH and FIREFOX_PATH name the browsers where they are in none of the usual places.

  npm run test:unit   the tests that need no browser, in half a minute
  npm run test:tools  the tools' own tests, which take minutes`;

const PROJECTS = ['unit', 'browser', 'built', 'e2e'];
const RESULTS = join(ROOT, 'dist', 'test', 'results.json');

/** Name, program, arguments. */
const BEFORE = [
  ['Types', 'tsc', ['-p', '.']],
  ['Lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  ['What nothing uses', 'knip', ['--no-progress']],
  ['Build for Chromium', 'vite', ['build', '--mode', 'chromium']],
  ['Build for Firefox', 'vite', ['build', '--mode', 'firefox']],
];
const AFTER = [
  ['Firefox add-on rules', 'node', ['test/run/lint-addon.mjs']],
  // Not among the tests: it builds four times, and nothing else should be measured meanwhile.
  ['Packages, byte for byte', 'vitest', ['run', '--project=tools', 'test/tools/package.test.ts']],
];

let passed = 0;
const failures = [];

function check([name, program, args]) {
  heading(`${name}: ${program} ${args.join(' ')}`);
  if (run(program, args)) passed++;
  else failures.push(name);
}

function runTests(projects, chosen) {
  const args = [...projects.map((project) => `--project=${project}`), ...chosen];
  heading(`Tests: vitest run ${args.join(' ')}`);
  rmSync(RESULTS, { force: true });
  const succeeded = run('vitest', [
    'run',
    ...args,
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
  // Those that a name leaves out are skipped, too: nobody wants to read them.
  if (skipped.length > 0 && chosen.length === 0) {
    console.log(`${skipped.length} skipped:\n${skipped.map((title) => `  ${title}`).join('\n')}`);
  }
}

function optionsOf(args) {
  const options = {
    name: { type: 'string', short: 't' },
    project: { type: 'string', multiple: true, default: [] },
    'no-install': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  };
  try {
    const { values, positionals: files } = parseArgs({ args, options, allowPositionals: true });
    const unknown = values.project.find((project) => !PROJECTS.includes(project));
    if (unknown) throw new Error(`--project ${unknown}: one of ${PROJECTS.join(', ')}`);
    return { ...values, files };
  } catch (error) {
    throw new Refusal(`${error.message}\n\n${HELP}`);
  }
}

try {
  const {
    files,
    name,
    project,
    help,
    'no-install': staysOffline,
  } = optionsOf(process.argv.slice(2));
  if (help) {
    console.log(HELP);
    process.exit();
  }
  bootstrap(!staysOffline);
  const chosen = [...files, ...(name ? ['-t', name] : [])];
  const isAll = chosen.length === 0 && project.length === 0;
  if (isAll) for (const step of BEFORE) check(step);
  runTests(project.length > 0 ? project : PROJECTS, chosen);
  if (isAll) for (const step of AFTER) check(step);
} catch (error) {
  end(error);
}
if (passed === 0 && failures.length === 0) failures.push('no test is there, or called like that');
heading('Result');
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
