/**
 * How long a name that its form leaves open waits for its mark, in both browsers.
 *
 *   npm run -s bench:judge -- [--browser firefox] [--rounds 9] [--json]
 *
 * From the page putting in a paragraph to the name's mark, with the built extension in a real tab. `awake`: the
 * background has just answered; `asleep`: it has to be started. The background's own time stands beside the page's in
 * `npm run bench` (`background`).
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { stopBackground } from '../harness/manage.ts';
import { registered } from '../harness/marks.ts';
import { serve } from '../harness/serve.ts';
import { until } from '../harness/wait.ts';
import { build } from '../run/build.ts';
import { median, type Row } from './table.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
  },
});

const PAGE = `<!doctype html><meta charset="utf-8"><title>News</title><link rel="icon" href="data:,">
  <p>OpenAI was founded, they say, and Elon Musk’s chatbot Grok answers on X.</p>`;
const MARKS = 2;
const STATES = ['awake', 'asleep'] as const;

/** Puts in a paragraph that was never asked about; milliseconds until its name is marked. */
const putIn = (page: Page, round: number) =>
  page.evaluate(async (number) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = `On day ${number} Musk’s xAI let its chatbot answer: Grok wrote ${number} lines on X.`;
    document.body.prepend(paragraph);
    const begin = performance.now();
    const { port1, port2 } = new MessageChannel();
    return new Promise<number>((resolve) => {
      // Task after task, so that neither timers' nor frames' pauses are in it.
      port1.onmessage = () => {
        const last = paragraph.firstChild?.textContent?.lastIndexOf('Grok');
        const isMarked = [...CSS.highlights.values()].some((highlight) =>
          [...highlight].some(
            ({ startContainer, startOffset }) =>
              startContainer === paragraph.firstChild && startOffset === last,
          ),
        );
        if (isMarked) resolve(performance.now() - begin);
        else port2.postMessage(0);
      };
      port2.postMessage(0);
    });
  }, round);

async function measure(kind: BrowserKind, address: string): Promise<Row[]> {
  build(kind);
  const launched: Launched = await launch(kind, { extensionDir: builtExtension(kind) });
  const rows: Row[] = [];
  try {
    const page = await launched.browser.newPage();
    await page.goto(address);
    await page.bringToFront();
    await until('marks', async () => (await registered(page)).texts.length >= MARKS);
    let round = 0;
    for (const state of STATES) {
      const times: number[] = [];
      // One more, which is not counted: the first that is asked compiles.
      while (times.length <= Number(values.rounds)) {
        if (state === 'asleep') await stopBackground(launched);
        times.push(await putIn(page, ++round));
      }
      times.shift();
      rows.push({
        workload: state,
        contender: kind,
        metric: 'doubtToMark',
        median: median(times),
        min: Math.min(...times),
        unit: 'ms',
      });
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
for (const { workload, contender, metric, median: middle, min } of rows) {
  console.log(
    `${contender.padEnd(10)}${workload.padEnd(8)}${metric.padEnd(14)}` +
      `${middle.toFixed(1).padStart(9)}${min.toFixed(1).padStart(9)}`,
  );
}
if (values.json) console.log(JSON.stringify(rows));
