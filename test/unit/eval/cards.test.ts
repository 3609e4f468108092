import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { type BlindCard, choose } from '../../eval/cards-draw.ts';
import { fingerprint, readJudgedCards } from '../../eval/cards-list.ts';

const { story } = readStory('assets/story');

const LINE = {
  page: 'a.html',
  name: 'grok',
  mention: 2,
  passage: '0123456789ab',
  lang: 'en',
  best: 'p1',
  acceptable: ['p1', 'p3'],
};

describe('judged cards', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'judged-cards-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (line: object) => {
    const file = join(folder, 'cards.jsonl');
    writeFileSync(file, `${JSON.stringify(LINE)}\n${JSON.stringify(line)}\n`);
    return readJudgedCards(file, story);
  };

  test('are read with what they hold', () => {
    expect(read({ ...LINE, mention: 1, generic: true, note: 'for people' })).toEqual([
      LINE,
      { ...LINE, mention: 1, generic: true },
    ]);
  });

  test.for([
    [{ best: 'p9' }, /:2: best: is no paragraph/],
    [{ best: 'p2' }, /:2: .*best is not acceptable/],
    [{ name: 'tay' }, /:2: name/],
    [{ mention: 0 }, /:2: mention/],
    [{ passage: 'the text itself' }, /:2: passage/],
  ] as const)('a line with %o is refused', ([change, reason]) => {
    expect(() => read({ ...LINE, ...change })).toThrow(reason);
  });

  test('no two of the list are one, and no page has more than four', () => {
    const cards = readJudgedCards('test/eval/judged-cards.jsonl', story);
    const places = cards.map(({ page, name, mention }) => `${page} ${name} ${mention}`);
    expect(new Set(places).size).toBe(cards.length);
    const ofPage = (page: string) => cards.filter((card) => card.page === page).length;
    expect(Math.max(...cards.map(({ page }) => ofPage(page)))).toBeLessThanOrEqual(4);
  });
});

test('a fingerprint tells each part of a passage', () => {
  const passage = { name: 'xai', text: 'Of xAI, xAI', start: 3, end: 6, title: 'A title' };
  const others = [
    passage,
    { ...passage, name: 'grok' },
    { ...passage, text: 'By xAI, xAI' },
    { ...passage, start: 8, end: 11 },
    { ...passage, title: '' },
  ].map(fingerprint);
  expect(new Set(others).size).toBe(5);
  expect(fingerprint({ ...passage })).toBe(others[0]);
});

describe('the draw', () => {
  const card = (page: string, mention: number): BlindCard => ({
    page,
    name: 'openai',
    mention,
    passage: '0123456789ab',
    title: '',
    context: '',
  });
  const pages = ['a', 'b', 'c', 'd'].map((page) => [1, 2, 3, 4].map((each) => card(page, each)));

  test('takes one of each page before another of any', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(choose(pages, 4, seed).map(({ page }) => page)).toEqual(['a', 'b', 'c', 'd']);
      const some = choose([...pages, []], 7, seed);
      expect(some).toHaveLength(7);
      expect(new Set(some.map(({ page }) => page)).size).toBe(4);
      expect(choose(pages, 7, seed)).toEqual(some);
    }
  });

  test('the seed decides, and no more are taken than there are', () => {
    expect(choose(pages, 9, 1)).not.toEqual(choose(pages, 9, 2));
    expect(choose(pages, 99, 1)).toEqual(pages.flat());
  });
});
