import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appears } from '../harness/appears.ts';
import { violations } from '../harness/axe.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch, WELCOME } from '../harness/launch.ts';
import { type Server, serve } from '../harness/serve.ts';
import { launchBrowser } from '../harness/start-browser.ts';

/** Sound in light; in dark its text is too faint, and its field has no name in either. */
const FAULTY = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Planted faults</title>
  <link rel="icon" href="data:,">
  <style>@media (prefers-color-scheme: dark) { body { background: #222; color: #444 } }</style>
  <main><h1 id="faint">A heading</h1><input id="nameless"></main>`;

describe.each(BROWSER_KINDS)('axe catches a planted fault in %s', (kind) => {
  let server: Server;
  beforeAll(async () => {
    // As strict as the extension's own pages: what is put in for the check is not the page's.
    const headers = { 'content-security-policy': "script-src 'self'" };
    server = await serve({ pages: { '/': FAULTY }, headers });
  });
  afterAll(() => server?.close());

  test.each([
    { dark: false, faults: ['label: #nameless'] },
    { dark: true, faults: ['color-contrast: #faint', 'label: #nameless'] },
  ])('dark: $dark', async ({ dark, faults }) => {
    const { browser, close } = await launchBrowser(kind, { setup: { dark } });
    try {
      const page = await browser.newPage();
      await page.goto(server.origin);
      const found = await violations(page);
      expect(found.map((line) => line.split(' — ')[0])).toEqual(faults);
    } finally {
      await close();
    }
  });
});

/** In the light each page's own test looks, in more of its states. */
describe.each(BROWSER_KINDS)('axe in the dark in %s', (kind) => {
  let launched: Launched;
  beforeAll(async () => {
    launched = await launch(kind, { extensionDir: builtExtension(kind), setup: { dark: true } });
  });
  afterAll(() => launched?.close());

  test.each([
    ['src/pages/article/index.html#p3', '.target'],
    ['src/pages/article/index.html?lang=fr,en', 'section'],
    ['src/pages/options/index.html', '.sample'],
    [WELCOME, '.sample'],
  ])('finds nothing on %s', async (path, selector) => {
    const page = await launched.openOwn(path);
    await appears(page, selector);
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
      true,
    );
    expect(await violations(page)).toEqual([]);
  });
});
