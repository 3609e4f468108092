/**
 * How long a name that only the background can decide about waits for its mark.
 *
 *     npm run -s bench:doubtful -- [--browser chromium|firefox] [--rounds 30] [--no-build]
 *
 * The built extension in a real tab: a paragraph with a doubtful name is put into the page, and the time is taken
 * until its range is in the registry of highlights. With the background awake, and with it stopped right before.
 */
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { stopper } from '../harness/background.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { serve } from '../harness/serve.ts';
import { until } from '../harness/wait.ts';
import { build, kindOf } from '../run/build.ts';
import { median } from './table.ts';

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string' },
    rounds: { type: 'string', default: '30' },
    'no-build': { type: 'boolean', default: false },
  },
});
const kinds = options.browser ? [kindOf(options.browser)] : BROWSER_KINDS;
const rounds = Number(options.rounds);
if (!(rounds >= 1)) throw new Error('--rounds: a number from 1 on');
/** Rounds with a background that is stopped before each: slow, so fewer. */
const asleepRounds = Math.ceil(rounds / 3);

const PAGE = `<!doctype html><meta charset="utf-8"><title>News</title>
<p>The chatbot Grok answered the first question.</p>`;

/** Milliseconds from when a paragraph is put in until its name is marked. */
function markedAfter(page: Page, round: number): Promise<number> {
  return page.evaluate(async (number) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = `The chatbot Grok answered question ${number}.`;
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    const { port1, port2 } = new MessageChannel();
    const begin = performance.now();
    document.body.append(paragraph);
    // Written out: what tsx wraps inner functions in is not there in a page.
    while (
      ![...(registry.get('backstory') ?? [])].some(
        ({ startContainer }) => startContainer === paragraph.firstChild,
      )
    ) {
      if (performance.now() - begin > 10_000) throw new Error('no mark in ten seconds');
      await new Promise((resolve) => {
        port2.onmessage = resolve;
        port1.postMessage(0);
      });
    }
    return performance.now() - begin;
  }, round);
}

for (const kind of kinds) {
  if (!options['no-build']) build(kind);
  const server = await serve({ pages: { '/': PAGE } });
  const launched = await launch(kind, { extensionDir: builtExtension(kind) });
  const stop = await stopper(launched);
  const page = await launched.browser.newPage();
  await page.goto(`${server.origin}/`);
  await until('the first mark', async () => (await registered(page)).texts.length > 0 || undefined);
  const awake: number[] = [];
  for (let round = 1; round <= rounds; round++) awake.push(await markedAfter(page, round));
  const asleep: number[] = [];
  for (let round = 1; round <= asleepRounds; round++) {
    await stop();
    await page.bringToFront();
    asleep.push(await markedAfter(page, rounds + round));
  }
  const show = (times: readonly number[]) =>
    `median ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)}`;
  console.log(`${kind}: awake ${show(awake)}; asleep ${show(asleep)}`);
  await launched.close();
  await server.close();
}
