/**
 * Shows the extension at work on a page: `tsx test/run/preview.ts [--browser firefox] [--page FILE
 * or address]`. With a display the browser stays open; without one a mention is hovered, the popup is
 * opened, and pictures are left in dist/preview.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { cardText, isCardStill } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { hoverMark } from '../harness/pointer.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const PICTURES = join('dist', 'preview');
const SAMPLE = 'test/fixtures/news/index.html';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    page: { type: 'string', default: SAMPLE },
  },
});

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function kindOf(name: string): BrowserKind {
  const kind = BROWSER_KINDS.find((known) => known === name);
  if (!kind) throw new Error(`--browser ${name}: must be one of ${BROWSER_KINDS.join(', ')}`);
  return kind;
}

/** A file is served from this machine, with what stands beside it. */
async function addressOf(page: string): Promise<{ address: string; server?: Server }> {
  if (/^https?:/.test(page)) return { address: page };
  const file = resolve(page);
  const server = await serve({ folder: dirname(file) });
  return { address: `${server.origin}/${encodeURIComponent(basename(file))}`, server };
}

function save(name: string, png: Uint8Array): void {
  mkdirSync(PICTURES, { recursive: true });
  const file = join(PICTURES, name);
  writeFileSync(file, png);
  console.log(`  ${file}`);
}

/** @throws {Error} when there is no mark, no card or no popup */
async function takePictures(launched: Launched, page: Page): Promise<void> {
  const { kind, openPopup } = launched;
  const reports = await settled(launched, page);
  const { texts } = await registered(page);
  if (texts.length === 0) throw new Error('No mark was found on the page');
  console.log(`${texts.length} marks: ${texts.join(', ')}; ${reports.length - 1} frames within`);
  save(`${kind}-marks.png`, await page.screenshot());

  await hoverMark(page);
  const card = await until(
    'a card',
    async () => (await isCardStill(page)) && (await cardText(page)),
  );
  console.log(`Card: ${card.replace(/\s+/g, ' ').slice(0, 100)} …`);
  save(`${kind}-card.png`, await page.screenshot());

  const popup = await openPopup(page);
  await until('the popup counts the mentions', () =>
    popup.evaluate(({ document }) => document.querySelector('.counts li') !== null),
  );
  const text = await popup.text();
  console.log(`Popup: ${text.replace(/\s+/g, ' ').slice(0, 100)} …`);
  save(`${kind}-popup.png`, await popup.screenshot());
}

async function main(): Promise<void> {
  const kind = kindOf(values.browser);
  execFileSync('node_modules/.bin/vite', ['build', '--mode', kind, '--logLevel', 'warn'], {
    stdio: 'inherit',
  });
  const { address, server } = await addressOf(values.page);
  const launched = await launch(kind, {
    extensionDir: builtExtension(kind),
    headless: !hasDisplay,
    isOnline: server === undefined,
  });
  try {
    const page = await launched.browser.newPage();
    await page.goto(address);
    if (hasDisplay) {
      console.log(`${address}\nClose the browser to end.`);
      await new Promise((closed) => launched.browser.once('disconnected', closed));
    } else {
      console.log(`${kind} on ${address}`);
      await takePictures(launched, page);
    }
  } finally {
    await launched.close();
    await server?.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
