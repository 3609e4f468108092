/**
 * `npm run dev [-- --browser firefox] [--page FILE or address]`: builds code that can be read, with source maps, and
 * opens a browser with it; builds and loads it anew whenever a source changes. What the extension passes over in a
 * page is told here, too. Ends with the browser, or with Ctrl+C.
 */
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserKind } from '../harness/browsers.ts';
import { launch } from '../harness/launch.ts';
import { build, devFolder, kindOf, SAMPLE, sourceState } from './build.ts';
import { addressOf, hasDisplay } from './page.ts';

/** Between two looks whether a source has changed. */
const LOOK_MS = 300;
/** Of a stack. The browser's own console has it all, by the sources' own lines. */
const SHOWN_LINES = 8;

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    page: { type: 'string', default: SAMPLE },
  },
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const say = (what: string) => console.log(`${new Date().toTimeString().slice(0, 8)} ${what}`);

/** What the sources were like when the last build began: a change during it makes for another. */
let builtState = '';
const stateNow = () => JSON.stringify(sourceState());

/** Whether it could be built. What is wrong has been said by then. */
function isBuilt(kind: BrowserKind): boolean {
  const begin = performance.now();
  builtState = stateNow();
  try {
    build(kind, { folder: devFolder(kind), isDev: true });
  } catch {
    say('not built: waiting for a change');
    return false;
  }
  say(`built in ${((performance.now() - begin) / 1_000).toFixed(1)} s`);
  return true;
}

/** Waits until a source has changed and is written to no more, or until `isOver`. */
async function untilChanged(isOver: () => boolean): Promise<void> {
  for (let former = builtState; !isOver(); ) {
    await pause(LOOK_MS);
    const now = stateNow();
    if (now !== builtState && now === former) return;
    former = now;
  }
}

/** Has the browser take what was built, and its tabs with it. */
async function reload(kind: BrowserKind, browser: Browser): Promise<void> {
  await browser.installExtension(devFolder(kind));
  const pages = (await browser.pages()).filter((page) => /^(?:https?|file):/.test(page.url()));
  await Promise.all(pages.map((page) => page.reload().catch(() => undefined)));
  say(`loaded anew, ${pages.length} tabs with it`);
}

/** What the extension says in a page. */
function listen(page: Page): void {
  page.on('console', (message) => {
    if (!message.text().startsWith('Backstory')) return;
    say(message.text().split('\n').slice(0, SHOWN_LINES).join('\n'));
  });
}

async function main(): Promise<void> {
  const kind = kindOf(values.browser);
  let isOver = false;
  process.once('SIGINT', () => {
    isOver = true;
  });
  while (!isBuilt(kind)) await untilChanged(() => isOver);
  const { address, server } = await addressOf(values.page);
  const launched = await launch(kind, {
    extensionDir: devFolder(kind),
    headless: !hasDisplay,
    isOnline: server === undefined,
  });
  const { browser } = launched;
  browser.once('disconnected', () => {
    isOver = true;
  });
  browser.on('targetcreated', async (target) => {
    const page = await target.page().catch(() => null);
    if (page) listen(page);
  });
  try {
    await (await browser.newPage()).goto(address);
    say(`${kind} shows ${address}; a change is built and loaded, Ctrl+C ends`);
    for (;;) {
      await untilChanged(() => isOver);
      if (isOver) break;
      if (isBuilt(kind)) await reload(kind, browser);
    }
  } finally {
    if (browser.connected) await launched.close();
    await server?.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
