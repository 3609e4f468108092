/** A real fault of the storage: the disk does not hold what the browser looks for there. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserKind } from './browsers.ts';
import { builtExtension, findOwnPage, type Launched, launch, WELCOME } from './launch.ts';
import { store } from './settings.ts';
import type { Setup } from './setup.ts';
import { until } from './wait.ts';

/** Where a profile keeps storage.local: the folder with one of an extension's own, and what is in that. */
const PLACES: Record<BrowserKind, { around: string; name: RegExp; inner: string }> = {
  chromium: { around: join('Default', 'Local Extension Settings'), name: /./, inner: '' },
  firefox: { around: join('storage', 'default'), name: /^moz-extension\+/, inner: 'idb' },
};

/**
 * Starts a browser in which every reading and writing of storage.local fails: a file stands where its
 * folder was.
 */
export async function launchWithBrokenStorage(
  kind: BrowserKind,
  setup: Setup = {},
): Promise<Launched> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'backstory-broken-'));
  const start = () => launch(kind, { extensionDir: builtExtension(kind), userDataDir, setup });
  const healthy = await start();
  await store(healthy, 'local', { 'site:a.example': { on: false, at: 1 } });
  await healthy.close();

  const { around, name, inner } = PLACES[kind];
  const own = readdirSync(join(userDataDir, around)).filter((folder) => name.test(folder));
  const place = join(userDataDir, around, own[0] ?? '', inner);
  if (own.length !== 1 || !existsSync(place)) throw new Error(`Not the storage: ${place}`);
  rmSync(place, { recursive: true });
  writeFileSync(place, '');

  const launched = await start();
  // A storage that fails knows of no welcome. Chromium tries for seconds before it says so: the page would
  // come in front of a test's own.
  const isWelcome = () => findOwnPage(launched.browser, WELCOME);
  const welcome = await until('the first-run page once more', isWelcome, 40_000);
  await welcome.close();
  return {
    ...launched,
    async close() {
      await launched.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
