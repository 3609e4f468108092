/** The tool `eval:cards` itself: what a card asks about a mention is what it counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawOfPage } from '../eval/cards-draw.ts';
import { visitPage } from '../eval/cards-visit.ts';
import { bundleForPage } from '../eval/pages-bundle.ts';
import { type PageServer, servePages } from '../eval/pages-server.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';

describe('eval:cards', () => {
  let server: PageServer;
  let launched: Launched;
  let script: string;
  beforeAll(async () => {
    [server, launched, script] = await Promise.all([
      servePages('test/fixtures/pages', { 'content-security-policy': "script-src 'none'" }),
      launch('chromium', { extensionDir: builtExtension('chromium') }),
      bundleForPage('cards-in-frame.ts'),
    ]);
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  test('opens the card of the mention that is asked for', () =>
    visitPage(launched, server.addressOf('plain.html'), script, async (page) => {
      const second = await page.open({ name: 'openai', mention: 3 });
      expect(second).toMatchObject({
        passage: {
          name: 'openai',
          text: 'Far below, OpenAI again, and (as it says) "xAI".',
          start: 11,
          end: 17,
          title: 'A board meets',
        },
        ranking: { paragraphs: { length: 6 } },
      });
      // Back at the top, and about another name of the same passage as before.
      const sued = await page.open({ name: 'xai', mention: 1 });
      expect(sued).toMatchObject({ passage: { start: 28, end: 31 } });
      expect(await page.open({ name: 'xai', mention: 2 })).toMatchObject({
        passage: { start: 43, end: 46 },
      });
    }));

  test('what nobody can see has a number, and no card', () =>
    visitPage(launched, server.addressOf('plain.html'), script, async (page) => {
      const seen = await page.seen();
      expect(seen.filter(({ name }) => name === 'openai').map(({ mention }) => mention)).toEqual([
        1, 2, 3, 4,
      ]);
      expect(await page.open({ name: 'openai', mention: 6 })).toBe('no pointer reaches it');
      expect(await page.open({ name: 'openai', mention: 99 })).toBe('no pointer reaches it');
    }));

  test('draws four of a page, the same by the same seed', () =>
    visitPage(launched, server.addressOf('plain.html'), script, async (page) => {
      const drawn = await drawOfPage('plain.html', page, 1);
      expect(drawn).toHaveLength(4);
      for (const { context } of drawn) expect(context).toMatch(/⟦.+⟧/);
      expect(await drawOfPage('plain.html', page, 1)).toEqual(drawn);
    }));
});
