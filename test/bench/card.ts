/**
 * How long a reader waits for a card: from the pointer at rest to the card painted, in both browsers.
 *
 *   npm run -s bench:card -- [--browser firefox] [--rounds 9] [--json]
 *
 * `warm`: the page has shown a card before. `cold`: its first one, the background awake; `asleep`: the
 * background has to be started, too. Milliseconds beyond the rest of the pointer that opens a card;
 * `frame`: the longest time between two frames from the first touch until the card stands, beside the
 * same with a pointer that rests on a word without a mark. Prints a table; with `--json` the last line
 * is an array of rows.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { REST_MS } from '../../src/card/hover.ts';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { CARD } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { stopBackground } from '../harness/manage.ts';
import { registered } from '../harness/marks.ts';
import { serve } from '../harness/serve.ts';
import { until } from '../harness/wait.ts';
import { build } from '../run/build.ts';
import type { Row } from './table.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
  },
});

/** As long as an article is, with a mention now and then. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>News</title><link rel="icon" href="data:,">
  <body style="font: 18px/1.6 serif; margin: 40px"><p id="other">Nothing but words stands here.</p>
  <p id="text">A lawsuit against <span id="name">OpenAI</span>, they say.</p>
  ${'<p>Words upon words of news, and OpenAI among them, with a court that has to decide.</p>'.repeat(150)}`;

const STATES = ['warm', 'cold', 'asleep'] as const;
type State = (typeof STATES)[number];

interface Round {
  /** Milliseconds from the rest's end to the card painted. */
  readonly delay: number;
  /** Milliseconds of the longest frame; the same without a card. */
  readonly frame: number;
  readonly idleFrame: number;
}

/** Begins to watch: the pointer's last move, frames, and the card's first paint. Runs in the page. */
const WATCH = `
  globalThis.seen = { moved: 0, painted: 0, frame: 0 };
  addEventListener('pointermove', ({ timeStamp }) => { seen.moved = timeStamp; });
  let last = performance.now();
  requestAnimationFrame(function each() {
    const now = performance.now();
    seen.frame = Math.max(seen.frame, now - last);
    last = now;
    requestAnimationFrame(each);
    if (seen.painted > 0 || !document.querySelector('${CARD}')) return;
    // A task after the frame that has the card in it: it is painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { seen.painted ||= performance.now(); };
    port2.postMessage(0);
  });`;

declare const seen: { moved: number; painted: number; frame: number };

/** Moves onto an element at one go and stays there: its last move is its first touch. */
async function rest(page: Page, selector: string): Promise<void> {
  const box = await (await page.$(selector))?.boundingBox();
  if (!box) throw new Error(`${selector} is not shown`);
  const x = box.x + Math.min(20, box.width / 2);
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
}

async function round(launched: Launched, address: string, state: State): Promise<Round> {
  const page = await launched.browser.newPage();
  try {
    await page.goto(address);
    await until('marks', async () => (await registered(page)).texts.length > 0);
    await page.mouse.move(2, 2);
    if (state === 'warm') {
      await rest(page, '#name');
      await until('a card', () => page.$(CARD).then(Boolean));
      await page.keyboard.press('Escape');
      await page.mouse.move(2, 2);
      await until('no card', async () => (await page.$(CARD)) === null);
    }
    await page.evaluate(`{ ${WATCH} }`);
    await rest(page, '#other');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));
    const idleFrame = await page.evaluate(() => {
      const { frame } = seen;
      seen.frame = 0;
      return frame;
    });
    if (state === 'asleep') await stopBackground(launched);
    await rest(page, '#name');
    await until('a painted card', () => page.evaluate(() => seen.painted > 0));
    const { moved, painted, frame } = await page.evaluate(() => seen);
    return { delay: painted - moved - REST_MS, frame, idleFrame };
  } finally {
    await page.close();
  }
}

async function measure(kind: BrowserKind, address: string): Promise<Row[]> {
  build(kind);
  const launched = await launch(kind, { extensionDir: builtExtension(kind) });
  const rows: Row[] = [];
  try {
    for (const state of STATES) {
      const rounds: Round[] = [];
      while (rounds.length < Number(values.rounds)) {
        rounds.push(await round(launched, address, state));
      }
      for (const metric of ['delay', 'frame', 'idleFrame'] as const) {
        const sorted = rounds.map((one) => one[metric]).sort((a, b) => a - b);
        rows.push({
          workload: state,
          contender: kind,
          metric,
          median: sorted[sorted.length >> 1] as number,
          min: sorted[0] as number,
          unit: 'ms',
        });
      }
    }
  } finally {
    await launched.close();
  }
  return rows;
}

const server = await serve({ pages: { '/': PAGE } });
const rows: Row[] = [];
for (const kind of BROWSER_KINDS) {
  if (!values.browser || values.browser === kind)
    rows.push(...(await measure(kind, server.origin)));
}
await server.close();
console.log(`load of the machine while measuring: ${loadavg()[0]?.toFixed(1)}`);
console.log(`${'browser'.padEnd(10)}${'state'.padEnd(8)}${'ms'.padEnd(10)}   median      min`);
for (const { workload, contender, metric, median, min } of rows) {
  console.log(
    `${contender.padEnd(10)}${workload.padEnd(8)}${metric.padEnd(10)}` +
      `${median.toFixed(1).padStart(9)}${min.toFixed(1).padStart(9)}`,
  );
}
if (values.json) console.log(JSON.stringify(rows));
