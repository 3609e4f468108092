/** One run of one contender, in a page of its own. */
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { BrowserKind } from '../harness/browsers.ts';
import type { Bench } from './in-page.ts';
import type { Figures, ScenarioName } from './scenarios.ts';
import type { Scripts } from './scripts.ts';
import type { Workload } from './workloads.ts';

declare const bench: Bench;

/** What the browser itself counts; Chromium only. */
class Counters {
  private constructor(private readonly session: CDPSession) {}

  static async of(kind: BrowserKind, page: Page): Promise<Counters | undefined> {
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

export async function inFreshPage<T>(
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
  await page.exposeFunction('bringMentions', () =>
    page.evaluate(`bench.programs.push(function () {${scripts.mentions}}); 0`),
  );
  await page.evaluate(`${scripts.page}; 0`);
}

/** Those that look for nothing. */
const IDLE = ['page', 'observer', 'plain-rule'];

/** One run of one contender. */
export async function runOnce(
  kind: BrowserKind,
  page: Page,
  workload: Workload,
  contender: string,
  scripts: Scripts,
): Promise<Figures> {
  const counters = await Counters.of(kind, page);
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
