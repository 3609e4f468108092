/** What the browser's own start does: a pause that was to last until then ends. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { installPacked, packed } from '../harness/packed.ts';
import { store, stored } from '../harness/settings.ts';
import { FIREFOX_ID } from '../harness/start-browser.ts';
import { until } from '../harness/wait.ts';

let folder: string;
let launched: Launched | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backstory-start-'));
});
afterEach(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const pauseIsOver = (running: Launched) =>
  until('the pause is over', async () => !('pause' in (await stored(running, 'local'))));

test('Firefox, with the extension installed for good', async () => {
  const userDataDir = join(folder, 'profile');
  mkdirSync(userDataDir);
  const start = (install: (browser: Browser) => Promise<string>) =>
    launch('firefox', { extensionDir: builtExtension('firefox'), userDataDir, install });

  launched = await start((browser) => installPacked('firefox', browser, packed('firefox'), folder));
  await store(launched, 'local', {
    pause: { until: 'restart' },
    'site:a.example': { on: false, at: 1 },
  });
  await launched.close();
  launched = await start(async () => FIREFOX_ID);
  await pauseIsOver(launched);
  expect(await stored(launched, 'local')).toMatchObject({ 'site:a.example': { on: false, at: 1 } });
});

declare const chrome: { runtime: { onStartup: { dispatch(): void } } };

// An unpacked extension is installed anew at each of its starts, so it is told of one.
test('Chromium, told of its start', async () => {
  launched = await launch('chromium', { extensionDir: builtExtension('chromium') });
  await store(launched, 'local', { pause: { until: 'restart' } });
  const target = await launched.browser.waitForTarget((found) => found.type() === 'service_worker');
  const worker = await target.worker();
  await worker?.evaluate(() => chrome.runtime.onStartup.dispatch());
  await pauseIsOver(launched);
});
