import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';

const BUNDLED = 'assets/story';
const ROCKET = 'test/fixtures/rocket-story';

describe('the bundled story', () => {
  const { story } = readStory(BUNDLED);

  test('is the original word for word, its translations beside it', () => {
    for (const edition of story.editions) {
      const file = `article.${edition.lang}.txt`;
      const lines = readFileSync(join(BUNDLED, file), 'utf8').trimEnd().split('\n');
      expect(`**${edition.title}**`).toBe(lines[0]);
      expect(edition.paragraphs.map(({ text }) => text)).toEqual(lines.slice(1));
      expect(edition.paragraphs.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
    }
    expect(story.languages).toEqual(story.editions.map(({ lang, kind }) => ({ lang, kind })));
    expect(story.languages.filter(({ kind }) => kind === 'original')).toEqual([
      { lang: 'fr', kind: 'original' },
    ]);
  });

  test('has each sentence of a paragraph, and nothing between them', () => {
    const second = story.editions[0]?.paragraphs[1];
    expect(second?.sentences.map(({ start, end }) => second.text.slice(start, end))).toEqual([
      expect.stringMatching(/^Musk, qui a quitté .* Google\.$/),
      expect.stringMatching(/^Il a récemment .*”\.$/),
    ]);
  });
});

test('another story is a folder with the same files', () => {
  const { story } = readStory(ROCKET);
  expect(story.names.map(({ label }) => label)).toEqual(['Vulpine', 'ESL']);
  expect(story.editions.map(({ paragraphs }) => paragraphs.length)).toEqual([2, 2]);
});

describe('a broken story names file, field and reason', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backstory-story-'));
    cpSync(ROCKET, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const change = (file: string, from: string, to: string) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  };

  test.each([
    ['story.json', '"2024-07"', '"July"', 'story.json: asOf: is no year and month (2024-03)'],
    ['story.json', '"lang": "de"', '"lang": "en"', 'story.json: editions: has a language twice'],
    ['story.json', '"lang": "de"', '"lang": "d_e"', 'editions.1.lang: is no language tag (BCP 47)'],
    ['story.json', '"original"', '"translation"', 'editions: must begin with the original'],
    ['story.json', '"p2"', '"p3"', 'names.1.introducedIn: the article has no p3'],
    ['story.json', 'article.de.txt', 'article.it.txt', 'article.it.txt: cannot be read'],
    ['story.json', '"asOf"', '"asof"', 'story.json: asOf: '],
    ['story.json', '{', '{{', 'story.json: no JSON ('],
    ['story.json', ', "Der Preis"', '', 'editions.1.titles: has 1 entries where the article has 2'],
    ['story.json', ', "esl": "die', ', "els": "die', 'editions.1.names: says nothing of esl'],
    ['story.json', ', "esl": "die', ', "els": "die', 'editions.1.names: unknown els'],
    ['article.de.txt', 'Die Agentur', '\nDie Agentur\nUnd', 'article.de.txt: has 3 paragraphs'],
    ['article.de.txt', 'Regenwald zum', 'Regenwald. Zum', 'article.de.txt: p1: has 2 sentences'],
    ['forms.json', '"id": "esl"', '"id": "els"', 'forms.json: names.1.id: story.json knows no'],
    ['cues.json', '"name": "esl"', '"name": "els"', 'cues.json: priors.0.name: unknown els'],
    ['topics.json', '"p2": 3', '"p9": 3', 'topics.json: weights.cost: unknown paragraph “p9”'],
  ])('%s: %s → %s', (file, from, to, message) => {
    change(file, from, to);
    expect(() => readStory(folder)).toThrow(message);
  });
});
