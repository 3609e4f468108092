import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compileTopics, foldTerm } from '../../../src/build/story/compile-topics.ts';
import { readStory } from '../../../src/build/story/read-story.ts';
import { parseTopics } from '../../../src/build/story/topics-schema.ts';
import { fold } from '../../../src/terms/fold.ts';
import { findHits, indexTopics } from '../../../src/topics/topic-index.ts';
import { rocketIndex, rocketParagraphs, rocketTopics } from '../story/rocket.ts';

const FOLDER = join(import.meta.dirname, '../../../assets/story');
const { story, topics: compiled } = readStory(FOLDER);

const found = (text: string, index = rocketIndex) =>
  findHits(fold(text), index).map(({ start, end }) => text.slice(start, end));

describe('findHits', () => {
  test.each([
    ['Costs rose.', ['Costs']],
    ['A costume for the actor', ['costume']],
    ['BUDGET-OVERRUNS', ['BUDGET-OVERRUNS']],
    ['budget. Overrun', []],
    ['la fusée décolle', ['fusée', 'décolle']],
    ['des dépassements de budget'.normalize('NFD'), ['dépassements de budget'.normalize('NFD')]],
    ['latest', []],
    ['本日打ち上げ予定', ['打ち上げ']],
    ['وبالتكلفة الباهظة', ['وبالتكلفة']],
    ['وإطلاق', ['إطلاق']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('a term of two concepts counts for both', () => {
    const topics = {
      ...rocketTopics,
      concepts: { ...rocketTopics.concepts, sense: { en: 'late' } },
    };
    const index = indexTopics(compileTopics(topics, rocketParagraphs));
    const names = Object.keys(topics.concepts);
    const [hit] = findHits(fold('late'), index);
    expect(hit?.concepts.map((concept) => names[concept])).toEqual(['delay', 'sense']);
  });
});

describe('compileTopics', () => {
  test('keeps every term, save those that a stem covers', () => {
    const json = readFileSync(join(FOLDER, 'topics.json'), 'utf8');
    const ids = story.editions[0]?.paragraphs.map(({ id }) => id) ?? [];
    const topics = parseTopics(json, 'topics.json', ids);
    const names = Object.keys(topics.concepts);
    const kept = new Map<string, Set<string>>(names.map((name) => [name, new Set()]));
    for (const [term, concept] of compiled.terms) {
      kept.get(names[concept] as string)?.add(term);
    }
    for (const [name, lists] of Object.entries(topics.concepts)) {
      const terms = [...(kept.get(name) ?? [])];
      const stems = terms.filter((term) => term.endsWith('*')).map((term) => term.slice(0, -1));
      for (const term of Object.values(lists).flatMap((list) => list.split(','))) {
        const folded = foldTerm(term.trim());
        expect(
          terms.includes(folded) || stems.some((stem) => folded.startsWith(stem)),
          `${name}: ${term}`,
        ).toBe(true);
      }
    }
  });

  test('ships within 30 kB, of the 120 that ranking may take', () => {
    expect(gzipSync(JSON.stringify(compiled), { level: 9 }).length).toBeLessThanOrEqual(30_000);
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });
});

describe('parseTopics', () => {
  const faulty = (change: object) => () =>
    parseTopics(JSON.stringify({ ...rocketTopics, ...change }), 'topics.json', rocketParagraphs);
  const concepts = (change: object) => ({ concepts: { ...rocketTopics.concepts, ...change } });

  test.each([
    [{ weights: { launch: { p9: 1 } } }, 'weights.launch: unknown paragraph “p9”'],
    [{ weights: { lunch: { p1: 1 } } }, 'weights: unknown concept “lunch”'],
    [{ weights: { launch: {} } }, 'weights.launch: has no weight'],
    [{ subject: [] }, 'subject: names no concept'],
    [concepts({ late: { en: 'tardy' } }), 'concepts.late: nothing refers to it'],
    [concepts({ delay: { en: 'late, late' } }), 'concepts.delay.en: “late” stands twice'],
    [concepts({ delay: { fr: 'été, ete' } }), 'concepts.delay.fr: “ete” is the same as “été”'],
    [concepts({ delay: { en: 'late,' } }), 'concepts.delay.en: an empty term'],
    [concepts({ delay: { en: '*ness' } }), 'concepts.delay.en: “*ness”: no word may begin with *'],
    [concepts({ delay: { en_GB: 'late' } }), 'concepts.delay.en_GB: is no BCP 47 language tag'],
    [concepts({ delay: {} }), 'concepts.delay: has no language'],
    [
      { patterns: [{ all: ['launch'], weights: { p1: 1 } }] },
      'patterns.0.all: takes two concepts at least',
    ],
    [
      { patterns: [{ all: ['launch', 'delay'], weights: { p7: 1 } }] },
      'patterns.0.weights: unknown paragraph “p7”',
    ],
  ])('%j', (change, message) => {
    expect(faulty(change)).toThrow(`topics.json: ${message}`);
  });

  test('accepts a good file', () => {
    expect(faulty({})()).toEqual(rocketTopics);
  });
});
