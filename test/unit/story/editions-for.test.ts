/** Which editions a reader gets, and how they are loaded. */
import { describe, expect, test } from 'vitest';
import { carriedEditions, editionsFor } from '../../../src/story/editions.ts';
import { editionLoader } from '../../../src/story/load-edition.ts';
import type { Edition, Story } from '../../../src/story/types.ts';

const edition = (lang: string, kind: Edition['kind'] = 'translation'): Edition => ({
  lang,
  kind,
  title: lang,
  names: {},
  paragraphs: [],
});
const all = [
  edition('fr', 'original'),
  ...['en', 'de', 'pt', 'zh-CN', 'zh-TW'].map((lang) => edition(lang)),
];
const languages = all.map(({ lang, kind }) => ({ lang, kind }));
const editions = carriedEditions({ editions: all });
const story: Story = { asOf: '2024-03', names: [], languages, editions };

describe('the editions for a reader', () => {
  test.each([
    ['de', ['de', 'en', 'fr']],
    ['de-AT', ['de', 'en', 'fr']],
    ['pt-BR', ['pt', 'en', 'fr']],
    ['zh', ['zh-CN', 'en', 'fr']],
    ['zh-TW', ['zh-TW', 'en', 'fr']],
    ['en-GB', ['en', 'fr']],
    ['fr', ['fr', 'en']],
    ['he', ['en', 'fr']],
    ['', ['en', 'fr']],
  ])('of %s', (language, wanted) => {
    expect(editionsFor(story, language).map(({ lang }) => lang)).toEqual(wanted);
  });

  test('without English the original', () => {
    const without = languages.filter(({ lang }) => lang !== 'en');
    const wanted = (language: string) =>
      editionsFor({ languages: without }, language).map(({ lang }) => lang);
    expect(wanted('he')).toEqual(['fr']);
    expect(wanted('de')).toEqual(['de', 'fr']);
  });
});

test('programs carry the original and the English edition', () => {
  expect(editions.map(({ lang }) => lang)).toEqual(['fr', 'en']);
  const [german] = all.filter(({ lang }) => lang === 'de');
  expect(carriedEditions({ editions: [edition('en', 'original'), german ?? edition('')] })).toEqual(
    [edition('en', 'original')],
  );
});

describe('an edition is loaded', () => {
  /** Fails as often as it is told to. */
  function loader(failures = 0) {
    const asked: string[] = [];
    const load = editionLoader(story, async (lang) => {
      asked.push(lang);
      if (asked.length <= failures) throw new Error('gone');
      return edition(lang);
    });
    return { load, asked };
  }

  test('once, and only what is not carried', async () => {
    const { load, asked } = loader();
    const both = await Promise.all([load('de'), load('de'), load('fr'), load('en')]);
    expect(both.map(({ lang }) => lang)).toEqual(['de', 'de', 'fr', 'en']);
    expect((await load('de')).lang).toBe('de');
    expect(asked).toEqual(['de']);
  });

  test('where that fails there is English, and it is tried again', async () => {
    const { load, asked } = loader(1);
    expect((await load('de')).lang).toBe('en');
    expect((await load('de')).lang).toBe('de');
    expect(asked).toEqual(['de', 'de']);
  });

  test('without English there is the original; without any it fails', async () => {
    const failing = async () => {
      throw new Error('gone');
    };
    const french = { editions: editions.slice(0, 1) };
    expect((await editionLoader(french, failing)('de')).lang).toBe('fr');
    await expect(editionLoader({ editions: [] }, failing)('de')).rejects.toThrow('gone');
  });
});
