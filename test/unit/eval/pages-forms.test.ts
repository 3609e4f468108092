import { describe, expect, test } from 'vitest';
import { certainForms, whyRefused } from '../../eval/pages-forms.ts';

const formsIn = (run: string) =>
  certainForms(run).map(({ name, start, end }) => `${name} ${run.slice(start, end)} ${start}`);

describe('what is certainly a mention', () => {
  test.each([
    ['OpenAI', ['openai OpenAI 0']],
    ['“OpenAI’s board”, says OpenAI.', ['openai OpenAI 1', 'openai OpenAI 23']],
    ['昨日OpenAIは発表', ['openai OpenAI 2']],
    ['xAI (by Elon Musk) has Grok.', ['xai xAI 0', 'grok Grok 23']],
    ['Grok 4 and Grok-3', ['grok Grok 0', 'grok Grok 11']],
    ['Grok 4.x, Grok v4.1', ['grok Grok 0', 'grok Grok 10']],
    ['#Gemini #xAI', ['xai xAI 9']],
  ])('%s', (run, expected) => {
    expect(formsIn(run)).toEqual(expected);
  });

  test.each([
    'OpenAI.com',
    '@OpenAI',
    'openai',
    'OpenAI_key',
    'my-OpenAI',
    'OpenAI/gym',
    'xAI explains what explainable models do',
    'Grok this!',
    'Grok 12 patterns',
    'Grok patterns of Logstash, said Elon Musk',
    'Groq 2',
    '\uFFFCOpenAI',
  ])('not certain: %s', (run) => {
    expect(formsIn(run)).toEqual([]);
  });
});

describe('what certainly is none', () => {
  const why = (marked: string) => {
    const [before = '', text = '', after = ''] = marked.split('|');
    return whyRefused(before + text + after, before.length, before.length + text.length);
  };

  test.each([
    ['|Groq| chips', 'no name'],
    ['go to |openai|.com', 'a domain'],
    ['set |OPENAI|_API_KEY', 'an identifier'],
    ['see https://x.example/|xAI| there', 'an address'],
    ['call |openai|.chat.create', 'code'],
    ['the prefix |openai|/gpt-4', 'a path'],
    ['prefix with |openai|/', 'a path'],
    ['it is hard to |grok| this', 'the verb'],
  ])('%s', (marked, reason) => {
    expect(why(marked)).toBe(reason);
  });

  test.each([
    '|OpenAI|.',
    '|Open AI| met',
    'asked |grok| about it',
    'claude/|grok| and so on',
    'between |openai|/anthropic',
    'so said |X.AI|, too',
    '|Grok 4|',
    'Codex(|OpenAI|の)https://a.example',
    'soft |Open\u00ADAI|',
    '|ＯｐｅｎＡＩ| in full width',
  ])('not refused: %s', (marked) => {
    expect(why(marked)).toBeUndefined();
  });
});
