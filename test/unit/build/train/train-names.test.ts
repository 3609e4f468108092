import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { readSnippets } from '../../../../src/build/story/read-names-model.ts';
import { readStory } from '../../../../src/build/story/read-story.ts';
import { parseSnippets } from '../../../../src/build/train/snippets.ts';
import { trainNames } from '../../../../src/build/train/train-names.ts';
import { createFinder } from '../../../../src/names/find-candidates.ts';
import { createJudge } from '../../../../src/names/judge.ts';

const { forms, cues, namesModel } = readStory('assets/story');
const finder = createFinder(forms);
const judge = createJudge(cues);
const IDS = ['grok', 'xai', 'openai'];
const line = (fields: object) =>
  JSON.stringify({ id: 'a', text: 'Grok says so.', spans: [], ...fields });

describe('examples', () => {
  it('are read line by line', () => {
    const spans = [{ start: 0, end: 4, entity: 'grok' }];
    expect(parseSnippets(`${line({ spans })}\n\n${line({})}\n`, 'f', IDS)).toEqual([
      { id: 'a', lang: '', cat: '', context: '', text: 'Grok says so.', spans },
      { id: 'a', lang: '', cat: '', context: '', text: 'Grok says so.', spans: [] },
    ]);
  });

  it.each([
    ['{', /^f:1: no JSON/],
    [line({ text: '' }), /^f:1: text/],
    [line({ spans: [{ start: 0, end: 99, entity: 'grok' }] }), /^f:1: .*not in the text/],
    [line({ spans: [{ start: 3, end: 3, entity: 'grok' }] }), /^f:1: .*not in the text/],
    [line({ spans: [{ start: 0, end: 4, entity: 'groq' }] }), /^f:1: .*no name/],
  ])('are refused with their place: %s', (text, message) => {
    expect(() => parseSnippets(text, 'f', IDS)).toThrow(message);
  });
});

test('the same examples give the same model, byte for byte', () => {
  const few = readSnippets('assets/story', IDS).slice(0, 60);
  const model = trainNames(finder, judge, few);
  expect(JSON.stringify(trainNames(finder, judge, few))).toBe(JSON.stringify(model));
});

test('there may be no examples, or none with a doubt', () => {
  expect(trainNames(finder, judge, [])).toBeNull();
  const spans = [{ start: 0, end: 6, entity: 'openai' }];
  const certain = parseSnippets(line({ text: 'OpenAI is.', spans }), 'f', IDS);
  expect(trainNames(finder, judge, certain)).toBeNull();
});

test('the model is small', () => {
  expect(gzipSync(JSON.stringify(namesModel)).length).toBeLessThan(60_000);
});
