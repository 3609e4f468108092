/** What it takes for a page to touch a topic, in figures: with topics of the test's own. */
import { describe, expect, test } from 'vitest';
import { compileTopics, type Topics } from '../../../src/build/story/compile-topics.ts';
import { coverInSteps, coverPage } from '../../../src/topics/coverage.ts';
import { indexTopics } from '../../../src/topics/topic-index.ts';

const topics: Topics = {
  concepts: {
    rocket: { en: 'ariane' },
    one: { en: 'alpha' },
    two: { en: 'beta' },
    half: { en: 'gamma' },
    weak: { en: 'delta' },
    left: { en: 'left' },
    right: { en: 'right' },
    small: { en: 'small' },
    intro: { en: 'born' },
    nothing: { en: 'zero' },
    heavy: { en: 'heavy' },
    light: { en: 'light, lit' },
    fair: { en: 'fair' },
  },
  weights: {
    one: { p2: 1.5 },
    two: { p2: 1 },
    half: { p2: 0.5, p1: 2.5 },
    weak: { p2: 0.4 },
    intro: { introduction: 9 },
    heavy: { p1: 4 },
    light: { p1: 1.5 },
    fair: { p1: 2 },
  },
  patterns: [
    { all: ['left', 'right'], weights: { p3: 3 } },
    { all: ['left', 'small'], weights: { p3: 0.4 } },
    { all: ['one', 'right'], none: ['left'], weights: { p3: 2.5 } },
  ],
  subject: ['rocket', 'nothing'],
};
const index = indexTopics(compileTopics(topics, ['p1', 'p2', 'p3']));

/** What the page says of the paragraph, its words in brackets; `undefined` if it leaves it out. */
function touched(id: string, ...blocks: string[]): string | undefined {
  const passage = coverPage(blocks, index).find((point) => point.id === id)?.passage;
  if (!passage) return undefined;
  const { block, start, end, because } = passage;
  let text = blocks[block] ?? '';
  text = text.slice(0, end);
  for (const word of [...because].reverse()) {
    text = `${text.slice(0, word.start)}[${text.slice(word.start, word.end)}]${text.slice(word.end)}`;
  }
  return text.slice(start);
}
const score = (id: string, ...blocks: string[]) =>
  coverPage(blocks, index).find((point) => point.id === id)?.passage?.score;

describe('a sentence touches a topic', () => {
  test.each([
    ['with two of its words', 'Ariane, alpha, beta.', 'Ariane, [alpha], [beta].'],
    ['not with one, however strong', 'Ariane, beta.', undefined],
    ['not with one said twice', 'Ariane, alpha, alpha.', undefined],
    [
      'with weaker ones, too',
      'Ariane, alpha, beta, gamma, delta.',
      'Ariane, [alpha], [beta], [gamma], delta.',
    ],
    ['not with words below the mark', 'Ariane, alpha, gamma, delta.', undefined],
    ['with white space cut off', 'Ariane, alpha, beta.  One.', 'Ariane, [alpha], [beta].'],
  ])('%s', (_, text, expected) => expect(touched('p2', text)).toBe(expected));

  test('where a word alone is strong enough it still takes two', () => {
    expect(touched('p1', 'Ariane gamma.')).toBeUndefined();
    expect(touched('p1', 'Ariane gamma, gamma.')).toBe('Ariane [gamma], [gamma].');
  });

  test('by words that mean more together', () => {
    expect(touched('p3', 'Ariane: left, right.')).toBe('Ariane: [left], [right].');
    expect(touched('p3', 'Ariane: left, left.')).toBeUndefined();
    expect(touched('p3', 'Ariane: left, right, small.')).toBe('Ariane: [left], [right], small.');
    expect(touched('p3', 'Ariane: alpha, right.')).toBe('Ariane: [alpha], [right].');
  });

  test('what introduces a name is no topic', () => {
    expect(coverPage(['Ariane was born, born.'], index)).toEqual([
      { id: 'p1', passage: undefined },
      { id: 'p2', passage: undefined },
      { id: 'p3', passage: undefined },
    ]);
  });
});

describe('the sentences beside', () => {
  test('add the half of what they say', () => {
    expect(score('p2', 'Ariane, alpha, alpha. Beta and gamma are.')).toBeUndefined();
    expect(score('p2', 'Ariane, alpha, beta. Gamma is.')).toBeCloseTo(2.75);
    expect(score('p2', 'Gamma is. Ariane, alpha, beta.')).toBeCloseTo(2.75);
    expect(score('p2', 'Gamma is. Ariane, alpha, beta. Gamma is.')).toBeCloseTo(2.75);
    expect(score('p2', 'Gamma is. One. Ariane, alpha, beta. One. Gamma is.')).toBeCloseTo(2.5);
  });

  test('do not take away what the sentence itself says of a concept', () => {
    expect(score('p2', 'Alpha is. Ariane, alpha, beta. Alpha is.')).toBeCloseTo(2.5);
  });

  test('only add: the sentence says the half itself', () => {
    expect(touched('p1', 'Ariane, light, lit. Heavy is.')).toBeUndefined();
    expect(touched('p1', 'Ariane, fair, fair. Heavy is.')).toBe('Ariane, [fair], [fair].');
  });
});

describe('the subject', () => {
  const far = (before: number, after: number) =>
    `${'One. '.repeat(before)}Alpha and beta.${' One.'.repeat(after)}`;
  test.each([
    [`Ariane. ${far(1, 0)}`, true],
    [`Ariane. ${far(2, 0)}`, false],
    [`${far(0, 1)} Ariane.`, true],
    [`${far(0, 2)} Ariane.`, false],
    [far(0, 0), false],
    [`Zero. ${far(1, 0)}`, true],
  ])('is at most two sentences away: %s', (text, isTouched) => {
    expect(touched('p2', text)).toBe(
      isTouched ? 'Alpha and [beta].'.replace('Alpha', '[Alpha]') : undefined,
    );
  });

  test('of another block does not count', () => {
    expect(touched('p2', 'Ariane.', 'Alpha and beta.')).toBeUndefined();
  });
});

describe('of several passages', () => {
  test('the strongest is told, of equals the first', () => {
    const weak = 'Ariane, alpha, beta.';
    const strong = 'Ariane, alpha, beta, gamma.';
    expect(touched('p2', weak, strong)).toBe('Ariane, [alpha], [beta], [gamma].');
    expect(touched('p2', strong, weak)).toBe('Ariane, [alpha], [beta], [gamma].');
    expect(coverPage([weak, weak], index)[1]?.passage).toMatchObject({ block: 0, start: 0 });
    expect(touched('p2', `One. ${weak} ${strong}`)).toBe('Ariane, [alpha], [beta], [gamma].');
  });
});

describe('of a long page is read', () => {
  const said = 'Ariane, alpha, beta.';
  test('20,000 characters of a block', () => {
    const filled = (length: number) => 'One. '.repeat(length / 5);
    expect(touched('p2', filled(19_980) + said)).toBeDefined();
    expect(touched('p2', filled(19_985) + said)).toBeUndefined();
  });

  test('200,000 of the whole', () => {
    const block = 'x'.repeat(19_999);
    const blocks = (last: number) => [...Array(9).fill(block), 'x'.repeat(last), said];
    expect(touched('p2', ...blocks(19_979))).toBeDefined();
    expect(touched('p2', ...blocks(19_985))).toBeUndefined();
    expect(touched('p2', ...Array(10).fill(block), said)).toBeUndefined();
  });

  test('no more than 200,000 blocks, if they are empty', () => {
    const behind = (count: number) => coverPage([...Array<string>(count).fill(''), said], index)[1];
    expect(behind(199_970)?.passage).toBeDefined();
    expect(behind(200_000)?.passage).toBeUndefined();
  });

  test('a sentence without an end, piece by piece', () => {
    const text = `${'x '.repeat(1000)}Ariane, alpha, beta`;
    expect(coverPage([text], index)[1]?.passage).toMatchObject({ start: 2000, end: text.length });
  });
});

test('there is a step for every sentence that is read, and for every one that is weighed', () => {
  const steps = [...coverInSteps(['One. Two. Three.', 'x'.repeat(5000)], index)];
  expect(steps).toHaveLength(2 * 3 + 2 * 3);
});
