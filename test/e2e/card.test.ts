import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';
import { GRACE_MS } from '../../src/card/hover.ts';
import { optionKey } from '../../src/settings/stored.ts';
import { CARD, cardText, clickInCard, countCards, inCard } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { pasteInto } from '../harness/paste.ts';
import { hoverMark, pointAway } from '../harness/pointer.ts';
import { switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, cardIsOpen, html, longerThan, onCardStage, words } from './card-stage.ts';

declare const chrome: {
  storage: { local: { set(items: object): Promise<void>; remove(key: string): Promise<void> } };
  tabs: {
    query(query: object): Promise<{ id?: number; url?: string }[]>;
    remove(id: number): Promise<void>;
  };
  runtime: { getURL(path: string): string };
};

const PAGES = {
  '/': html(`
    <p>Nothing here.</p><p>Nothing there.</p>
    <p>The founder of xAI answered.</p><p>A lawsuit against OpenAI.</p>
    <p id="end"><textarea></textarea></p>
    <script>
      const heard = [];
      for (const type of ['keydown', 'keyup', 'click', 'pointerdown', 'mousedown', 'copy']) {
        addEventListener(type, (event) => heard.push(event.key ?? type));
      }
    </script>`),
  '/long': html(
    `<div style="height: 50px" id="mover"></div><p>A lawsuit against OpenAI.</p><p style="height: 3000px"></p>`,
  ),
  '/link': html(`
    <p>The <a href="#there">founder of xAI</a> answered.</p>
    <p><button type="button">OpenAI</button></p>
    <p>The case of <span style="cursor: pointer" onclick="location.hash = 'own'">Grok by xAI</span></p>`),
  '/scroller': html(`
    <div id="scroller" style="height: 200px; overflow: auto; border: 1px solid">
      <p>A lawsuit against OpenAI.</p><p style="height: 900px"></p>
    </div><p style="height: 400px">`),
};

const PARAGRAPHS = readStory('assets/story').story.editions.flatMap(({ paragraphs }) =>
  paragraphs.map(({ text }) => words(text)),
);

const centre = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
  [x + width / 2, y + height / 2] as const;

const cardBox = (page: Page) =>
  page.$eval(CARD, (host) => host.getBoundingClientRect().toJSON() as DOMRect);

/** The `heard` of the page at `/`. */
const heard = (page: Page) => page.evaluate('heard') as Promise<string[]>;

onCardStage('the card', { pages: PAGES }, (stage) => {
  test('shows a paragraph of the article for the name under the pointer', async () => {
    const { page } = stage;
    await stage.openCard('/', 'OpenAI');
    const text = words(await cardIsOpen(page));
    expect(text).toContain('OpenAI');
    expect(PARAGRAPHS.filter((paragraph) => text.includes(paragraph))).toHaveLength(1);
  });

  test('there is one element while it is open, and none after Escape', async () => {
    const { page } = stage;
    await stage.open('/');
    const before = await page.content();
    await hoverMark(page, 'OpenAI');
    await cardIsOpen(page);
    expect(await countCards(page)).toBe(1);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    expect(await page.content()).toBe(before);
    // The page did not hear of the key that closed the card, but hears the next one.
    expect(await heard(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await heard(page)).toEqual(['Escape', 'Escape']);
  });

  test('there is still one element after moving to another name', async () => {
    const { page } = stage;
    await stage.openCard('/', 'OpenAI');
    // Above: what is below stands under the card.
    await hoverMark(page, 'xAI');
    await until('another card', async () => (await cardText(page))?.startsWith('xAI'));
    expect(await countCards(page)).toBe(1);
  });

  test('goes when the pointer goes', async () => {
    const { page } = stage;
    await stage.openCard('/', 'OpenAI');
    await pointAway(page);
    await cardIsGone(page);
    expect(await countCards(page)).toBe(0);
  });

  test('stays while the pointer is on it, and goes when it leaves it', async () => {
    const { page } = stage;
    const mark = await stage.openCard('/', 'OpenAI');
    const box = await cardBox(page);
    await page.mouse.move(box.x + 60, box.y + 60);
    // On to another place in it: as many frames as the grace has, and more.
    for (let step = 0; step < 30; step++) {
      await page.mouse.move(box.x + 60 + step, box.y + 60);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    expect(await countCards(page)).toBe(1);
    await page.mouse.move(mark.x + 400, box.y - 100);
    await cardIsGone(page);
  });

  test('a pointer that only passes opens none', async () => {
    const { page } = stage;
    await stage.open('/');
    const mark = await hoverMark(page, 'OpenAI');
    // At one go: on a busy machine two round trips take longer than the rest.
    const at = [mark.x + 20, mark.y + 8] as const;
    await page.mouse.move(600, mark.y + 200);
    await pointAway(page);
    await page.keyboard.press('Escape');
    await Promise.all([page.mouse.move(...at), page.mouse.move(600, mark.y + 200)]);
    // The card of a name that was hovered later proves that the first one's time is over.
    await hoverMark(page, 'xAI');
    expect(await cardIsOpen(page)).toMatch(/^xAI/);
  });

  test('a click pins it: the pointer may go; a second one closes it, and so does one elsewhere', async () => {
    const { page } = stage;
    const mark = await stage.openCard('/', 'OpenAI');
    await page.mouse.click(...centre(mark));
    await pointAway(page);
    await hoverMark(page, 'xAI');
    await longerThan(page, GRACE_MS);
    expect(await cardText(page)).toMatch(/^OpenAI/);
    await page.mouse.click(...centre(mark));
    await cardIsGone(page);
    await page.mouse.click(...centre(mark));
    expect(await cardIsOpen(page)).toMatch(/^OpenAI/);
    await page.mouse.click(500, 3);
    await cardIsGone(page);
  });

  test('opens by a press alone for who has chosen so, in the language of their choice', async () => {
    const { page, launched } = stage;
    const options = { [optionKey('openBy')]: 'press', [optionKey('paragraphLanguage')]: 'fr' };
    await launched.inExtension((items) => chrome.storage.local.set(items), options);
    await page.bringToFront();
    await stage.open('/');
    const mark = await hoverMark(page, 'OpenAI');
    await longerThan(page, GRACE_MS);
    expect(await countCards(page)).toBe(0);
    await page.mouse.click(...centre(mark));
    await cardIsOpen(page);
    expect(
      await inCard(page, (root) => root.querySelector('#paragraph p')?.getAttribute('lang') ?? ''),
    ).toBe('fr');
    for (const key of Object.keys(options)) {
      await launched.inExtension((name) => chrome.storage.local.remove(name), key);
    }
  });

  test('a click opens it at once in a page where no pointer was before', async () => {
    const { page } = stage;
    await stage.open('/');
    const mark = await hoverMark(page, 'OpenAI');
    await page.mouse.click(...centre(mark));
    await cardIsOpen(page);
    await pointAway(page);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
  });

  test('a link, a button and what the page shows as one stay the page’s', async () => {
    const { page } = stage;
    await stage.open('/link');
    for (const [index, text] of ['xAI', 'OpenAI', 'Grok'].entries()) {
      const mark = await hoverMark(page, text);
      await cardIsOpen(page);
      await page.mouse.click(...centre(mark));
      await pointAway(page);
      await cardIsGone(page);
      const hash = await page.evaluate(() => location.hash);
      expect(hash).toBe(['#there', '#there', '#own'][index]);
    }
  });

  test('what is done in it the page does not hear; text in it is selected and copied', async () => {
    const { page } = stage;
    await stage.openCard('/', 'OpenAI');
    const at = await inCard(page, (root) => {
      const text = root.querySelector('#paragraph p')?.firstChild as Text;
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(text, 3);
      const { x, y, height } = range.getBoundingClientRect();
      return JSON.stringify([x, y + height / 2, text.data]);
    });
    const [x, y, start] = JSON.parse(String(at));
    await page.mouse.move(x + 1, y);
    await page.mouse.down();
    // Out of the card and back: selecting is no leaving.
    await page.mouse.move(900, 600, { steps: 3 });
    await page.mouse.move(x + 120, y, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.down('Control');
    await page.keyboard.press('c');
    await page.keyboard.up('Control');
    expect(await countCards(page)).toBe(1);
    expect((await heard(page)).filter((type) => type !== 'Control' && type !== 'c')).toEqual([]);
    await page.keyboard.press('Escape');
    await cardIsGone(page);
    const pasted = await pasteInto(page, 'textarea');
    expect(pasted.length).toBeGreaterThan(5);
    expect(start.startsWith(pasted.slice(0, 5))).toBe(true);
  });

  test('shows the next paragraph and the other language', async () => {
    const { page } = stage;
    await stage.openCard('/', 'OpenAI');
    const first = words((await cardText(page)) ?? '');
    await clickInCard(page, 'Next paragraph');
    const second = await until('another paragraph', async () => {
      const text = words((await cardText(page)) ?? '');
      return text !== first && text;
    });
    expect(PARAGRAPHS.filter((paragraph) => second.includes(paragraph))).toHaveLength(1);
    await clickInCard(page, 'Original (French)');
    const isIn = (lang: string) =>
      inCard(
        page,
        (root, wanted) => root.querySelector('#paragraph p')?.getAttribute('lang') === wanted,
        lang,
      );
    await until('French', () => isIn('fr'));
    // It would stay so.
    await clickInCard(page, 'English');
    await until('English', () => isIn('en'));
    // It was used: the pointer may go.
    await pointAway(page);
    await longerThan(page, GRACE_MS);
    expect(await countCards(page)).toBe(1);
    await clickInCard(page, 'Close');
    await cardIsGone(page);
  });

  test('“Read the article” opens it at the paragraph that is shown', async () => {
    const { page, launched } = stage;
    await stage.openCard('/', 'OpenAI');
    // A frame that fails on a busy machine has a press not count.
    await until('the card to give way to the article', async () => {
      await clickInCard(page, 'Read the article');
      await longerThan(page, 100);
      return (await cardText(page)) === undefined;
    });
    const address = await until('the article', () =>
      launched.inExtension(async () => {
        const [tab] = await chrome.tabs.query({
          url: chrome.runtime.getURL('src/pages/article/*'),
        });
        // A tab that was just made may not have its address yet.
        if (tab?.id === undefined || !tab.url) return undefined;
        await chrome.tabs.remove(tab.id);
        return tab.url;
      }),
    );
    expect(address).toMatch(/\?lang=en#p\d$/);
    await page.bringToFront();
  });

  test('“Turn off on this site” takes marks and card away, for a person’s click only', async () => {
    const { page } = stage;
    await stage.openCard('/', 'OpenAI');
    const at = await inCard(page, (root) => {
      const button = [...root.querySelectorAll('button')].at(-1);
      const { x, y } = (button as HTMLElement).getBoundingClientRect();
      return JSON.stringify([x + 4, y + 4]);
    });
    const [x, y] = JSON.parse(String(at));
    await page.evaluate(
      (selector, clientX, clientY) => {
        const host = document.querySelector(selector) as HTMLElement;
        host.click();
        for (const type of ['pointerdown', 'pointerup', 'click']) {
          host.dispatchEvent(
            new PointerEvent(type, {
              clientX,
              clientY,
              detail: 1,
              bubbles: true,
              composed: true,
              cancelable: true,
            }),
          );
        }
      },
      CARD,
      x,
      y,
    );
    await longerThan(page, GRACE_MS);
    expect((await registered(page)).texts.length).toBeGreaterThan(0);
    await until('no marks', async () => {
      if ((await cardText(page)) !== undefined) await clickInCard(page, 'Turn off on this site');
      await longerThan(page, 100);
      return (await registered(page)).texts.length === 0;
    });
    await cardIsGone(page);
    await switchSite(stage.launched, '127.0.0.1', true);
  });

  test('follows its mention when the page moves it, and goes with it out of sight', async () => {
    const { page } = stage;
    const mark = await stage.openCard('/long', 'OpenAI');
    await page.mouse.click(...centre(mark));
    const before = await cardBox(page);
    const isLower = async (by: number) => Math.abs((await cardBox(page)).y - before.y - by) < 1;
    await page.$eval('#mover', (mover) => mover.setAttribute('style', 'height: 100px'));
    await until('the card to follow', () => isLower(50));
    await page.evaluate(() => scrollTo({ top: 20, behavior: 'instant' }));
    await until('the card to follow', () => isLower(30));
    await page.evaluate(() => scrollTo({ top: 1000, behavior: 'instant' }));
    await cardIsGone(page);
  });

  test('goes where its mention is scrolled out of what it stands in', async () => {
    const { page } = stage;
    const mark = await stage.openCard('/scroller', 'OpenAI');
    await page.mouse.click(...centre(mark));
    await page.$eval('#scroller', (scroller) =>
      scroller.scrollTo({ top: 10, behavior: 'instant' }),
    );
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await countCards(page)).toBe(1);
    await page.$eval('#scroller', (scroller) =>
      scroller.scrollTo({ top: 120, behavior: 'instant' }),
    );
    await cardIsGone(page);
  });

  test('goes when the page scrolls away from under a resting pointer', async () => {
    const { page } = stage;
    await stage.openCard('/long', 'OpenAI');
    await page.$eval('#mover', (mover) => mover.setAttribute('style', 'height: 450px'));
    await cardIsGone(page);
  });

  test.each([
    ['its mention is taken out', () => document.querySelector('p')?.remove()],
    ['the address changes', () => history.pushState(null, '', '?elsewhere')],
    ['its text is hidden', () => document.body.setAttribute('hidden', '')],
  ])('goes when %s', async (_, change) => {
    const { page } = stage;
    await stage.openCard('/long', 'OpenAI');
    await page.evaluate(change);
    await cardIsGone(page);
    expect(await countCards(page)).toBe(0);
  });

  test('goes with the page, and is not there when one comes back', async () => {
    // Of its own: puppeteer loses a page that Firefox takes out of its back/forward cache.
    const own = await stage.launched.browser.newPage();
    await own.goto(`${stage.server.origin}/long`);
    await until('marks', async () => (await registered(own)).texts.length > 0);
    const mark = await hoverMark(own, 'OpenAI');
    await cardIsOpen(own);
    await own.mouse.click(...centre(mark));
    await own.goto(`${stage.server.origin}/link`);
    await own.evaluate(() => history.back());
    await until('the page before', () => own.evaluate(() => location.pathname === '/long'));
    expect(await countCards(own)).toBe(0);
    await own.close();
  });

  test('goes when the tab is hidden', async () => {
    const { page, launched } = stage;
    const mark = await stage.openCard('/', 'OpenAI');
    await page.mouse.click(...centre(mark));
    const other = await launched.browser.newPage();
    await other.bringToFront();
    await cardIsGone(page);
    await other.close();
    await page.bringToFront();
  });
});
