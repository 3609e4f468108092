/**
 * How much later a page's own events come with Backstory than without, in both browsers.
 *
 *   npm run -s bench:events -- [--browser firefox] [--rounds 9] [--page FILE] [--frames N] [--old DIR]
 *     [--only newsletter] [--json]
 *
 * `newsletter`: an article with a hundred names, or the saved page FILE; `frames`: so many small frames without a name on
 * one page (100 if not said). By turns the page alone, with the extension that is built,
 * and with another build of it (DIR has a folder for each browser). Milliseconds: `ready` and `load` are when
 * DOMContentLoaded and load begin; `thread` what the page's main thread had to do until it was at rest; `mark` when the
 * first mark was there, counted from DOMContentLoaded, and `markFrames` how many frames had begun by then.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { chromeScope } from '../harness/bidi.ts';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { sessionOf } from '../harness/cdp.ts';
import { builtExtension, launch } from '../harness/launch.ts';
import { serve } from '../harness/serve.ts';
import { launchBrowser } from '../harness/start-browser.ts';
import { until } from '../harness/wait.ts';
import { build } from '../run/build.ts';
import type { Row } from './table.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    page: { type: 'string' },
    frames: { type: 'string', default: '100' },
    only: { type: 'string' },
    old: { type: 'string' },
    built: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">';
/** How long a page is left alone after its load, milliseconds: judge and chooser have come by then. */
const REST_MS = 1_500;
const LOAD_PATIENCE_MS = 60_000;

/** Watches for events, frames and the first mark: stands before all else of the page. */
const WATCH = `<script>{
  const seen = { ready: 0, load: 0, mark: 0, frames: 0 };
  window.seen = seen;
  addEventListener('DOMContentLoaded', () => { seen.ready = performance.now(); });
  addEventListener('load', () => { seen.load = performance.now(); });
  requestAnimationFrame(function each() {
    if (seen.ready) seen.frames++;
    const isMarked = [...CSS.highlights.keys()].some((name) => name.startsWith('backstory'));
    if (isMarked) seen.mark = performance.now() - seen.ready;
    else requestAnimationFrame(each);
  });
}</script>`;
/** A page that is watched. */
const watched = (html: string) => html.replace(/<head[^>]*>|<html[^>]*>/i, (tag) => tag + WATCH);

const NAMED = ['OpenAI', 'xAI', 'Grok 4', 'Open AI', 'Grok', 'OpenAI’s'];
const entry = (_: unknown, index: number) =>
  `<li><a href="#${index}">Report ${index}</a>: <b>${NAMED[index % NAMED.length]}</b> said of its model that the
  <i>benchmark</i> was met, and the others followed with <a href="#">figures</a> of their own.</li>`;
const newsletter = () =>
  values.page
    ? readFileSync(values.page, 'utf8')
    : `${HEAD}<title>Newsletter</title><h1>What happened</h1><ul>${Array.from({ length: 236 }, entry).join('')}</ul>`;

const frame = (_: unknown, index: number) =>
  `<iframe width="120" height="60" srcdoc="<p>An advertisement, number ${index}</p>"></iframe>`;
const PAGES: Record<string, string> = {
  newsletter: newsletter(),
  frames: `${HEAD}<title>Frames</title><p>Nothing.</p>${Array.from({ length: Number(values.frames) }, frame).join('')}`,
};

declare const seen: { ready: number; load: number; mark: number; frames: number };

type Metric = 'ready' | 'load' | 'thread' | 'mark' | 'markFrames';
type Round = Partial<Record<Metric, number>>;

/** Milliseconds that the main thread of the page's process has worked. */
async function threadTime(kind: BrowserKind, page: Page): Promise<number> {
  if (kind === 'chromium') {
    const { metrics } = await (await sessionOf(page)).send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1_000;
  }
  const chrome = await chromeScope(page.browser());
  return (await chrome(`(async () => {
    const { osPid } = gBrowser.selectedBrowser.browsingContext.currentWindowGlobal;
    const { children } = await ChromeUtils.requestProcInfo();
    const { threads } = children.find(({ pid }) => pid === osPid);
    const main = threads.find(({ tid }) => tid === osPid) ?? threads[0];
    return main.cpuTime / 1e6;
  })()`)) as number;
}

async function round(kind: BrowserKind, browser: Browser, address: string): Promise<Round> {
  const page = await browser.newPage();
  try {
    await page.bringToFront();
    if (kind === 'chromium') await (await sessionOf(page)).send('Performance.enable');
    // The first navigation may change the process, and with it the clock of the thread. Not by puppeteer's own way,
    // which waits for each frame.
    await page.goto(`${address}blank`);
    const before = await threadTime(kind, page);
    await page.evaluate((url) => location.assign(url), address);
    await until('load', () => page.evaluate(() => seen.load > 0), LOAD_PATIENCE_MS);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const thread = (await threadTime(kind, page)) - before;
    const { ready, load, mark, frames } = await page.evaluate(() => seen);
    return { ready, load, thread, ...(mark ? { mark, markFrames: frames } : {}) };
  } finally {
    await page.close();
  }
}

interface Contender {
  readonly name: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

async function contenders(kind: BrowserKind): Promise<Contender[]> {
  if (!values.built) build(kind);
  const folders = {
    new: builtExtension(kind),
    ...(values.old ? { old: join(values.old, kind) } : {}),
  };
  const alone = { name: 'page', ...(await launchBrowser(kind)) };
  const all: Contender[] = [alone];
  for (const [name, extensionDir] of Object.entries(folders)) {
    all.push({ name, ...(await launch(kind, { extensionDir })) });
  }
  return all;
}

const median = (list: readonly number[]) =>
  [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;

async function measure(kind: BrowserKind, origin: string): Promise<Row[]> {
  const rows: Row[] = [];
  const all = await contenders(kind);
  try {
    for (const path of Object.keys(PAGES)) {
      if (values.only && values.only !== path) continue;
      const rounds = new Map<string, Round[]>(all.map(({ name }) => [name, []]));
      // One more, which is not counted: it fills the caches.
      for (let turn = 0; turn <= Number(values.rounds); turn++) {
        for (const { name, browser } of all) {
          const one = await round(kind, browser, `${origin}/${path}/`);
          if (turn > 0) rounds.get(name)?.push(one);
        }
      }
      for (const [name, list] of rounds) {
        for (const metric of ['ready', 'load', 'thread', 'mark', 'markFrames'] as const) {
          const figures = list.flatMap((one) => one[metric] ?? []);
          if (figures.length === 0) continue;
          rows.push({
            workload: `${kind} ${path}`,
            contender: name,
            metric,
            median: median(figures),
            min: Math.min(...figures),
            unit: 'ms',
          });
        }
      }
    }
  } finally {
    for (const { close } of all) await close();
  }
  return rows;
}

const blank = `${HEAD}<title>Blank</title>`;
const pages = Object.entries(PAGES).flatMap(([path, html]) => [
  [`/${path}/`, watched(html)],
  [`/${path}/blank`, blank],
]);
const server = await serve({ pages: Object.fromEntries(pages) });
const rows: Row[] = [];
for (const kind of BROWSER_KINDS) {
  if (!values.browser || values.browser === kind)
    rows.push(...(await measure(kind, server.origin)));
}
await server.close();
console.log(`load of the machine while measuring: ${loadavg()[0]?.toFixed(1)}`);
for (const { workload, contender, metric, median: middle, min } of rows) {
  console.log(
    `${workload.padEnd(22)}${contender.padEnd(8)}${metric.padEnd(12)}` +
      `${middle.toFixed(1).padStart(9)}${min.toFixed(1).padStart(9)}`,
  );
}
if (values.json) console.log(JSON.stringify(rows));
