/**
 * How fast settings take effect: `npm run -s bench:settings`. Milliseconds,
 * median and worst: from a press of the switch to the last mark's going in an open tab, with 5,000
 * rules stored; from the popup's navigation to its first content.
 */
import type { Page } from 'puppeteer-core';
import { siteState } from '../../src/settings/sites.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, launch } from '../harness/launch.ts';
import { serve } from '../harness/serve.ts';
import { store } from '../harness/settings.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { build } from '../run/build.ts';

const RUNS = 15;
const RULES = 5_000;

const ruleEntries = Array.from({ length: RULES }, (_, index) => {
  return [`site-${index}.example`, { on: index % 2 === 0, at: 1_764_000_000_000 + index }] as const;
});

declare const chrome: { storage: { local: { set(items: object): Promise<void> } } };

function print(what: string, times: number[]): void {
  const sorted = times.sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  console.log(`${what}: median ${median.toFixed(2)} ms, worst ${sorted.at(-1)?.toFixed(2)} ms`);
}

/** When the page's marks have come or gone, as a date in milliseconds. */
const marksAre = (page: Page, there: boolean) =>
  page.evaluate(async (wanted) => {
    while (CSS.highlights.has('backstory') !== wanted) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    return Date.now();
  }, there);

const rules = new Map(ruleEntries);
const lookUps = Array.from({ length: 1_000 }, (_, index) => {
  const start = performance.now();
  siteState(`a.b.c.site-${index}.example`, rules, undefined, 0);
  return performance.now() - start;
});
print(`look-up among ${RULES} rules`, lookUps);

const server = await serve({
  pages: { '/': '<!doctype html><title>x</title><p>OpenAI and xAI.</p>' },
});
for (const kind of BROWSER_KINDS) {
  build(kind);
  const launched = await launch(kind, { extensionDir: builtExtension(kind) });
  await store(
    launched,
    'local',
    Object.fromEntries(ruleEntries.map(([site, rule]) => [`site:${site}`, rule])),
  );
  const page = await launched.browser.newPage();
  await page.goto(server.origin);
  await settled(launched, page);
  const effects: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const on = run % 2 === 1;
    const done = marksAre(page, on);
    const begun = await launched.inExtension((now) => {
      const begin = Date.now();
      void chrome.storage.local.set({ 'site:127.0.0.1': { on: now, at: begin } });
      return begin;
    }, on);
    effects.push((await done) - begun);
  }
  print(`${kind}: a switch's effect in an open tab`, effects);

  const openings: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const popup = await launched.openPopup(page);
    openings.push(
      await until('the popup’s first paint', () =>
        popup.evaluate(
          ({ performance }) =>
            performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? false,
        ),
      ),
    );
    await popup.close();
  }
  print(`${kind}: the popup's first content`, openings);
  await launched.close();
}
await server.close();
