/** No work on a text grows faster than the text, whatever it is made of: counted, not timed. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createDecider } from '../../../src/names/decide.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createJudge } from '../../../src/names/judge.ts';
import { readable } from '../../../src/names/readable.ts';
import { createSpotter } from '../../../src/names/spot.ts';
import { fold } from '../../../src/terms/fold.ts';
import { clauseAround, sentences } from '../../../src/terms/sentences.ts';
import { coverInSteps, coverPage } from '../../../src/topics/coverage.ts';
import { evidenceAround, rankParagraphs } from '../../../src/topics/rank-paragraphs.ts';
import { findHits, indexTopics } from '../../../src/topics/topic-index.ts';
import { countWork } from '../../harness/count-work.ts';

const { forms, spots, cues, namesModel, topics } = readStory(
  join(import.meta.dirname, '../../../assets/story'),
);
const finder = createFinder(forms);
const spotter = createSpotter(spots);
const judge = createJudge(cues);
const decider = createDecider(finder, judge, namesModel);
const index = indexTopics(topics);

// biome-ignore format: a list
const PIECES = [
  '.', '!', '?', '…', '。', ',', ';', ':', '"', "'", '“', '”', '»', '«', '(', ')', '[', ']', '{', '}', '<', '>', '`', '*',
  '/', '\\', '-', '–', '_', '@', '#', '$', '%', '=', '+', '~', '|', '&', '->', '::', '-->', ' / ', '. ', ', ', ' - ',
  ' ', ' ', '\n', '\t', '\r\n', '\u00a0', '\u3000', '\u200b', '\u00ad', '\ufeff', '\u200f', '\ufe0f',
  'Grok', 'grok', 'GROK 3', 'Grok 4.1', 'Grok-', 'xAI', 'x.ai', 'X AI', 'x', 'OpenAI', 'openai', 'Open AI', 'Open\n', 'open', 'Gro',
  'OpenAI ', 'xAI, ', 'Grok 4 is ', 'x.ai / ', 'openai/', 'a.b/', 'classDef ', ' fill:', '|x| ', '4.x', '.x', '#a', '#', 'Ｇ', 'Ｏｐｅｎ', 'ｘＡＩ', '3', '42', '0', '４', 'v2', 'million', 'a', 'Z', 'É', 'word ', 'AAAA', 'J. ', 'com', 'import ', 'from',
  '\u0301', '\u0316', 'e\u0301', '\u064b', '\u093f', '\u3099', '\ud800', '\udc00', '\ud83d\ude00', 'é', 'Ж', '漢字', 'の', '한', 'ก', 'हि',
  'ال', 'وال', 'ع', 'כ', 'ﷺ', 'musk', 'trial ', 'chemical', 'weapon', 'open source', 'logstash', 'chatbot ', '正規表現', '起诉', 'the ',
];

const piece = fc.constantFrom(...PIECES);
/** What a page repeats: one thing, or some things in a row, with something else before and behind. */
const shapes = fc.record({
  before: fc.oneof(fc.constant(''), piece),
  unit: fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  after: fc.oneof(fc.constant(''), piece),
});

const SHORT = 500;
const TIMES = 8;

const WORK: Record<string, (text: string) => unknown> = {
  find: (text) => finder.find(text),
  'find in a part': (text) => finder.find(text, text.length >> 1, text.length),
  spot: (text) => spotter.over(text).take(0, text.length),
  readable,
  sentences,
  'the clause around the end': (text) => clauseAround(text, text.length - 1, text.length),
  fold,
  'topics found': (text) => findHits(fold(text), index),
  'a page covered': (text) => coverPage([text, text], index),
  'cues matched': (text) => judge.evidenceOf(text, []),
  'candidates decided': (text) =>
    decider.decide(text, finder.find(text), decider.readPage({ title: text, sample: [text] })),
  'the evidence around a mention': (text) =>
    evidenceAround({ text, start: 0, end: 4, title: text, introducedIn: 'p1' }, index),
  'paragraphs ranked': (text) =>
    rankParagraphs({ text, start: 0, end: 4, title: text, introducedIn: 'p1' }, index),
};

describe('a text of eight times the length takes at most some eight times the work', () => {
  test.each(Object.entries(WORK))('%s', (_, work) => {
    fc.assert(
      fc.property(shapes, ({ before, unit, after }) => {
        const steps = (length: number) => {
          const text = before + unit.repeat(Math.ceil(length / unit.length)) + after;
          return countWork(() => work(text)) / text.length;
        };
        const few = steps(SHORT);
        const many = steps(SHORT * TIMES);
        // What is read around a place is bounded, but may be longer than the short text has room for.
        expect(many).toBeLessThan(2 * few + 20);
      }),
      // To make a quadratic case smaller takes too long.
      { numRuns: 40, endOnFailure: true },
    );
  });
});

test('no step of a comparison is longer because the page is', () => {
  // Some 35 a character of one block, that is parted into sentences in one step.
  const MOST = 800_000;
  fc.assert(
    fc.property(shapes, ({ before, unit, after }) => {
      const block = before + unit.repeat(Math.ceil(400_000 / unit.length)) + after;
      const steps = coverInSteps([block, block], index);
      let isDone: boolean | undefined = false;
      while (!isDone) {
        const work = countWork(() => {
          isDone = steps.next().done;
        });
        expect(work).toBeLessThan(MOST);
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
