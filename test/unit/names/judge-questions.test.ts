import { expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createDecider } from '../../../src/names/decide.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createJudge } from '../../../src/names/judge.ts';
import { answerQuestionsBy, type Question } from '../../../src/names/judge-questions.ts';

const { forms, cues } = readStory('assets/story');
const finder = createFinder(forms);
const answer = answerQuestionsBy(finder, createDecider(finder, createJudge(cues), null));
const LONE = 'What did grok change today?';

/** About all of a text, which no layout parts. */
const about = (text: string, fields: Partial<Question> = {}): Question => ({
  text,
  bounds: [0, text.length],
  from: 0,
  to: text.length,
  ...fields,
});

const found = (question: Question, page = { title: '', sample: [] as string[] }) =>
  (answer(page, [question])[0] ?? []).map(({ name, start, end }) => [
    name,
    question.text.slice(start, end),
  ]);

test('what the rest of the page says settles a lone name', () => {
  expect(found(about(LONE))).toEqual([]);
  const sample = ['The chatbot of xAI got an update.', 'Musk: Grok 4 is out.'];
  expect(found(about(LONE), { title: '', sample })).toEqual([['grok', 'grok']]);
});

test('the title speaks for the page', () => {
  const question = about('Grok is slow here.');
  expect(found(question)).toEqual([['grok', 'Grok']]);
  const title = 'Logstash: regular expressions in Kibana';
  expect(found(question, { title, sample: [] })).toEqual([]);
});

test('each question is answered by itself, in order', () => {
  const questions = [about('OpenAI and xAI'), about('nothing'), about('Musk says Grok 4 is out')];
  const names = answer({ title: '', sample: [] }, questions).map((all) =>
    all.map(({ name }) => name),
  );
  expect(names).toEqual([['openai', 'xai'], [], ['grok']]);
  expect(answer({ title: '', sample: [] }, [...questions].reverse())).toEqual(
    answer({ title: '', sample: [] }, questions).reverse(),
  );
});

test('no name goes over a bound, and those out of the asked part are left out', () => {
  const text = 'OpenAI OpenAI OpenAI';
  expect(found(about(text, { bounds: [0, 4, text.length] }))).toHaveLength(2);
  expect(found(about(text, { bounds: [4, text.length] }))).toHaveLength(2);
  expect(answer({ title: '', sample: [] }, [about(text, { from: 1, to: 14 })])).toEqual([
    [{ name: 'openai', start: 7, end: 13 }],
  ]);
});

test('with twelve pieces what the page is about is settled', () => {
  const sample = Array.from({ length: 12 }, (_, at) => `Logstash pattern ${at}: grok filter`);
  const question = about('The chatbot says: What did grok change today?');
  expect(found(question, { title: '', sample })).toEqual([]);
  expect(answer({ title: '', sample }, [question, question])).toEqual([[], []]);
});

test('bounds beyond the text, and odd text, do no harm', () => {
  for (const text of ['', 'OpenAI', '\ud800OpenAI\udc00', 'OpenAI'.repeat(600)]) {
    expect(() => answer({ title: text, sample: [text] }, [about(text)])).not.toThrow();
    expect(found(about(text, { bounds: [text.length + 5, text.length + 9] }))).toEqual([]);
  }
});
