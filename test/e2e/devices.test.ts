/** Settings over time and across devices: restarts, updates, the browser's sync, private windows. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { packed, unpack } from '../harness/packed.ts';
import { type Server, serve } from '../harness/serve.ts';
import { clearStorage, store, stored } from '../harness/settings.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const PAGES = {
  '/': '<!doctype html><title>News</title><link rel="icon" href="data:,"><p>OpenAI was founded.</p>',
};

describe.each(BROWSER_KINDS)('settings that last in %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'backstory-update-'));
  const extensionDir = join(folder, 'extension');
  const userDataDir = join(folder, 'profile');
  let server: Server;
  let launched: Launched;

  /** The same extension under another version: what the browser takes for an update. */
  const release = (version: string) => unpack(packed(kind, version), extensionDir);
  const start = () => launch(kind, { extensionDir, userDataDir });

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    release('0.0.1');
    mkdirSync(userDataDir);
    launched = await start();
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function marks(origin: string): Promise<string> {
    const page = await launched.browser.newPage();
    await page.goto(origin);
    await settled(launched, page);
    const texts = String((await registered(page)).texts);
    await page.close();
    return texts;
  }

  test('what the first version stored holds after an update, a restart, and both', async () => {
    // Its format, to the letter: no version, no time to speak of, a pause that is over.
    const first = {
      'site:127.0.0.1': { on: false, at: 1_700_000_000_000 },
      'site:localhost': { on: true, at: 1_700_000_000_001 },
      pause: { until: 1_700_000_000_002 },
    };
    await clearStorage(launched);
    await store(launched, 'local', first);
    release('0.0.2');
    await launched.browser.installExtension(extensionDir);
    await launched.close();
    launched = await start();
    await until('the format has its number', async () => {
      return (await stored(launched, 'local')).version === 1;
    });
    // A single label is no domain: its rule is for it alone.
    expect(await stored(launched, 'local')).toMatchObject({
      ...first,
      'site:localhost': { ...first['site:localhost'], alone: true },
      version: 1,
    });
    expect(await marks(server.origin)).toBe('');
    expect(await marks(server.otherOrigin)).toBe('OpenAI');
  });

  test('options and a pause last over an update and a restart', async () => {
    const chosen = {
      'option:newSites': 'off',
      'option:names': ['grok'],
      'option:markStyle': 'tint',
      'option:markColour': 'green',
      'option:openBy': 'press',
      'option:badge': false,
      'option:offIcon': false,
      'option:paragraphLanguage': 'fr',
      pause: { until: null },
    };
    await clearStorage(launched);
    await store(launched, 'local', chosen);
    release('0.0.2.1');
    await launched.browser.installExtension(extensionDir);
    await launched.close();
    launched = await start();
    await until('the repair', async () => 'version' in (await stored(launched, 'local')));
    const local = await stored(launched, 'local');
    expect(local).toMatchObject(chosen);
    expect(Object.keys(local).filter((key) => key.startsWith('aside:'))).toEqual([]);
    expect(await marks(server.origin)).toBe('');
  });

  test('what cannot be read is kept aside, the rest holds', async () => {
    await clearStorage(launched);
    await store(launched, 'local', {
      'site:127.0.0.1': { on: false, at: 'yesterday' },
      'site:News.Example.': { on: false, at: 5 },
      'site:b.example': 'off',
      'option:markStyle': 'blinking',
      'option:markColour': 'blue',
      'option:ofAnotherVersion': 3,
      pause: 'soon',
      version: 1,
    });
    release('0.0.3');
    await launched.browser.installExtension(extensionDir);
    await until('the repair', async () => !('pause' in (await stored(launched, 'local'))));
    const local = await stored(launched, 'local');
    const plain = Object.fromEntries(
      Object.entries(local).map(([key, value]) => [key.replace(/^aside:\d+:/, 'aside:'), value]),
    );
    // Not of the settings: whether the first-run page was shown.
    delete plain.welcomed;
    expect(plain).toEqual({
      'site:127.0.0.1': { on: false, at: 0 },
      'site:news.example': { on: false, at: 5 },
      'aside:site:b.example': 'off',
      'aside:option:markStyle': 'blinking',
      'option:markColour': 'blue',
      'option:ofAnotherVersion': 3,
      'aside:pause': 'soon',
      version: 1,
    });
  });

  describe('with sync', () => {
    const bucketWith = async (site: string) => {
      const buckets = await stored(launched, 'sync');
      return Object.entries(buckets).find(([, bucket]) => site in (bucket as object));
    };

    afterEach(() => clearStorage(launched));

    test('rules travel both ways, a removed one does not come back', async () => {
      const now = Date.now();
      await store(launched, 'local', { 'site:here.example': { on: false, at: 10 } });
      expect(await stored(launched, 'sync')).toEqual({});
      await store(launched, 'local', { 'option:sync': true });
      const [key, bucket] = await until('our rule there', () => bucketWith('here.example'));
      expect(bucket).toEqual({ 'here.example': '0a' });

      // The other device writes the same bucket at the same time, and does not know our rule.
      await store(launched, 'sync', { [key]: { 'there.example': `1${(now + 20).toString(36)}` } });
      await until('its rule here, and ours there again', async () => {
        const local = await stored(launched, 'local');
        return 'site:there.example' in local && (await bucketWith('here.example')) !== undefined;
      });

      // Here it is removed; an old device that has not heard of it writes it again.
      await store(launched, 'local', { 'site:there.example': { on: null, at: now + 30 } });
      await until('the removal there', async () =>
        JSON.stringify(await bucketWith('there.example')).includes(`"-${(now + 30).toString(36)}"`),
      );
      await store(launched, 'sync', { [key]: { 'there.example': `1${(now + 20).toString(36)}` } });
      await until('the removal there again', async () =>
        JSON.stringify(await bucketWith('there.example')).includes(`"-${(now + 30).toString(36)}"`),
      );
      expect((await stored(launched, 'local'))['site:there.example']).toEqual({
        on: null,
        at: now + 30,
      });
    });

    test('more than it takes: all stays here, the newest travel', async () => {
      const rules = Object.fromEntries(
        Array.from({ length: 5_000 }, (_, index) => [
          `site:site-number-${index}.example`,
          { on: false, at: 1_700_000_000_000 + index },
        ]),
      );
      await store(launched, 'local', rules);
      await store(launched, 'local', { 'option:sync': true });
      await until('the newest rule there', () => bucketWith('site-number-4999.example'));
      expect(await bucketWith('site-number-0.example')).toBeUndefined();
      const local = await stored(launched, 'local');
      expect(local).toMatchObject(rules);
      expect(local.syncFailure).toBeUndefined();
    });

    test('garbage in it is passed over', async () => {
      await store(launched, 'local', { 'option:sync': true });
      await store(launched, 'sync', {
        'rules:1': 'text',
        'rules:2': { 'a b': '1a', 'ok.example': '05', 'c.example': '25', 'd.example': null },
        'rules:3': null,
      });
      await until(
        'what can be read',
        async () => 'site:ok.example' in (await stored(launched, 'local')),
      );
      const local = await stored(launched, 'local');
      expect(Object.keys(local).sort()).toEqual(['option:sync', 'site:ok.example']);
    });
  });
});
