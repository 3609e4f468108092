import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createDecider } from '../../../src/names/decide.ts';
import { explainNames, showExplained } from '../../../src/names/explain.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createJudge, type Judge } from '../../../src/names/judge.ts';

const { forms, cues, namesModel } = readStory('assets/story');
const finder = createFinder(forms);
const judge = createJudge(cues);
const learned = createDecider(finder, judge, namesModel);
const unlearned = createDecider(finder, judge, null);

const verdictsOf = (text: string, title = '', decider = learned) =>
  decider.decide(
    text,
    finder.find(text),
    decider.readPage({ title, sample: text === '' ? [] : [text] }),
  );
/** What is taken for a name, with the place of each, since both senses are written alike. */
const meant = (text: string, title = '') =>
  verdictsOf(text, title).map(({ isMention }) => isMention);

describe('both senses in one passage', () => {
  it.each([
    ['I asked Grok to explain closures, and now I finally grok them.', [true, false]],
    ['Ask Grok, the chatbot of xAI, to write a grok filter for Logstash.', [true, true, false]],
    [
      'The grok filter of Logstash cuts our logs up, and Grok, the chatbot of xAI, explains them.',
      [false, true, true],
    ],
    [
      'Our course on XAI (explainable AI) has nothing to do with xAI, the company of Elon Musk.',
      [false, true],
    ],
  ])('%s', (text, wanted) => {
    expect(meant(text)).toEqual(wanted);
  });
});

test('certain forms are certain and cost nothing', () => {
  const idle: Judge = {
    evidenceOf: () => expect.unreachable('no evidence is wanted'),
    weigh: () => expect.unreachable('nothing is to be weighed'),
  };
  const text = 'OpenAI and xAI';
  const decider = createDecider(finder, idle, namesModel);
  const page = learned.readPage({ title: '', sample: [] });
  const verdicts = decider.decide(text, finder.find(text), page);
  expect(verdicts.map(({ probability }) => probability)).toEqual([1, 1]);
});

test('without anything learned the judge decides', () => {
  const [verdict] = verdictsOf('Musk says that Grok is back.', '', unlearned);
  expect(verdict).toMatchObject({ isMention: true });
  const [verb] = verdictsOf('I grok it.', '', unlearned);
  expect(verb).toMatchObject({ isMention: false });
  expect(verb?.probability).toBeLessThan(0.5);
});

test('a name is marked where it is likelier than not', () => {
  fc.assert(
    fc.property(oddText(), oddText(), (text, title) => {
      for (const verdict of verdictsOf(text, title)) {
        expect(verdict.probability).toBeGreaterThanOrEqual(0);
        expect(verdict.probability).toBeLessThanOrEqual(1);
        expect(verdict.isMention).toBe(verdict.certain || verdict.probability > 0.5);
      }
    }),
  );
});

test('odd text gives an answer, and the same each time', () => {
  fc.assert(
    fc.property(oddText(), (text) => {
      const once = verdictsOf(text);
      expect(verdictsOf(text)).toEqual(once);
      expect(once.map(({ start }) => start)).toEqual(finder.find(text).map(({ start }) => start));
    }),
  );
});

test('what has been asked before changes nothing', () => {
  const text = 'What did grok change today? GROK, they say.';
  const before = verdictsOf(text);
  verdictsOf('Logstash parses lines with grok.', 'Logstash');
  expect(verdictsOf(text)).toEqual(before);
});

test('the title and the sample of the page count', () => {
  const text = 'Grok is slow here.';
  const ask = (title: string, sample: readonly string[]) =>
    learned.decide(text, finder.find(text), learned.readPage({ title, sample }))[0]?.probability;
  const alone = ask('', [text]) ?? 0;
  const logs = ask('Logstash: regular expressions in Kibana', [text, 'Kibana tests a pattern.']);
  expect(logs).toBeLessThan(alone);
});

test('a verdict can be explained', () => {
  const text = 'I grok it, says Grok.';
  const page = { title: 'Chatbots', sample: [text] };
  const explained = explainNames(finder, judge, namesModel, text, page);
  expect(explained.map(({ verdict }) => verdict)).toEqual(verdictsOf(text, 'Chatbots'));
  expect(explained[0]?.reasons.length).toBeGreaterThan(3);
  const shown = showExplained(explained[0] as (typeof explained)[number], []);
  expect(shown[0]).toMatch(/^grok at 2: "grok" \d+ % likely: not marked$/);
});

test('what a group of cues says is told by its id', () => {
  const text = 'Once the patterns of Kibana match, grok hands on its fields.';
  const [explained] = explainNames(finder, judge, namesModel, text, { title: '', sample: [] });
  const feature = explained?.reasons.find(({ family }) => family.startsWith('cue in'));
  const ids: string[] = [];
  ids[Number(feature?.word)] = 'log parsing';
  const shown = showExplained(explained as NonNullable<typeof explained>, ids).join('\n');
  expect(shown).toContain('cue in sentence: log parsing (');
});

function oddText() {
  const piece = fc.constantFrom(
    'Grok',
    'grok',
    'GROK 3',
    'XAI',
    'xai',
    'open ai',
    'OpenAI',
    'groq',
    'to',
    'the',
    'pattern',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u200b',
    '\u0301',
    'ماسك',
    'סוד',
    '马斯克',
    '\n',
    '.',
    '"',
    '`',
    '',
    'A'.repeat(90),
    '😀',
    '\0',
  );
  return fc
    .array(piece, { maxLength: 40 })
    .chain((pieces) => fc.constantFrom(' ', '', '-').map((joint) => pieces.join(joint)));
}
