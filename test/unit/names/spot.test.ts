import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createSpotter } from '../../../src/names/spot.ts';

const { forms, spots } = readStory(join(import.meta.dirname, '../../../assets/story'));
const finder = createFinder(forms);
const spotter = createSpotter(spots);

const spot = (text: string, from = 0, to = text.length, by = spotter) =>
  by.over(text, from).take(from, to);

/** `text` with what is plain in brackets, and a question mark behind it if there is more to look at. */
function bracketed(text: string): string {
  const { plain, isOpen } = spot(text);
  let out = '';
  let from = 0;
  for (const { start, end } of plain) {
    out += `${text.slice(from, start)}[${text.slice(start, end)}]`;
    from = end;
  }
  return out + text.slice(from) + (isOpen ? '?' : '');
}

describe('what is plain', () => {
  it.each([
    ['OpenAI', '[OpenAI]'],
    ['Musk sues OpenAI.', 'Musk sues [OpenAI].'],
    ['(OpenAI), "xAI"; “X.AI”: OpenAI’s', '([OpenAI]), "[xAI]"; “[X.AI]”: [OpenAI]’s'],
    ["d’OpenAI ou l'OpenAI", "d’[OpenAI] ou l'[OpenAI]"],
    ['与OpenAI的 وOpenAI', '与[OpenAI]的 و[OpenAI]'],
    ['an OpenAI-backed start-up', 'an [OpenAI]-backed start-up'],
    ['Grok 3 is Grok-4, Grok 4.1.', '[Grok 3] is [Grok-4], [Grok 4.1].'],
    ['xAI released Grok 4.x last week', '[xAI] released [Grok 4.x] last week'],
    ['Grok-4.x, GROK v4.x: Grok 4.1.x’s', '[Grok-4.x], [GROK v4.x]: [Grok 4.1.x]’s'],
    ['xAI[1] and xAI!', '[xAI][1] and [xAI]!'],
  ])('%s', (text, expected) => expect(bracketed(text)).toBe(expected));
});

describe('what takes a closer look', () => {
  it.each([
    'Grok',
    'to grok',
    'openai',
    'Open AI',
    'Open\u00adAI',
    '@OpenAI',
    'OpenAI/gpt-oss-20b',
    'class OpenAI {}',
    'const OpenAI = 1',
    '`OpenAI`',
    'Xai-Xai xAI',
    'xAI Games',
    'eXplainable AI (xAI)',
    'Grok 2, a pattern of Logstash',
    'Grok 3 million',
    'Grok 4 %',
    'Grok 5月',
    'Grok 3,5',
    'Grok 12',
    'OpenAIs',
    'Grok3',
    'Grok 4.a',
    'Grok 4.X',
    'Grok 4.x/5.x',
    'classDef OpenAI fill:#fff',
    'style xAI stroke:#333',
    '#Gemini#xAI',
  ])('%s', (text) => expect(bracketed(text)).toBe(`${text}?`));
});

describe('what is no name', () => {
  it.each(['open air', 'max aid', 'SuperGrok', 'Grokipedia', 'groks', 'openai.com', 'OpenAIRE'])(
    '%s',
    (text) => expect(bracketed(text)).toBe(text),
  );
});

it('passes over names that are not to be marked', () => {
  const text = 'xAI and Grok and OpenAI';
  const { plain, isOpen } = spot(text, 0, text.length, createSpotter(spots, ['xai', 'grok']));
  expect(plain).toEqual([{ name: 'openai', start: 17, end: 23 }]);
  expect(isOpen).toBe(false);
});

it('tells of what begins in the stretch alone', () => {
  const text = 'OpenAI xAI OpenAI';
  expect(spot(text, 3, 9)).toEqual({ plain: [], isOpen: true, touchesEdge: true });
  expect(spot(text, 3, 11).plain).toEqual([{ name: 'xai', start: 7, end: 10 }]);
});

it('goes on stretch by stretch', () => {
  const text = 'OpenAI xAI, xAIs OpenAI';
  const spotting = spotter.over(text, 3);
  expect([spotting.at, spotting.end]).toEqual([7, 10]);
  expect(spotting.take(3, 12).plain).toEqual([{ name: 'xai', start: 7, end: 10 }]);
  expect(spotting.at).toBe(12);
  spotting.pass();
  expect(spotting.at).toBe(17);
  spotting.pass();
  expect(spotting.at).toBe(-1);
  expect(spotting.take(12, text.length).plain).toEqual([]);
});

// biome-ignore format: a list
const FRAGMENTS = [
  ...['OpenAI', 'xAI', 'X.AI', 'x.ai', 'Grok', 'GROK', 'grok', 'Open AI', 'open-ai', 'X AI', 'Xai', 'OPENAI', 'Openai'],
  ...['Grok 3', 'Grok-4', 'Grok 4.1', 'Grok 1.5', 'GROK 2', '3', '4.5', '12', '%', ' million', ' times', 'v2', '5月', '/'],
  ...[' ', ' ', ' ', '\n', '\t', '\u00a0', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '"', "'", '’', '”'],
  ...['«', '»', '-', '–', '—', '_', '@', '#', '=', '\\', '`', '*', '&', '<', '>', '|', '+', '~', '$', '^', '…', '::', '->'],
  ...['\u200b', '\u00ad', '\u0301', '\ufe0f', '\u20e3', 'é', 'ｅ', '＠', '与', '的', 'و', 'ה', 'Ж', '한', 'न', 'ก', '\ud83d\ude00'],
  ...['a', 's', 'n', 'air', 'RE', 'com', 'org', 'backed', 'import', 'class', 'let ', 'const ', 'from', 'as', ' extends'],
  ...['4.x', '.x', '.a', 'x', '#Gemini', 'classDef ', ' fill:#fff', ' stroke-width:2', '--', '-->', ' / ', 'docs.x.ai', 'gpt-4o'],
  ...[' Games', ' Xai', 'OS ', 'Logstash ', 'Zope', ' Academy', ' AI', ' Corp', 'xAI’s ', 'Musk’s ', 'regex', 'explainable'],
];
const texts = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 14, size: 'max' })
  .map((fragments) => fragments.join(''));

describe('never says what a closer look would not', () => {
  const RUNS = { numRuns: 10_000 };

  it('what is plain is certain, what is no name is none', () => {
    let plainOnes = 0;
    const property = fc.property(texts, (text) => {
      const found = finder.find(text);
      const { plain, isOpen } = spot(text);
      plainOnes += plain.length;
      for (const spot of plain) expect(found).toContainEqual({ ...spot, certain: true });
      if (!isOpen) expect(found).toHaveLength(plain.length);
    });
    fc.assert(property, RUNS);
    expect(plainOnes).toBeGreaterThan(RUNS.numRuns / 20);
  });

  it('whatever of the text around the stretch does not stand there in the page', () => {
    const property = fc.property(texts, texts, texts, (before, text, after) => {
      const from = before.length;
      const { plain, isOpen } = spot(before + text + after, from, from + text.length);
      for (const [left, right] of [
        ['', ''],
        [before, ''],
        ['', after],
        [before, after],
      ] as const) {
        const found = finder
          .find(left + text + right)
          .map((candidate) => ({
            ...candidate,
            start: candidate.start - left.length + from,
            end: candidate.end - left.length + from,
          }))
          .filter(({ start }) => start >= from && start < from + text.length);
        for (const spot of plain) expect(found).toContainEqual({ ...spot, certain: true });
        if (!isOpen) expect(found).toHaveLength(plain.length);
      }
    });
    fc.assert(property, RUNS);
  });
});
