import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { type Server, serve } from '../harness/serve.ts';
import { launchBrowser } from '../harness/start-browser.ts';
import { settled } from '../harness/state.ts';

/** Saved pages of the real web stand beside the project and are no part of it. */
const FOLDER = join('..', 'shared', 'pages');

interface SavedPage {
  readonly file: string;
  /** Whether names stand in its prose; from the counts in pages.json. */
  readonly hasNames: boolean;
}

const page = (file: string, hasNames: boolean): SavedPage => ({ file, hasNames });
const SAVED = [
  page('ai-news__contents-2026-08-18_001-index.html', true),
  page('ainews-web-2025__24-03-19-ainews-worldsimexe.html', true),
  page('ainews-web-2025__25-07-10-grok-4.html', true),
  page('fundus__MBN_2025_06_03.html', true),
  page('fundus__TechCrunch_2024_05_17.html', true),
  page('go-trafilatura__teslamag.de-Musk.html', true),
  page('go-trafilatura__wired.com.burn.html', true),
  page('openai-news-summary__2026-07-01-softbank-10b-loan-openai-stake.html', true),
  page('htmldate__1623715966.html', false),
  page('newspaper4k__chinese_article.html', false),
  page('go-trafilatura__france.attc.org-privatisations.html', false),
  page(
    'ilatura___Ziemniaki-na-sz-stej-sur-wka-na-dziesi-tej_.-Jak-pomaga-eby-nie-zaszkodzi-_-PORADNIK-W-PIGU-CE-.html',
    false,
  ),
];

/** Opens a page in a tab of its own; the messages of errors that nothing in it caught. */
async function visit(browser: Browser, address: string): Promise<{ tab: Page; errors: string[] }> {
  const tab = await browser.newPage();
  const errors: string[] = [];
  tab.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : `${error}`));
  await tab.goto(address);
  return { tab, errors };
}

const source = (tab: Page) => tab.evaluate(() => document.documentElement.outerHTML);

describe.each(BROWSER_KINDS)('saved pages in %s', (kind) => {
  const isThere = existsSync(FOLDER);
  /** As it is saved, and with its scripts refused: what is in it then is the same every time. */
  let lively: Server;
  let still: Server;
  let control: Awaited<ReturnType<typeof launchBrowser>>;
  let launched: Launched;

  beforeAll(async () => {
    if (!isThere) return;
    const headers = { 'content-security-policy': "script-src 'none'" };
    [lively, still, control, launched] = await Promise.all([
      serve({ folder: FOLDER }),
      serve({ folder: FOLDER, headers }),
      launchBrowser(kind),
      launch(kind, { extensionDir: builtExtension(kind) }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([launched?.close(), control?.close(), lively?.close(), still?.close()]);
  });

  /** Without Backstory and with it. */
  const visitBoth = (address: string) =>
    Promise.all([visit(control.browser, address), visit(launched.browser, address)]);

  test.for(SAVED)('$file', async ({ file, hasNames }, { skip }) => {
    skip(!isThere, `shared pages are absent (${FOLDER}): skipped`);
    const path = `/${encodeURIComponent(file)}`;

    const [unmarked, marked] = await visitBoth(still.origin + path);
    const reports = await settled(launched, marked.tab);
    const known = reports.reduce((sum, { mentions }) => sum + mentions.length, 0);
    const { texts } = await registered(marked.tab);
    expect(known > 0, `${known} mentions known`).toBe(hasNames);
    expect(texts.length > 0, `${texts.length} marks registered`).toBe(hasNames);
    expect((await source(marked.tab)) === (await source(unmarked.tab)), 'the same DOM').toBe(true);

    const [without, withMarks] = await visitBoth(lively.origin + path);
    await settled(launched, withMarks.tab);
    expect(withMarks.errors.filter((error) => !without.errors.includes(error))).toEqual([]);

    await Promise.all([unmarked, marked, without, withMarks].map(({ tab }) => tab.close()));
  });
});
