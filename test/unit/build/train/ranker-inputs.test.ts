import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRankerInputs } from '../../../../src/build/story/read-ranker.ts';
import { readStory } from '../../../../src/build/story/read-story.ts';
import { calibrate } from '../../../../src/build/train/calibrate.ts';
import { foldsOf } from '../../../../src/build/train/folds.ts';
import { hashesOfSynonyms, parseSynonyms } from '../../../../src/build/train/synonyms.ts';
import { rocketInputs } from '../../topics/examples.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backstory-story-'));
  cpSync('test/fixtures/rocket-story', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const GOOD = {
  id: 'a1',
  lang: 'en',
  page_title: '',
  context: 'Vulpine flew.',
  mention: { start: 0, end: 7, entity: 'vulpine' },
  best: 'p1',
  acceptable: ['p1'],
  generic: false,
};

const { story, topics } = readStory('test/fixtures/rocket-story');

function read(lines: readonly object[]) {
  mkdirSync(join(folder, 'examples'), { recursive: true });
  writeFileSync(
    join(folder, 'examples/passages.jsonl'),
    lines.map((l) => JSON.stringify(l)).join('\n'),
  );
  return readRankerInputs(folder, story.names, topics);
}

test('passages are read', () => {
  expect(read([GOOD])?.passages.map(({ id }) => id)).toEqual(['a1']);
});

test.each([
  [{ best: 'p9' }, 'best: is no paragraph of the article'],
  [{ mention: { start: 0, end: 7, entity: 'x' } }, 'mention.entity: "x" is no name of the story'],
  [
    { mention: { start: 7, end: 99, entity: 'esl' } },
    '(the whole): mention is not within the context',
  ],
  [{ acceptable: ['p2'] }, '(the whole): best is not acceptable'],
  [{ lang: '' }, 'lang: is empty'],
])('a passage with %j is refused', (fields, message) => {
  expect(() => read([GOOD, { ...GOOD, id: 'a2', ...fields }])).toThrow(
    `examples/passages.jsonl:2: ${message}`,
  );
});

test('an id that stands twice is refused', () => {
  expect(() => read([GOOD, GOOD])).toThrow('examples/passages.jsonl: id: a1 stands twice');
});

test('a story without examples has no ranker, one without topics can be read', () => {
  expect(readStory(folder).ranker).toBeNull();
  rmSync(join(folder, 'topics.json'));
  expect(readStory(folder).topics).toMatchObject({
    terms: [],
    targets: ['p1', 'p2', 'introduction'],
  });
});

test('synonyms are words of any script; what is no word is refused', () => {
  const synonyms = parseSynonyms('{"money":{"en":"budget, cost","ja":"予算"}}', 'synonyms.json');
  expect(hashesOfSynonyms(synonyms)[0]).toHaveLength(3);
  expect(() => parseSynonyms('{"money":{"en":"budget, !"}}', 'synonyms.json')).toThrow(
    'synonyms.json: money.en: has a term without letters',
  );
  expect(() => parseSynonyms('{"money":{}}', 'synonyms.json')).toThrow('has no language');
});

test('near-alike passages and neighbours are of the same part', () => {
  const text = (i: number) =>
    `number ${i} tells of ${'abcdefghij'.repeat(2).slice(i % 9)} ${i * 7919}`;
  const items = Array.from({ length: 100 }, (_, i) => ({
    lang: i < 50 ? 'en' : 'fr',
    text: text(i),
  }));
  const copy = {
    lang: 'de',
    text: 'an unusual sentence about turbines in the harbour of a small town',
  };
  const folds = foldsOf([...items, copy, { ...copy, lang: 'nl' }], 5);
  expect(new Set(folds.slice(0, 12)).size).toBe(1);
  expect(folds[100]).toBe(folds[101]);
  expect(new Set(folds).size).toBe(5);
});

test('a model that is too sure of itself is made less so', () => {
  const [passage] = rocketInputs.passages;
  if (passage === undefined) throw new Error('no passage');
  const answers = ['nothing', 'p1', 'p2', 'p3'] as const;
  const scored = Array.from({ length: 10 }, (_, i) => ({
    passage,
    introducedIn: 'p1' as const,
    // Right in seven of ten, and always as sure.
    scores: i < 7 ? [-60, 6, 0, 0] : [-60, 0, 6, 0],
  }));
  const { scale, sure } = calibrate(scored, answers);
  expect(scale).toBeLessThan(0.6);
  expect(sure).toBe(0.99);
});
