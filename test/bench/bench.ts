/**
 * What marking costs, beside other highlighters and beside the least that it could cost.
 *
 *   npm run -s bench -- [--browser firefox] [--rounds 7] [--only WORKLOAD,…]
 *     [--contenders CONTENDER,…] [--json]
 *
 * Each run has a fresh page in a fresh process; contenders take turns. The engine is the built
 * content script itself, in the page's own world, with a stub of the extension's API: see
 * `contenders/backstory.ts`. With `--json` the last line is an array of rows.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { launchBrowser } from '../harness/launch.ts';
import { serve } from '../harness/serve.ts';
import type { Bench } from './in-page.ts';
import type { Part } from './measure.ts';
import type { Figures, ScenarioName } from './scenarios.ts';
import { median, metricTable, type Row, targetTable } from './table.ts';
import { type Workload, workloads } from './workloads.ts';

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
  },
});
const kind = options.browser as BrowserKind;
if (!BROWSER_KINDS.includes(kind)) throw new Error(`--browser: one of ${BROWSER_KINDS.join(', ')}`);
const rounds = Number(options.rounds);
const wanted = options.contenders?.split(',');
const takesPart = (contender: string) => wanted?.includes(contender) ?? true;
if (!(rounds >= 1)) throw new Error('--rounds: a number from 1 on');

async function bundleForPage(): Promise<string> {
  const built = (await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'in-page.ts'), formats: ['iife'], name: 'benchPage' },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built[0]?.output ?? [];
  if (!chunk) throw new Error('The part for the page was not built');
  return chunk.code;
}

interface Scripts extends Readonly<Record<Part, readonly string[]>> {
  readonly inPage: string;
  /** What the marks look like: to be painted is a part of what they cost. */
  readonly marks: string;
  readonly page: string;
}

async function buildScripts(): Promise<Scripts> {
  await build({ root: ROOT, mode: kind, logLevel: 'error' });
  const read = (path: string) => readFileSync(join(ROOT, 'dist', kind, path), 'utf8');
  return {
    inPage: await bundleForPage(),
    marks: read('src/frame/marks.css'),
    page: read('src/frame/frame.iife.js'),
    chooser: [read('src/frame/chooser.iife.js')],
    judge: [read('src/frame/cues.iife.js'), read('src/frame/judge.iife.js')],
    pointer: [read('src/frame/pointer.iife.js')],
  };
}

/** What the browser itself counts; Chromium only. */
class Counters {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<Counters | undefined> {
    if (kind !== 'chromium') return undefined;
    const session = await page.createCDPSession();
    await session.send('Performance.enable');
    return new Counters(session);
  }

  async read(): Promise<{ layouts: number; task: number }> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const get = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    return { layouts: get('LayoutCount'), task: get('TaskDuration') * 1_000 };
  }

  /**
   * Bytes after a collection: of script objects, and of the DOM's own, which for 50,000 nodes take
   * 150 MB and vary from run to run by more than all that is ours.
   */
  async heap(): Promise<{ heap: number; heapDom: number }> {
    for (let i = 0; i < 2; i++) await this.session.send('HeapProfiler.collectGarbage');
    const usage = await this.session.send('Runtime.getHeapUsage');
    const { usedSize, embedderHeapUsedSize = 0 } = usage as {
      usedSize: number;
      embedderHeapUsedSize?: number;
    };
    return { heap: usedSize, heapDom: embedderHeapUsedSize };
  }
}

async function inFreshPage<T>(
  browser: Browser,
  address: string,
  run: (page: Page) => Promise<T>,
): Promise<T> {
  // A context of its own: another process, in which nothing is compiled or cached yet.
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.setDefaultNavigationTimeout(60_000);
    await page.goto(address, { waitUntil: 'load' });
    return await run(page);
  } finally {
    // A browser that died must not hide behind this what it died of.
    await context.close().catch(() => undefined);
  }
}

async function load(page: Page, contender: string, scripts: Scripts): Promise<void> {
  await page.evaluate(scripts.inPage);
  await page.evaluate((name, marks) => bench.install(name, marks), contender, scripts.marks);
  if (contender !== 'backstory') return;
  await page.exposeFunction('bringBundles', async (part: Part) => {
    // One script each, as in a browser.
    for (const bundle of scripts[part]) {
      await page.evaluate(`bench.bundles.${part}.push(function () {${bundle}}); 0`);
    }
  });
  await page.evaluate(`${scripts.page}; 0`);
}

/** Those that look for nothing. */
const IDLE = ['page', 'observer', 'plain-rule'];

/** One run of one contender. */
async function runOnce(
  page: Page,
  workload: Workload,
  contender: string,
  scripts: Scripts,
): Promise<Figures> {
  const counters = await Counters.of(page);
  await load(page, contender, scripts);
  await page.evaluate((name: ScenarioName) => bench.prepare(name), workload.scenario);
  const before = await counters?.read();
  const figures = await page.evaluate(() => bench.measure());
  const after = await counters?.read();
  const more: Figures = {};
  if (before && after) {
    more.layouts = after.layouts - before.layouts;
    const { frames } = figures;
    if (workload.scenario === 'ticker' && frames) {
      more.taskPerFrame = (after.task - before.task) / frames;
    }
  }
  const isCompared = contender === 'backstory' || contender === 'page';
  if (isCompared && workload.scenario === 'scan') {
    more.asked = await page.evaluate(() => bench.askAll());
    if (counters && !workload.isHuge) Object.assign(more, await counters.heap());
  }
  const mentions = await page.evaluate(() => bench.found());
  const isIdle = IDLE.includes(contender);
  if (workload.hasMentions && !isIdle && mentions === 0) {
    throw new Error(`${contender} found nothing: ${workload.about}`);
  }
  return { ...figures, ...more, ...(isIdle ? {} : { mentions }) };
}

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
        runOnce(page, workload, contender, scripts),
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
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

const all = workloads(join(ROOT, '..', 'shared'));
const chosen = options.only?.split(',') ?? Object.keys(all);
for (const name of chosen) {
  if (!all[name]) throw new Error(`--only ${name}: one of ${Object.keys(all).join(', ')}`);
}

const scripts = await buildScripts();
const pages: Record<string, string> = {};
const server = await serve({
  pages,
  headers: {
    // Clocks of full resolution, and a saved page's own scripts stay out.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'content-security-policy': "script-src 'unsafe-eval'",
  },
});
const rows: Row[] = [];
try {
  const [cpu] = cpus();
  console.log(
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ` +
      `${cpu?.model.trim()}, medians of ${rounds} rounds (tickers: three times as many)\n` +
      `${['mark.js', 'findandreplacedomtext', 'advanced-mark.js'].map(versionOf).join(', ')}\n` +
      `mark.js: mark(words, { accuracy: 'exactly' (punctuation as limiters), acrossElements: true, ` +
      `separateWordSearch: false }), mark.js-regexp: ` +
      `markRegExp(regex, { acrossElements: false }), advanced-mark: the same with true, ` +
      `findAndReplaceDOMText: { find: regex, wrap: 'mark', preset: 'prose' }; one regex for all.\n`,
  );
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

for (const metric of new Set(rows.map((row) => row.metric))) {
  console.log(`\n${metricTable(rows, metric)}`);
}
console.log(`\n${targetTable(rows)}`);
if (options.json) console.log(JSON.stringify(rows));
