/**
 * Opens a folder of saved pages with and without Backstory, and tells what differs.
 *
 *     npm run -s eval:pages -- DIR [--browser chromium|firefox] [--only NAME] [--resume] [--no-build]
 *
 * Nothing leaves the machine. What each page showed is kept in dist/eval-pages-BROWSER.json; `--resume`
 * takes from there the pages without a fault and opens the others. The last line printed is the sums.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtExtension } from '../harness/launch.ts';
import { build, kindOf } from '../run/build.ts';
import { COLUMNS, hasFaults, type PageResult } from './pages-compare.ts';
import type { Fault } from './pages-in-page.ts';
import { servePages } from './pages-server.ts';
import { Visitor } from './pages-visit.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string', default: 'chromium' },
    only: { type: 'string' },
    resume: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    /** For the tool's own test: damage to do, and another file to keep the results in. */
    plant: { type: 'string' },
    kept: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error('Usage: npm run -s eval:pages -- DIR [--browser firefox] [--only NAME] [--resume]');
  process.exit(2);
}
const kind = kindOf(values.browser);
const { only = '' } = values;
const damage = (values.plant?.split(',') ?? []) as Fault[];
const keptIn = values.kept ?? join('dist', `eval-pages-${kind}.json`);

function kept(): Map<string, PageResult> {
  if (!values.resume || !existsSync(keptIn)) return new Map();
  const all = JSON.parse(readFileSync(keptIn, 'utf8')) as readonly PageResult[];
  return new Map(all.filter((result) => !hasFaults(result)).map((result) => [result.name, result]));
}

function keep(results: Iterable<PageResult>): void {
  mkdirSync(dirname(keptIn), { recursive: true });
  // At one go: an interruption leaves the old one whole.
  writeFileSync(`${keptIn}.new`, `${JSON.stringify([...results], null, 1)}\n`);
  renameSync(`${keptIn}.new`, keptIn);
}

function tell(number: string, result: PageResult): void {
  const { name, faults, unstable, wanted, painted } = result;
  const state = hasFaults(result) ? 'FAILED' : 'ok';
  console.log(`${number} ${state} ${name}: ${painted} painted, ${wanted} certain`);
  for (const [column, list] of Object.entries(faults)) {
    for (const fault of list) console.log(`    ${column}: ${fault}`);
  }
  for (const reason of unstable) console.log(`    unstable ${reason}`);
}

if (!values['no-build']) build(kind);
const server = await servePages(resolve(folder));
const visitor = await Visitor.create({ kind, extensionDir: builtExtension(kind) });
const results = kept();
try {
  const names = server.names.filter((name) => name.includes(only));
  for (const name of [...results.keys()]) if (!names.includes(name)) results.delete(name);
  for (const [index, name] of names.entries()) {
    if (results.has(name)) continue;
    const result = await visitor.visit(name, server.addressOf(name), damage);
    results.set(name, result);
    if (only === '') keep(results.values());
    tell(`${index + 1}/${names.length}`, result);
  }
} finally {
  await visitor.close();
  await server.close();
}

const all = [...results.values()];
const unstable = all.filter((result) => result.unstable.length > 0);
if (unstable.length > 0) {
  console.log(`unstable, so compared in part only: ${unstable.map(({ name }) => name).join(', ')}`);
}
const sum = (column: (typeof COLUMNS)[number]) =>
  all.reduce((total, { faults }) => total + faults[column].length, 0);
if (only === '') console.log(`Everything is in ${keptIn}`);
console.log(
  JSON.stringify({
    pages: all.length,
    ...Object.fromEntries(COLUMNS.map((column) => [column, sum(column)])),
    failed: all.filter(hasFaults).map(({ name }) => name),
  }),
);
// A tab that hangs may hold a connection open.
process.exit(0);
