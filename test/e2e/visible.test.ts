/** Whether a person can see a name: our answer against what pictures show, over generated ways of hiding. */
import { join } from 'node:path';
import fc from 'fast-check';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import type { Launched } from '../harness/launch.ts';
import { picture } from '../harness/pixels.ts';
import { type Server, serve } from '../harness/serve.ts';
import { launchBrowser } from '../harness/start-browser.ts';
import type { FrameBox, Level } from './visible-driver.ts';

declare const show: (
  samples: readonly (readonly Level[])[],
) => Promise<{ isSeen: boolean; box: FrameBox }[]>;

const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 5);
/** As many frames as a picture has room for. */
const SAMPLES = 25;

const STYLES = [
  '',
  'position: relative',
  'max-height: 0; overflow: hidden',
  'height: 0; overflow: hidden; border: 1px solid',
  'height: 0',
  'height: 60px; overflow: hidden',
  'height: 40px; width: 120px; overflow: auto',
  'height: 0; overflow-y: scroll',
  'width: 0; overflow: clip',
  'overflow-x: hidden; width: 100px',
  'opacity: 0',
  'opacity: .5',
  'filter: opacity(0)',
  'visibility: hidden',
  'visibility: visible',
  'visibility: collapse',
  'display: none',
  'display: contents',
  'display: flex; flex-direction: column-reverse; overflow: auto; height: 50px',
  'content-visibility: hidden',
  'content-visibility: auto',
  'position: absolute; left: -9999px',
  'position: absolute; top: -300px',
  'position: absolute; left: 20px; top: 20px',
  'position: absolute; left: 400px; top: 200px',
  'position: fixed; left: -400px; width: 300px',
  'position: fixed; left: 10px; top: 10px',
  'position: fixed; top: 500px',
  'position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap',
  'position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)',
  'clip-path: inset(50%)',
  'clip-path: inset(0)',
  'clip-path: circle(0)',
  'clip-path: circle(50%)',
  'clip-path: polygon(0 0, 0 0, 0 0)',
  'clip-path: polygon(0 0, 100% 0, 100% 100%, 0 100%)',
  'position: absolute; clip: rect(0 0 0 0)',
  'position: absolute; clip: rect(0px, 500px, 200px, 0px)',
  'transform: scale(0)',
  'transform: translateX(-600px)',
  'transform: translateX(5px)',
  'transform: translateY(-100%) translateY(-40px)',
  'will-change: transform',
  'contain: paint; height: 0',
  'font-size: 0',
  'text-indent: -9999px',
  'margin-top: 300px',
  'margin-left: 300px',
  'margin-left: -300px',
  'padding-top: 200px',
  'direction: rtl',
  'direction: rtl; overflow: auto; width: 100px',
  'writing-mode: vertical-rl',
  'zoom: 2',
];

const level: fc.Arbitrary<Level> = fc.record({
  tag: fc.constantFrom('div', 'div', 'div', 'span', 'section', 'details'),
  style: fc.constantFrom(...STYLES),
  hidden: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  open: fc.boolean(),
});
const samples = fc.array(fc.array(level, { minLength: 1, maxLength: 4 }), {
  minLength: SAMPLES,
  maxLength: SAMPLES,
});

async function bundle(isFirefox: boolean): Promise<string> {
  const outcome = await build({
    configFile: false,
    logLevel: 'warn',
    define: { __FIREFOX__: String(isFirefox) },
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, 'visible-driver.ts'),
        formats: ['iife'],
        name: 'driver',
      },
    },
  });
  const [{ output }] = outcome as [Rollup.RollupOutput];
  return output[0].code;
}

/** How many dots of the name's colour a part of a picture has, however pale. */
function dots({ data, width }: Awaited<ReturnType<typeof picture>>, box: FrameBox): number {
  let count = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (red > 240 && blue > 240 && green < 235) count++;
    }
  }
  return count;
}
/** Fewer show no letters; letters of other texts have some such dots at their edges, too. */
const FEWEST = 25;

describe.each(BROWSER_KINDS)('what a person can see in %s', (kind) => {
  let server: Server;
  let launched: Pick<Launched, 'browser' | 'close'>;

  beforeAll(async () => {
    server = await serve({
      pages: { '/': '<!doctype html><link rel="icon" href="data:,"><title>Seen</title><body>' },
    });
    launched = await launchBrowser(kind);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  test('is what pictures show of it', async () => {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await page.evaluate(await bundle(kind === 'firefox'));
    const wrong: string[] = [];
    let seen = 0;
    for (const sample of fc.sample(samples, { seed: SEED, numRuns: RUNS })) {
      // Of plain objects: fast-check's have no prototype.
      const list: typeof sample = JSON.parse(JSON.stringify(sample));
      const answers = await page.evaluate((given) => show(given), list);
      const png = await picture(page);
      for (const [index, { isSeen, box }] of answers.entries()) {
        const isShown = dots(png, box) >= FEWEST;
        if (isShown) seen++;
        if (isShown !== isSeen) {
          const levels = (list[index] ?? []).map(
            ({ tag, style, hidden, open }) =>
              `${tag}${hidden ? ' hidden' : ''}${open ? ' open' : ''} { ${style} }`,
          );
          wrong.push(`${isShown ? 'seen' : 'not seen'}: ${levels.join(' > ')}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    // There are both.
    expect(seen).toBeGreaterThan(RUNS);
    expect(seen).toBeLessThan(SAMPLES * RUNS - RUNS);
    await page.close();
  });
});
