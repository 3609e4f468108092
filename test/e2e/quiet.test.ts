/** The quiet modes: each name marked once, and less where its paragraph was read. */
import type { Page } from 'puppeteer-core';
import { afterEach, expect, test } from 'vitest';
import { registered } from '../harness/marks.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { clearStorage, press, shows, store, stored } from '../harness/settings.ts';
import { inEnglish } from '../harness/texts.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, onCardStage } from './card-stage.ts';

const PAGES = {
  '/': html(`
    <h1>OpenAI and others</h1><p>The founder of xAI answered OpenAI.</p>
    <h2>Later</h2><p>OpenAI again.</p>
    <script>
      // The most marks that were ever registered at once.
      let most = 0;
      const count = () => {
        const all = [...CSS.highlights].flatMap(([, marks]) => [...marks]);
        most = Math.max(most, all.length);
        requestAnimationFrame(count);
      };
      count();
    </script>`),
  '/two': html('<p>Musk filed a lawsuit against OpenAI.</p><p>What is xAI?</p>'),
};

/** By the name of their highlight, the texts that are marked. */
const marks = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...(CSS.highlights as unknown as Map<string, Set<AbstractRange>>)].map(([name, ranges]) => [
        name,
        [...ranges].map(({ startContainer, startOffset, endOffset }) =>
          startContainer.textContent?.slice(startOffset, endOffset),
        ),
      ]),
    ),
  );

onCardStage('quiet modes', { pages: PAGES }, (stage) => {
  afterEach(() => clearStorage(stage.launched));

  test('once a page, from the beginning; the card of the others opens all the same', async () => {
    const { page, launched } = stage;
    await store(launched, 'local', { 'option:markEach': 'page' });
    await page.bringToFront();
    await stage.open('/');
    expect((await registered(page)).texts).toEqual(['OpenAI', 'xAI']);
    // Counted in the page's next frame; had there been more for a moment, it would never be two.
    await until('two at most', async () => (await page.evaluate('most')) === 2);
    const box = await page.$eval('p:last-of-type', (paragraph) =>
      paragraph.getBoundingClientRect().toJSON(),
    );
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.move(box.x + 20, box.y + box.height / 2, { steps: 10 });
    expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
    await store(launched, 'local', { 'option:markEach': 'section' });
    await page.bringToFront();
    await until('one more', async () => (await registered(page)).texts.length === 3);
  });

  test('less where the paragraph was read, until that is forgotten', async () => {
    const { page, launched } = stage;
    await store(launched, 'local', { 'option:dimRead': true });
    await page.bringToFront();
    await stage.open('/two');
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    const { read } = await until('it to be read', async () => {
      const items = await stored(launched, 'local');
      return 'read' in items && items;
    });
    expect(read).toEqual([expect.stringMatching(/^p\d$/)]);
    // Nothing else is kept of it.
    expect(JSON.stringify(await stored(launched, 'local'))).not.toContain('127.0.0.1');
    await page.bringToFront();
    await until('another mark', async () => (await marks(page))['backstory-read']?.length === 1);
    expect(await marks(page)).toMatchObject({
      backstory: ['xAI'],
      'backstory-read': ['OpenAI'],
    });
    await pointAway(page);
    await cardIsGone(page);

    const options = await launched.openOwn('src/pages/options/index.html');
    await press(options, inEnglish('forgetRead'));
    await shows(options, inEnglish('readForgotten'));
    expect(await stored(launched, 'local')).not.toHaveProperty('read');
    await options.close();
    await page.bringToFront();
    await until('the mark', async () => (await marks(page)).backstory?.length === 2);
  });
});
