import type { PNG } from 'pngjs';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { highlightName } from '../../src/settings/look.ts';
import { CHOICES } from '../../src/settings/options.ts';
import { contrast } from '../../src/ui/colour.ts';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { clipOfText, differs, mostOf, picture } from '../harness/pixels.ts';
import { type Server, serve } from '../harness/serve.ts';
import { clearStorage, store } from '../harness/settings.ts';
import { settled, switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const html = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title>
  <link rel="icon" href="data:,"><body>${body}`;

const PAGES = {
  '/': html('<p id="plain">A lawsuit against OpenAI, by the founder of xAI.</p>'),
  '/shadow': html(`
    <div id="host"><template shadowrootmode="open"><p>In the shadow: OpenAI.</p></template></div>
    <div id="late"></div>`),
  '/places': html(`
    <p style="display: contents">One: OpenAI.</p>
    <svg width="200" height="30"><text y="20" fill="currentcolor">Two: OpenAI.</text></svg>
    <table><tr><td style="color: red">Three: OpenAI.</td></tr></table>
    <div style="all: initial">Four: OpenAI.</div>
    <dialog>Five: OpenAI.</dialog>
    <script>
      document.querySelector('dialog').showModal();
      const beside = document.createElement('aside');
      beside.textContent = 'Six: OpenAI.';
      document.documentElement.append(beside);
    </script>`),
  '/frames': html(`
    <iframe id="same" src="/"></iframe>
    <iframe id="srcdoc" srcdoc="<p>The board of OpenAI met.</p>"></iframe>
    <iframe id="blank"></iframe>`),
  '/grounds': html(`
    <p id="light" style="background: #fff; color: #1b1b1b; font: 40px/2 sans-serif">A lawsuit against OpenAI</p>
    <p id="dark" style="background: #121212; color: #e8e8e8; font: 40px/2 sans-serif">A lawsuit against OpenAI</p>`),
  '/refused': html(`
    <p>Prose about OpenAI.</p>
    <script>const news = 'OpenAI';</script>
    <style>p::after { content: 'OpenAI' }</style>
    <textarea>OpenAI</textarea> <input value="OpenAI">
    <div contenteditable>OpenAI <b>and xAI</b></div>
    <pre>OpenAI</pre> <code>OpenAI</code>
    <select><option>OpenAI</option></select>`),
};

const waitForMarks = (frame: Page | Frame, texts: readonly string[]) =>
  until(`marks ${texts}`, async () => String((await registered(frame)).texts) === String(texts));

async function frameIn(page: Page, selector: string): Promise<Frame> {
  const frame = await (await page.$(selector))?.contentFrame();
  if (!frame) throw new Error(`No frame ${selector}`);
  return frame;
}

describe.each(BROWSER_KINDS)('marks in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    server = await serve({ pages: PAGES });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    page = await launched.browser.newPage();
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await switchSite(launched, '127.0.0.1', true);
    await page.bringToFront();
  });

  /** Pixels of a text that are other ones as soon as the site is switched off. */
  async function paintedPixels(selector: string, text: string): Promise<number> {
    const clip = await clipOfText(page, selector, text);
    const on = await picture(page, clip);
    await switchSite(launched, '127.0.0.1', false);
    await waitForMarks(page, []);
    await page.bringToFront();
    const off = await picture(page, clip);
    await switchSite(launched, '127.0.0.1', true);
    return differs(on, off);
  }

  test('a name is painted, the words beside it are not', async () => {
    await page.goto(server.origin);
    await waitForMarks(page, ['OpenAI', 'xAI']);
    expect(await paintedPixels('#plain', 'OpenAI')).toBeGreaterThan(0);
    await waitForMarks(page, ['OpenAI', 'xAI']);
    expect(await paintedPixels('#plain', 'lawsuit')).toBe(0);
  });

  test.each(CHOICES.markColour)(
    'a tint in %s can be seen on light ground and on dark',
    async (colour) => {
      await store(launched, 'local', { 'option:markStyle': 'tint', 'option:markColour': colour });
      await page.goto(`${server.origin}/grounds`);
      const name = highlightName('tint', colour);
      await until('the look', () =>
        page.evaluate((wanted) => CSS.highlights.get(wanted)?.size === 2, name),
      );
      for (const ground of ['light', 'dark']) {
        const [words, mark] = [
          await clipOfText(page, `#${ground}`, 'lawsuit'),
          await clipOfText(page, `#${ground}`, 'OpenAI'),
        ];
        // Its sheet may come a little later.
        await until(`${colour} on ${ground}`, async () => {
          const plain = mostOf(await picture(page, words));
          return contrast(plain, mostOf(await picture(page, mark))) >= 1.2;
        });
      }
      await clearStorage(launched);
    },
  );

  test('names are painted wherever they are shown: in the top layer, in a drawing, beside the body', async () => {
    await switchSite(launched, '127.0.0.1', false);
    await page.goto(`${server.origin}/places`);
    await settled(launched, page);
    await page.bringToFront();
    const places = ['p', 'text', 'td', 'body > div', 'dialog', 'aside'];
    const clips = await Promise.all(places.map((place) => clipOfText(page, place, 'OpenAI')));
    const pictures = async () => {
      const list = [];
      for (const clip of clips) list.push(await picture(page, clip));
      return list;
    };
    const off = await pictures();
    await switchSite(launched, '127.0.0.1', true);
    await waitForMarks(
      page,
      places.map(() => 'OpenAI'),
    );
    await page.bringToFront();
    const on = await pictures();
    const unpainted = places.filter((_, i) => differs(on[i] as PNG, off[i] as PNG) === 0);
    expect(unpainted).toEqual([]);
  });

  test('names in open shadow roots are painted, also in one attached later', async () => {
    await page.goto(`${server.origin}/shadow`);
    await waitForMarks(page, ['OpenAI']);
    expect(await paintedPixels('#host >>> p', 'OpenAI')).toBeGreaterThan(0);
    await page.evaluate(() => {
      const root = document.querySelector('#late')?.attachShadow({ mode: 'open' });
      root?.append(Object.assign(document.createElement('p'), { textContent: 'Later, xAI.' }));
    });
    await waitForMarks(page, ['OpenAI', 'xAI']);
    expect(await paintedPixels('#late >>> p', 'xAI')).toBeGreaterThan(0);
  });

  test('a look that a person chose is painted as that look, in shadow roots and after a reload', async () => {
    await switchSite(launched, '127.0.0.1', false);
    await page.goto(`${server.origin}/shadow`);
    await settled(launched, page);
    await page.bringToFront();
    const clip = await clipOfText(page, '#host >>> p', 'OpenAI');
    const unmarked = await picture(page, clip);
    await switchSite(launched, '127.0.0.1', true);
    await waitForMarks(page, ['OpenAI']);
    await page.bringToFront();
    const byDefault = await picture(page, clip);
    try {
      await store(launched, 'local', { 'option:markColour': 'blue', 'option:markStyle': 'tint' });
      await page.bringToFront();
      await until('the look', async () => {
        const now = await picture(page, clip);
        return differs(now, unmarked) > 0 && differs(now, byDefault) > 0;
      });
      const chosen = await picture(page, clip);
      // A page that is loaded with that look has it from its first mark on.
      await page.reload();
      await until('the same look', async () => differs(await picture(page, clip), chosen) === 0);
    } finally {
      await clearStorage(launched);
    }
    await waitForMarks(page, ['OpenAI']);
    await page.bringToFront();
    await until('the default', async () => differs(await picture(page, clip), byDefault) === 0);
  });

  test('names in frames are marked: same origin, srcdoc, written into a blank one', async () => {
    await page.goto(`${server.origin}/frames`);
    await waitForMarks(await frameIn(page, '#same'), ['OpenAI', 'xAI']);
    await waitForMarks(await frameIn(page, '#srcdoc'), ['OpenAI']);
    const blank = await frameIn(page, '#blank');
    await blank.evaluate(() => document.body.append('News of xAI.'));
    await waitForMarks(blank, ['xAI']);
  });

  test('marks follow what a page adds, changes and takes out', async () => {
    await page.goto(server.origin);
    await page.evaluate(() => {
      const later = document.createElement('p');
      later.id = 'later';
      later.textContent = 'And OpenAI again.';
      document.body.append(later);
    });
    await waitForMarks(page, ['OpenAI', 'OpenAI', 'xAI']);
    await page.$eval('#later', ({ firstChild }) => {
      (firstChild as Text).data = 'No longer.';
    });
    await waitForMarks(page, ['OpenAI', 'xAI']);
    await page.$eval('#plain', (paragraph) => paragraph.remove());
    await waitForMarks(page, []);
  });

  test('code, fields and editors keep their names unmarked', async () => {
    await page.goto(`${server.origin}/refused`);
    await settled(launched, page);
    expect(await registered(page)).toEqual({ names: ['backstory'], texts: ['OpenAI'] });
  });

  test('the page stays as it was written', async () => {
    const source = () =>
      page.evaluate(() => [
        document.documentElement.outerHTML,
        document.querySelector('#host')?.shadowRoot?.innerHTML,
      ]);
    await switchSite(launched, '127.0.0.1', false);
    await page.goto(`${server.origin}/shadow`);
    await settled(launched, page);
    const without = await source();
    await switchSite(launched, '127.0.0.1', true);
    await waitForMarks(page, ['OpenAI']);
    expect(await source()).toEqual(without);
    await page.reload();
    await waitForMarks(page, ['OpenAI']);
    expect(await source()).toEqual(without);
  });
});
