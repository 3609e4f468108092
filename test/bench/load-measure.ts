/** Opens one page of one shape and measures what it costs its process. */
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { chromeScope } from '../harness/bidi.ts';
import { sessionOf } from '../harness/cdp.ts';
import type { Launched } from '../harness/launch.ts';
import type { Shape } from './load-shapes.ts';

/** Milliseconds, unless the name says otherwise. */
export interface Figures {
  /** What the main thread of the page's process worked until the page was quiet. */
  readonly busy: number;
  /** The longest time between two animation frames. */
  readonly gap: number;
  /** From the begin until a frame had marks; undefined: it had none. */
  readonly marks?: number | undefined;
  /** What the main thread worked for 20 moves of the pointer. */
  readonly moves: number;
  /** Script objects after a collection, with the content in place and after it was taken out; Chromium only. */
  readonly heapBytes?: number | undefined;
  readonly heapLeftBytes?: number | undefined;
}

/** A page is quiet when in so many looks on end its thread did next to nothing. */
const QUIET_LOOKS = 3;
const LOOK_MS = 200;
/** What the tool's own looks cost. */
const IDLE_SHARE = 0.12;
const MOVES = 20;
/** Beyond this a page counts as one that does not come to an end. */
export const LIMIT_MS = 60_000;

export class Overdue extends Error {}

/** @throws {Overdue} */
export async function inTime<T>(run: Promise<T>, ms = LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Overdue()), ms);
  });
  // What comes after the limit is of no interest.
  run.catch(() => undefined);
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs at the start of each document: counts frames of the page itself. */
const WATCH = `if (top === self) {
  const seen = { last: 0, gap: 0, begin: 0, marks: 0 };
  globalThis.loadBench = seen;
  const tick = () => {
    const now = performance.now();
    if (seen.last > 0) seen.gap = Math.max(seen.gap, now - seen.last);
    seen.last = now;
    if (!seen.marks && [...CSS.highlights.values()].some(({ size }) => size > 0)) seen.marks = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}`;

interface Seen {
  last: number;
  gap: number;
  begin: number;
  marks: number;
}
declare const loadBench: Seen;

/** Milliseconds that the main thread of the page's process has worked so far. */
type Worked = () => Promise<number>;

async function workOf({ kind, browser }: Launched, page: Page): Promise<Worked> {
  if (kind === 'chromium') {
    const session = await sessionOf(page);
    // Time on the processor: other programs on the machine do not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
    };
  }
  const chrome = await chromeScope(browser);
  const pid = await chrome('gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid');
  // Of Linux: nanoseconds on the processor, time in the queue, slices. A process's first thread is its main one.
  return async () =>
    Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function untilQuiet(page: Page, worked: Worked): Promise<void> {
  let former = await worked();
  let time = performance.now();
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    await pause(LOOK_MS);
    // A page that is at work answers when it has time.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const now = await worked();
    const elapsed = performance.now() - time;
    quiet = (now - former) / elapsed < IDLE_SHARE ? quiet + 1 : 0;
    former = now;
    time = performance.now();
  }
}

async function moveAbout(page: Page): Promise<void> {
  for (let i = 0; i < MOVES; i++) {
    await page.mouse.move(40 + 30 * (i % 10), 30 + 15 * i);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

async function heapOf({ kind }: Launched, page: Page): Promise<number | undefined> {
  if (kind !== 'chromium') return undefined;
  const session = await sessionOf(page);
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** The page's source, with what `tsx` wraps inner functions in. */
const sourceOf = (act: () => unknown) => `((__name) => (${act})())((named) => named)`;

/**
 * @param blank an address of the same site, so that the process is there before the page
 * @param isMarked marks are waited for, where the shape has some
 * @throws {Overdue} when the page does not come to an end in time; its tab is left to whoever asked
 */
export async function measure(
  launched: Launched,
  blank: string,
  address: string,
  shape: Shape,
  isMarked: boolean,
): Promise<Figures> {
  const page = await launched.browser.newPage();
  await page.evaluateOnNewDocument(WATCH);
  await page.goto(blank);
  await page.bringToFront();
  const worked = await workOf(launched, page);
  const crash = new Promise<never>((_, reject) => page.once('error', reject));
  crash.catch(() => undefined);
  const figures = await inTime(Promise.race([run(), crash]));
  await inTime(page.close(), LIMIT_MS / 10);
  return figures;

  async function run(): Promise<Figures> {
    await untilQuiet(page, worked);
    let before = await worked();
    await page.goto(address, { waitUntil: 'load', timeout: LIMIT_MS });
    if (shape.act) {
      await untilQuiet(page, worked);
      before = await worked();
      await page.evaluate(() => {
        Object.assign(loadBench, { gap: 0, begin: performance.now(), marks: 0 });
      });
      await page.evaluate(sourceOf(shape.act));
    }
    await untilQuiet(page, worked);
    if (isMarked && shape.hasMarks) {
      await page.waitForFunction(() => loadBench.marks > 0, { timeout: LIMIT_MS });
      await untilQuiet(page, worked);
    }
    const busy = (await worked()) - before;
    const { gap, marks, begin } = await page.evaluate(() => ({ ...loadBench }));
    before = await worked();
    await moveAbout(page);
    const moves = (await worked()) - before;
    const heapBytes = await heapOf(launched, page);
    await page.evaluate(() => document.body.replaceChildren());
    await untilQuiet(page, worked);
    return {
      busy,
      gap,
      marks: marks > 0 ? marks - begin : undefined,
      moves,
      heapBytes,
      heapLeftBytes: await heapOf(launched, page),
    };
  }
}
