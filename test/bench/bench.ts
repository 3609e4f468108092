/**
 * What marking costs, beside other highlighters and beside the least that it could cost.
 *
 *   npm run -s bench -- [--browser firefox] [--rounds 7] [--only WORKLOAD,…]
 *     [--contenders CONTENDER,…] [--json] [--write]
 *
 * Each run has a fresh page in a fresh process; contenders take turns. The engine is the built
 * content script itself, in the page's own world, with a stub of the extension's API: see
 * `contenders/backstory.ts`. With `--json` the last line is an array of rows; with `--write` the tables go into
 * docs/performance.md, in the place of the browser's former ones.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { serve } from '../harness/serve.ts';
import { launchBrowser } from '../harness/start-browser.ts';
import { CALLS, WORKER_PATH } from './contenders/about.ts';
import type { Bench } from './in-page.ts';
import { inFreshPage, runOnce } from './run-once.ts';
import { buildScripts, type Scripts } from './scripts.ts';
import { median, metricTable, type Row, targetTable } from './table.ts';
import { type Workload, workloads } from './workloads.ts';
import { writeGenerated } from './write-generated.ts';

declare const bench: Bench;

const ROOT = resolve(import.meta.dirname, '../..');
const POLYFILL = join(ROOT, 'node_modules/webextension-polyfill/dist/browser-polyfill.min.js');
/** Evaluations are short and jitter: so many for each round. */
const EVALUATIONS = 3;

/** Metrics that are no milliseconds. */
const UNITS: Record<string, string> = {
  nodesAdded: 'nodes',
  layouts: 'layouts',
  frames: 'frames',
  perEdit: 'µs',
  perTextEdit: 'µs',
  perRemoval: 'µs',
  perSplit: 'µs',
  perMove: 'µs',
  perSlowMove: 'µs',
  hitTests: 'calls a frame',
  wrongRows: 'rows',
  mentions: 'mentions',
  bytesGzip: 'bytes',
  heap: 'bytes',
  heapDom: 'bytes',
  heapPerMention: 'bytes',
};

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string' },
    contenders: { type: 'string' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const kind = options.browser as BrowserKind;
if (!BROWSER_KINDS.includes(kind)) throw new Error(`--browser: one of ${BROWSER_KINDS.join(', ')}`);
const rounds = Number(options.rounds);
const wanted = options.contenders?.split(',');
const takesPart = (contender: string) => wanted?.includes(contender) ?? true;
if (!(rounds >= 1)) throw new Error('--rounds: a number from 1 on');

const rowOf = (
  [workload, contender, metric]: readonly [string, string, string],
  values: readonly number[],
): Row => ({
  workload,
  contender,
  metric,
  median: median(values),
  min: Math.min(...values),
  unit: UNITS[metric] ?? 'ms',
});

/** What no single run shows: memory over the page alone. */
function memoryRows(rows: readonly Row[], workload: string): Row[] {
  const find = (contender: string, metric: string) =>
    rows.find((row) => row.contender === contender && row.metric === metric);
  const overPage = (metric: string): Row[] => {
    const own = find('backstory', metric);
    const page = find('page', metric);
    if (!own || !page) return [];
    return [{ ...own, median: own.median - page.median, min: own.min - page.min }];
  };
  const mentions = find('backstory', 'mentions')?.median ?? 0;
  const perMention = overPage('heap')
    .filter(() => workload === 'mentions10k')
    .map((heap) => ({
      ...heap,
      metric: 'heapPerMention',
      median: heap.median / mentions,
      min: heap.min / mentions,
    }));
  return [...overPage('heap'), ...overPage('heapDom'), ...perMention];
}

async function measureWorkload(
  browser: Browser,
  name: string,
  workload: Workload,
  address: string,
  scripts: Scripts,
): Promise<Row[]> {
  const values = new Map<string, number[]>();
  const count = rounds * (workload.times ?? 1);
  for (let round = 1; round <= count; round++) {
    for (const contender of workload.contenders.filter(takesPart)) {
      process.stderr.write(`\r\x1b[K${name}: round ${round} of ${count}, ${contender}`);
      const figures = await inFreshPage(browser, address, (page) =>
        runOnce(kind, page, workload, contender, scripts),
      );
      for (const [metric, value] of Object.entries(figures)) {
        const key = `${contender}|${metric}`;
        values.set(key, [...(values.get(key) ?? []), value]);
      }
    }
  }
  process.stderr.write('\r\x1b[K');
  const rows = [...values].map(([key, list]) => {
    const [contender = '', metric = ''] = key.split('|');
    return rowOf([name, contender, metric], list);
  });
  return [...rows.filter(({ metric }) => !metric.startsWith('heap')), ...memoryRows(rows, name)];
}

/** What every frame loads, and what of that is the least: scripts by contender. */
const loaded = ({ page }: Scripts): Record<string, string> => ({
  backstory: page,
  // Looked through by the browser, as any script is before it runs.
  'not-run': `if (!globalThis.bench) {${page}}`,
  // What most extensions load besides; it makes its own of `chrome` where there is no `browser`.
  polyfill: `delete globalThis.browser; ${readFileSync(POLYFILL, 'utf8')}`,
});

async function measureLoad(browser: Browser, address: string, scripts: Scripts): Promise<Row[]> {
  const contenders = Object.entries(loaded(scripts)).filter(([contender]) => takesPart(contender));
  const times = new Map(contenders.map(([contender]) => [contender, [] as number[]]));
  for (let i = 0; i < rounds * EVALUATIONS; i++) {
    for (const [contender, script] of contenders) {
      const took = await inFreshPage(browser, address, async (page) => {
        await page.evaluate(scripts.inPage);
        await page.evaluate((marks) => bench.install('backstory', marks), scripts.marks);
        return page.evaluate((script) => {
          const start = performance.now();
          // biome-ignore lint/security/noGlobalEval: the evaluation is what is measured
          globalThis.eval(script);
          return performance.now() - start;
        }, script);
      });
      times.get(contender)?.push(took);
    }
  }
  return [
    ...[...times].map(([contender, list]) => rowOf(['idle', contender, 'evaluate'], list)),
    rowOf(['idle', 'backstory', 'bytesGzip'], [gzipSync(scripts.page).length]),
  ];
}

function versionOf(name: string): string {
  const file = join(import.meta.dirname, 'node_modules', name, 'package.json');
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

const all = workloads(join(ROOT, '..', 'shared'));
const chosen = options.only?.split(',') ?? Object.keys(all);
for (const name of chosen) {
  if (!all[name]) throw new Error(`--only ${name}: one of ${Object.keys(all).join(', ')}`);
}

const scripts = await buildScripts(kind);
const pages: Record<string, string> = { [WORKER_PATH]: scripts.worker };
const server = await serve({
  pages,
  headers: {
    // Clocks of full resolution, and a saved page's own scripts stay out.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'content-security-policy': "script-src 'unsafe-eval'; worker-src 'self'",
  },
});
const [cpu] = cpus();
const libraries = ['mark.js', 'findandreplacedomtext', 'advanced-mark.js'].map(versionOf);
const about =
  `${new Date().toISOString().slice(0, 10)}, ${kind}, Node ${process.version}, ${cpus().length} × ` +
  `${cpu?.model.trim()}, medians of ${rounds} rounds (tickers: three times as many); ${libraries.join(', ')}. ` +
  `${CALLS}\n`;
const rows: Row[] = [];
try {
  console.log(`${about}\n`);
  for (const name of chosen) {
    const workload = all[name] as Workload;
    pages[`/${name}`] = workload.html();
    const address = `${server.origin}/${name}`;
    const { browser, close } = await launchBrowser(kind);
    try {
      console.log(`- ${name}: ${workload.about} (${await browser.version()})`);
      rows.push(...(await measureWorkload(browser, name, workload, address, scripts)));
      if (name === 'idle') rows.push(...(await measureLoad(browser, address, scripts)));
    } catch (error) {
      // The other workloads are still worth their figures.
      console.error(`${name} failed:`, error);
      process.exitCode = 1;
    } finally {
      await close();
    }
    delete pages[`/${name}`];
  }
} finally {
  await server.close();
}

const tables = [...new Set(rows.map((row) => row.metric))].map((metric) =>
  metricTable(rows, metric),
);
const figures = [...tables, targetTable(rows)].join('\n\n');
console.log(`\n${figures}`);
if (options.write) writeGenerated('docs/performance.md', `bench ${kind}`, `${about}\n\n${figures}`);
if (options.json) console.log(JSON.stringify(rows));
