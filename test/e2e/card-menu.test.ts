/** What a reader changes from within a card, and takes back where it was changed. */
import { expect, test } from 'vitest';
import { cardText, clickInCard, inCard } from '../harness/card.ts';
import { registered } from '../harness/marks.ts';
import { pasteInto } from '../harness/paste.ts';
import { pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, html, longerThan, onCardStage } from './card-stage.ts';

declare const chrome: {
  runtime: { getURL(path: string): string };
  storage: {
    local: { get(key: null): Promise<Record<string, unknown>>; clear(): Promise<void> };
  };
  tabs: {
    query(query: object): Promise<{ id?: number }[]>;
    remove(id: number): Promise<void>;
  };
};

const PAGES = {
  '/': html(
    '<p>xAI opened its code after Musk took OpenAI to court.</p><textarea></textarea>',
    '<meta property="article:published_time" content="2026-05-12T08:00:00Z">',
  ),
};

/** What is marked when nothing was changed. */
const ALL = 'OpenAI,xAI';

onCardStage('the menu of a card', { pages: PAGES }, (stage) => {
  const marks = async () => String((await registered(stage.page)).texts.toSorted());
  const says = (text: string) =>
    until(text, async () => (await cardText(stage.page))?.includes(text));

  /** Opens the card of OpenAI, as in a browser that was just set up. */
  async function begin(): Promise<void> {
    await stage.launched.inExtension(() => chrome.storage.local.clear());
    await stage.page.bringToFront();
    await stage.openCard('/', 'OpenAI');
  }

  test.each([
    ['Turn off on this site', 'Off on this site.', ''],
    ['Do not mark OpenAI', 'OpenAI is no longer marked.', 'xAI'],
    ['Hide all marks until tomorrow', 'All marks are hidden until tomorrow.', ''],
  ])('“%s” does it, and its undo takes it back', async (item, told, left) => {
    const { page } = stage;
    await begin();
    await clickInCard(page, item);
    await says(told);
    await until('the marks that are left', async () => (await marks()) === left);
    // The card stands where it stood, though what it was about is no mark any more.
    await longerThan(page, 300);
    await clickInCard(page, 'Undo');
    await cardIsGone(page);
    await until('all marks', async () => (await marks()) === ALL);
  });

  test('what was changed stays when nobody takes it back', async () => {
    const { page } = stage;
    await begin();
    await clickInCard(page, 'Do not mark OpenAI');
    await says('OpenAI is no longer marked.');
    await clickInCard(page, 'Close');
    await cardIsGone(page);
    await stage.open('/');
    expect(await marks()).toBe('xAI');
  });

  test('the language that is chosen stays chosen', async () => {
    const { page } = stage;
    await begin();
    const langOf = () =>
      inCard(page, (root) => root.querySelector('#paragraph p')?.getAttribute('lang') ?? '');
    await clickInCard(page, 'Original (French)');
    await until('French', async () => (await langOf()) === 'fr');
    await clickInCard(page, 'Close');
    await cardIsGone(page);
    await pointAway(page);
    await stage.openCard('/', 'OpenAI');
    await until('French', async () => (await langOf()) === 'fr');
    // The way back.
    await clickInCard(page, 'English');
    await until('English', async () => (await langOf()) === 'en');
  });

  test('copies the paragraph with its source, and opens the options', async () => {
    const { page, launched, server } = stage;
    await begin();
    await clickInCard(page, 'Copy');
    await says('Copied');
    const pasted = await pasteInto(page, 'textarea');
    expect(pasted).toContain('undated article, author unknown');
    expect(pasted).toContain(`${server.origin}/`);
    await stage.openCard('/', 'OpenAI');
    await clickInCard(page, 'Options');
    await until('the options', () =>
      launched.inExtension(async () => {
        const url = chrome.runtime.getURL('src/pages/options/*');
        const [tab] = await chrome.tabs.query({ url });
        if (tab?.id === undefined) return false;
        await chrome.tabs.remove(tab.id);
        return true;
      }),
    );
  });

  test('tells how old the article and the page are', async () => {
    await begin();
    await says('As of March 2024');
    await says('this page: May 2026');
  });
});
