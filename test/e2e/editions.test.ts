/** The article in a language that programs carry no text of: it is loaded when it is shown. */
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';
import { optionKey } from '../../src/settings/stored.ts';
import { appears } from '../harness/appears.ts';
import { violations } from '../harness/axe.ts';
import { cardText, clickInCard, inCard } from '../harness/card.ts';
import { pointAway } from '../harness/pointer.ts';
import { until } from '../harness/wait.ts';
import { cardIsGone, html, onCardStage, words } from './card-stage.ts';

declare const chrome: { storage: { local: { set(items: object): Promise<void> } } };

const { story } = readStory('assets/story');
const PAGES = { '/': html('<p>Musk filed a lawsuit against OpenAI.</p>') };

const textsOf = (lang: string) =>
  story.editions
    .find((edition) => edition.lang === lang)
    ?.paragraphs.map(({ text }) => words(text)) ?? [];

/** The paragraph in the open card, with the language that it says it is in. */
const shownIn = (page: Page) =>
  inCard(page, (root) => {
    const paragraph = root.querySelector('#paragraph .paragraph');
    return JSON.stringify([paragraph?.getAttribute('lang'), paragraph?.textContent]);
  }).then((json) => JSON.parse(String(json)) as [lang: string, text: string]);

async function expectShown(page: Page, lang: string): Promise<void> {
  const [shown, text] = await shownIn(page);
  expect(shown).toBe(lang);
  expect(textsOf(lang)).toContain(words(text));
}

onCardStage(
  'a reader of German',
  { pages: PAGES },
  (stage) => {
    const choose = (language: string) =>
      stage.launched.inExtension((items) => chrome.storage.local.set(items), {
        [optionKey('paragraphLanguage')]: language,
      });

    test('has the card in German, with the sentence that fits, and the original beside it', async () => {
      const { page } = stage;
      await stage.openCard('/', 'OpenAI');
      await expectShown(page, 'de');
      expect(await inCard(page, (root) => root.querySelector('.fits')?.textContent ?? '')).toMatch(
        /^Diese Entscheidung fiel, kurz nachdem Musk/,
      );
      const text = (await cardText(page)) ?? '';
      expect(text).toContain('Original (Französisch)');
      expect(text).not.toContain('Englisch');
      await clickInCard(page, 'Original (Französisch)');
      await until('French', async () => (await shownIn(page))[0] === 'fr');
      await expectShown(page, 'fr');
      await clickInCard(page, 'Deutsch');
      await until('German again', async () => (await shownIn(page))[0] === 'de');
      await page.keyboard.press('Escape');
      await cardIsGone(page);
    });

    test('has it in Japanese who chose so, after a card in German, too', async () => {
      const { page } = stage;
      await choose('ja');
      await page.bringToFront();
      await pointAway(page);
      await stage.openCard('/', 'OpenAI');
      await expectShown(page, 'ja');
      await page.keyboard.press('Escape');
      await cardIsGone(page);
      await choose('auto');
    });

    describe('has the article', () => {
      const article = async (search: string) => {
        const page = await stage.launched.openOwn(`src/pages/article/index.html${search}`);
        await appears(page, '#p6 .paragraph');
        return page;
      };
      const shown = (page: Page) =>
        page.$$eval('#p3 .paragraph', (texts) =>
          texts.map((text) => [(text as HTMLElement).lang, text.textContent ?? '']),
        );

      test.each([
        ['', ['de']],
        ['?lang=de', ['de']],
        ['?lang=fr,ar', ['fr', 'ar']],
        ['?lang=zh-CN', ['zh-CN']],
      ])('at %s', async (search, langs) => {
        const page = await article(search);
        const third = langs.map((lang) => [lang, textsOf(lang)[2]]);
        expect((await shown(page)).map(([lang, text = '']) => [lang, words(text)])).toEqual(third);
        expect(await violations(page)).toEqual([]);
        await page.close();
      });

      test('offered in the languages that a reader of German wants', async () => {
        const page = await article('?lang=ja');
        const ways = await page.$$eval('nav a', (links) =>
          links.map((link) => `${link.getAttribute('href')} ${link.getAttribute('aria-current')}`),
        );
        expect(ways).toEqual([
          ...['?lang=de null', '?lang=en null', '?lang=fr null', '?lang=ja page'],
          ...['?lang=fr,de null', '?lang=fr,en null', '?lang=fr,ja null'],
        ]);
        await page.close();
      });
    });

    test('can choose any language by its own name', async () => {
      const page = await stage.launched.openOwn('src/pages/options/index.html');
      await appears(page, 'input[name=paragraphLanguage]');
      const names = await page.$$eval('label:has(input[name=paragraphLanguage])', (labels) =>
        labels.map((label) => label.textContent?.trim() ?? ''),
      );
      expect(names).toHaveLength(1 + story.languages.length);
      expect(names.slice(1)).toEqual(
        expect.arrayContaining(['Français', 'English', 'Deutsch', 'Polski', '日本語', 'العربية']),
      );
      await page.close();
    });
  },
  { language: 'de' },
);
