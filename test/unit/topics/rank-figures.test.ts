/** How much a word counts for a paragraph by where it stands, in figures: with topics of the test's own. */
import { describe, expect, test } from 'vitest';
import { compileTopics, type Topics } from '../../../src/build/story/compile-topics.ts';
import {
  evidenceAround,
  rankParagraphs,
  scoreTargets,
} from '../../../src/topics/rank-paragraphs.ts';
import { indexTopics } from '../../../src/topics/topic-index.ts';

const topics: Topics = {
  concepts: {
    one: { en: 'alpha' },
    two: { en: 'beta' },
    against: { en: 'gamma' },
    born: { en: 'delta' },
    unborn: { en: 'epsilon' },
    three: { en: 'zeta' },
    name: { en: 'ariane, ariane rocket*' },
  },
  weights: {
    one: { p2: 1 },
    two: { p2: 0.5, p3: 2 },
    against: { p2: -3 },
    born: { introduction: 2 },
    unborn: { introduction: -2 },
    name: { p3: 1 },
  },
  patterns: [
    { all: ['one', 'three'], weights: { p3: 4 } },
    { all: ['two', 'three'], none: ['one'], weights: { p2: 8 } },
  ],
  subject: [],
};
const index = indexTopics(compileTopics(topics, ['p1', 'p2', 'p3']));

/** All paragraphs for the mention in brackets. */
function ranked(marked: string, title = '', introducedIn: 'p1' | 'p2' = 'p1') {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  return rankParagraphs({ text, start, end, title, introducedIn }, index).map((paragraph) => ({
    ...paragraph,
    because: paragraph.because.map(
      ({ start, end, where }) => `${where}: ${(where === 'text' ? text : title).slice(start, end)}`,
    ),
  }));
}
const scoreOf = (id: string, ...given: Parameters<typeof ranked>) =>
  ranked(...given).find((paragraph) => paragraph.id === id)?.score;

describe('a word counts', () => {
  test.each([
    ['alpha [Ariane] flew.', 1],
    ['[Ariane] flew alpha.', 1],
    ['alpha, [Ariane] flew.', 0.85],
    ['[Ariane] flew, alpha.', 0.85],
    ['Alpha. [Ariane] flew.', 0.5],
    ['[Ariane] flew. Alpha.', 0.5],
    ['Alpha. One. [Ariane] flew.', 0.25],
    ['[Ariane] flew. One. Alpha.', 0.25],
    ['One. [Ariane] flew.', 0],
    ['alpha, [Ariane] alpha.', 1 * (1 + 0.2 * 0.85)],
    ['alpha alpha [Ariane].', 1.2],
    ['Alpha. [Ariane], alpha.', 0.85 * (1 + 0.2 * 0.5)],
    [`${'alpha '.repeat(6)}[Ariane].`, 2],
    [`${'alpha '.repeat(9)}[Ariane].`, 2],
    ['alpha beta [Ariane].', 1.5],
    ['alpha gamma [Ariane].', -2],
  ])('%s: %d', (text, score) => expect(scoreOf('p2', text)).toBeCloseTo(score));

  test.each([
    ['alpha zeta [Ariane].', 4],
    ['alpha, zeta [Ariane].', 4 * 0.85],
    ['alpha alpha zeta zeta [Ariane].', 4],
    ['Alpha. [Ariane] zeta.', 4 * 0.5],
    ['zeta [Ariane].', 0],
  ])('with another, as much as the further one: %s: %d', (text, score) => {
    expect(scoreOf('p3', text)).toBeCloseTo(score);
  });

  test('with another unless a third forbids it', () => {
    expect(scoreOf('p2', 'beta zeta [Ariane].')).toBeCloseTo(8.5);
    expect(scoreOf('p2', 'alpha beta zeta [Ariane].')).toBeCloseTo(1.5);
  });

  test('within 400 characters', () => {
    const far = (distance: number) => scoreOf('p2', `alpha${';'.repeat(distance)}[Ariane]`);
    expect(far(395)).toBeGreaterThan(0);
    expect(far(396)).toBe(0);
    const behind = (distance: number) => scoreOf('p2', `[Ariane]${';'.repeat(distance)}alpha`);
    expect(behind(395)).toBeGreaterThan(0);
    expect(behind(396)).toBe(0);
  });

  test('unless it is the name itself, or a part of it', () => {
    expect(scoreOf('p3', '[Ariane] flew.')).toBe(0);
    expect(scoreOf('p3', '[Ariane flight] went.')).toBe(0);
    expect(scoreOf('p3', '[Ariane] rockets flew.')).toBeCloseTo(1);
    expect(scoreOf('p3', 'Ariane [Ariane] flew.')).toBeCloseTo(1);
    expect(scoreOf('p3', '[Ariane] Ariane flew.')).toBeCloseTo(1);
  });
});

describe('the title', () => {
  test.each([
    ['[Ariane] flew.', 0.35],
    ['[Ariane] flew. Alpha.', 0.5 * (1 + 0.2 * 0.35 * 0.5)],
    ['[Ariane] alpha.', 1],
    ['[Ariane] gamma.', -3 + 0.35],
    ['[Ariane] delta.', 0],
  ])('counts as far as the text says nothing: %s: %d', (text, score) => {
    expect(scoreOf('p2', text, 'Alpha')).toBeCloseTo(score);
  });

  test('is read for 400 characters', () => {
    expect(scoreOf('p2', '[Ariane]', `${';'.repeat(395)}alpha`)).toBeCloseTo(0.35);
    expect(scoreOf('p2', '[Ariane]', `${';'.repeat(396)}alpha`)).toBe(0);
  });
});

describe('the paragraph that introduces the name', () => {
  test('has something before a word is read', () => {
    expect(scoreOf('p1', '[Ariane] flew.')).toBeCloseTo(1);
    expect(scoreOf('p2', '[Ariane] flew.', '', 'p2')).toBeCloseTo(1);
    expect(scoreOf('p1', '[Ariane] flew.', '', 'p2')).toBe(0);
    expect(scoreOf('p2', '[Ariane] alpha.', '', 'p2')).toBeCloseTo(2);
  });

  test('has what speaks for an introduction, but nothing against it', () => {
    expect(scoreOf('p1', '[Ariane] delta.')).toBeCloseTo(3);
    expect(scoreOf('p2', '[Ariane] delta.')).toBe(0);
    expect(scoreOf('p1', '[Ariane] epsilon.')).toBeCloseTo(1);
  });

  test('names the words that speak for one', () => {
    const [first, ...others] = ranked('[Ariane] delta.');
    expect(first?.because).toEqual(['text: delta']);
    expect(others.map(({ because }) => because)).toEqual([[], []]);
  });
});

describe('the order', () => {
  test('is by score, of equals by the article', () => {
    expect(ranked('[Ariane] flew.').map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
    expect(ranked('[Ariane] beta.').map(({ id }) => id)).toEqual(['p3', 'p1', 'p2']);
    expect(ranked('[Ariane] gamma.').map(({ id }) => id)).toEqual(['p1', 'p3', 'p2']);
  });

  test('of the words named is by what they give, then by place, four at most', () => {
    const because = (text: string, title = '') =>
      ranked(text, title).find(({ id }) => id === 'p2')?.because;
    // Beta may give 8 with another.
    expect(because('alpha beta [Ariane].')).toEqual(['text: beta', 'text: alpha']);
    expect(because('alpha [Ariane] alpha.')).toEqual(['text: alpha', 'text: alpha']);
    expect(because('Alpha. [Ariane] ALPHA.')).toEqual(['text: ALPHA', 'text: Alpha']);
    expect(because('alpha alpha alpha alpha alpha [Ariane].')).toHaveLength(4);
    expect(because('gamma [Ariane].')).toEqual([]);
    expect(because('zeta [Ariane].')).toEqual(['text: zeta']);
    expect(because('[Ariane].', 'alpha')).toEqual(['title: alpha']);
  });
});

test('in a long text words are found where they stand', () => {
  const text = `${'One. '.repeat(200)}alpha, [Ariane rocket] flew. ${'One. '.repeat(200)}`;
  const [, second] = ranked(text);
  expect(second).toMatchObject({ id: 'p2', because: ['text: alpha'] });
  expect(second?.score).toBeCloseTo(0.85);
  expect(scoreOf('p3', text)).toBe(0);
});

describe('a place outside the text', () => {
  test.each([
    [-5, -1],
    [90, 99],
    [Number.NaN, Number.NaN],
    [3, 1],
    [1.7, 2.2],
  ])('is drawn into it: %d to %d', (start, end) => {
    const passage = { text: 'alpha', start, end, title: '', introducedIn: 'p1' } as const;
    const [p1, p2] = rankParagraphs(passage, index);
    expect([p1?.id, p2?.id]).toEqual(['p1', 'p2']);
    expect(p2?.score).toBeCloseTo(1);
  });
});

test('the evidence around a mention leaves the title out', () => {
  const passage = {
    text: 'Ariane, alpha.',
    start: 0,
    end: 6,
    title: 'beta',
    introducedIn: 'p1',
  } as const;
  expect([...evidenceAround(passage, index).text]).toEqual([[0, 0.85]]);
});

test('no evidence scores nothing', () => {
  expect(scoreTargets(new Map(), index)).toEqual([0, 0, 0, 0]);
  expect(scoreTargets(new Map([[99, 1]]), index)).toEqual([0, 0, 0, 0]);
});
