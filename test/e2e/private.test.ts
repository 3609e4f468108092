import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { hearIn, sendFrom, tabAt } from '../harness/content-world.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { allowInPrivate } from '../harness/private.ts';
import { type Server, serve } from '../harness/serve.ts';
import { clearStorage, openPopupAbout, press, shows, store, stored } from '../harness/settings.ts';
import { reportsAt } from '../harness/state.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';

const PAGE = '<!doctype html><title>News</title><p>OpenAI was founded.</p>';

declare const chrome: {
  windows: {
    create(options: { url: string; incognito: boolean }): Promise<{ id: number }>;
    remove(id: number): Promise<void>;
  };
};

describe.each(BROWSER_KINDS)('private windows in %s', (kind) => {
  let server: Server;
  let launched: Launched;

  beforeAll(async () => {
    server = await serve({
      pages: { '/open': PAGE, '/ordinary': PAGE, '/private': PAGE, '/other': PAGE },
    });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    await allowInPrivate(launched, builtExtension(kind));
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  const openPrivate = (path: string) =>
    launched.inExtension(
      async (url) => (await chrome.windows.create({ url, incognito: true })).id,
      server.origin + path,
    );
  const isActive = (path: string, active: boolean) =>
    until(`${path}: ${active}`, async () => {
      const reports = await reportsAt(launched, server.origin + path);
      return reports.length > 0 && reports.every(({ state }) => state?.active === active);
    });

  test('a rule lasts as long as its window, and bears on private windows alone', async () => {
    const page = await launched.browser.newPage();
    await page.goto(`${server.origin}/open`);
    const window = await openPrivate('/private');
    const other = await openPrivate('/other');
    for (const path of ['/open', '/private', '/other']) await isActive(path, true);

    const popup = await openPopupAbout(launched, `${server.origin}/private`);
    await shows(popup, inEnglish('privateWindow'));
    await press(popup, 'Mark names on 127.0.0.1');
    for (const path of ['/private', '/other']) await isActive(path, false);
    await isActive('/open', true);
    expect(Object.keys(await stored(launched, 'local'))).not.toContain('site:127.0.0.1');

    // A rule that lasts is overruled there, and is not changed.
    await store(launched, 'local', { 'site:127.0.0.1': { on: false, at: 1 } });
    await isActive('/open', false);
    await press(popup, 'Mark names on 127.0.0.1');
    for (const path of ['/private', '/other']) await isActive(path, true);
    await isActive('/open', false);

    await launched.inExtension((id) => chrome.windows.remove(id), window);
    await isActive('/other', false);
    await until('nothing of it is kept', async () => {
      const session = await stored(launched, 'session');
      return Object.keys(session).every((key) => !key.startsWith('private:'));
    });
    await launched.inExtension((id) => chrome.windows.remove(id), other);
  });

  test('a frame is told the rules of its own site, and is told of others only that something changed', async () => {
    await clearStorage(launched);
    const page = await launched.browser.newPage();
    await page.goto(`${server.origin}/ordinary`);
    const window = await openPrivate('/private');
    await isActive('/private', true);
    const ordinary = await hearIn(launched, await tabAt(launched, page.url()));
    const tabId = await tabAt(launched, `${server.origin}/private`);
    const heard = await hearIn(launched, tabId);

    const rule = { on: false, at: 1, window };
    await store(launched, 'session', { 'private:secret.example': rule });
    await store(launched, 'session', { 'private:127.0.0.1': rule });
    await isActive('/private', false);
    await until('both are heard of', async () => (await heard()).length === 2);
    expect(await heard()).toEqual(Array(2).fill({ type: 'privateRulesChanged' }));
    expect(await ordinary()).toEqual([]);

    const keys = ['private:secret.example', 'private:127.0.0.1', 'started'];
    expect(await sendFrom(launched, tabId, [{ type: 'privateRules', keys }])).toEqual([
      { answer: { 'private:127.0.0.1': rule } },
    ]);
    await launched.inExtension((id) => chrome.windows.remove(id), window);
    await page.close();
  });

  test('what is read there is kept nowhere', async () => {
    await clearStorage(launched);
    await store(launched, 'local', { 'option:dimRead': true });
    const page = await launched.browser.newPage();
    await page.goto(`${server.origin}/ordinary`);
    const window = await openPrivate('/private');
    for (const path of ['/ordinary', '/private']) await isActive(path, true);
    const read = async (path: string, paragraph: string) => {
      const tabId = await tabAt(launched, server.origin + path);
      return sendFrom(launched, tabId, [{ type: 'read', paragraph }]);
    };
    expect(await read('/private', 'p2')).toEqual([{ answer: true }]);
    expect(await read('/ordinary', 'p3')).toEqual([{ answer: true }]);
    expect((await stored(launched, 'local')).read).toEqual(['p3']);
    await launched.inExtension((id) => chrome.windows.remove(id), window);
    await page.close();
  });
});
