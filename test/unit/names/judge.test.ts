import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createDecider, type Decider } from '../../../src/names/decide.ts';
import { mergeEvidence } from '../../../src/names/evidence.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createJudge, type Judge } from '../../../src/names/judge.ts';
import { recogniserOf } from '../../harness/recognise.ts';

const { forms, cues } = readStory(join(import.meta.dirname, '../../../assets/story'));
const finder = createFinder(forms);
const judge = createJudge(cues);
const recognise = recogniserOf(finder, createDecider(finder, judge, null));
const evidenceOf = (text: string) => judge.evidenceOf(text, finder.find(text));

const pieces = fc.constantFrom(
  'Grok',
  'grok',
  'xAI',
  'XAI',
  'Open AI',
  'OpenAI',
  'Logstash',
  'Musk',
  'chatbot',
  'explainable',
  'zope',
  'pattern',
  'to',
  'the',
  '正規表現',
  '马斯克',
  'ماسك',
  'black box',
  'expression régulière',
  'word',
  '3',
  '.',
  '"',
  '`',
);
const anyText = fc.array(pieces).map((parts) => parts.join(' '));

describe('the page as evidence', () => {
  const lone = 'What did grok change today?';

  it('settles a lone lower-case name on a page about the assistant', () => {
    expect(recognise(lone)).toEqual([]);
    const sample = [lone, 'The chatbot of xAI got an update.', 'Musk on X: Grok 4 is out.'];
    expect(recognise(lone, { sample })).toEqual([{ name: 'grok', start: 9, end: 13 }]);
  });

  it('settles a capitalised one on a page about log parsing', () => {
    const text = 'Grok is slow here.';
    expect(recognise(text)).toHaveLength(1);
    const sample = [text, 'Logstash reads syslog lines.', 'Test the pattern in Kibana.'];
    expect(recognise(text, { sample })).toEqual([]);
    expect(recognise(text, { title: 'Logstash: regular expressions in Kibana' })).toEqual([]);
  });

  it('is the sum of what its blocks say', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        // Far enough apart that no word of the one is near a name of the other.
        const whole = evidenceOf(`${one}${' ;'.repeat(forms.near)} ${other}`);
        const { groups, names } = mergeEvidence(evidenceOf(one), evidenceOf(other));
        expect({ groups, names }).toEqual({ groups: whole.groups, names: whole.names });
      }),
    );
  });
});

describe('decisions', () => {
  it('keep certain candidates, drop or keep the others whole', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const candidates = finder.find(text);
        const mentions = recognise(text);
        const keys = new Set(mentions.map(({ name, start, end }) => `${name} ${start} ${end}`));
        for (const { name, start, end, certain } of candidates) {
          if (certain) expect(keys).toContain(`${name} ${start} ${end}`);
          keys.delete(`${name} ${start} ${end}`);
        }
        expect(keys.size).toBe(0);
      }),
    );
  });

  it('cost nothing where no form stands', () => {
    const idle: Decider = {
      readPage: () => expect.unreachable('no page is read'),
      decide: () => expect.unreachable('nothing is to be decided'),
    };
    const cautious = recogniserOf(finder, idle);
    const formless = fc.string().filter((text) => finder.find(text).length === 0);
    fc.assert(
      fc.property(formless, (text) => {
        expect(cautious(text)).toEqual([]);
      }),
    );
  });

  it('read no cue where every candidate is certain', () => {
    const text = 'OpenAI and xAI';
    const idle: Judge = {
      evidenceOf: () => expect.unreachable('no evidence is wanted'),
      weigh: () => expect.unreachable('nothing is to be weighed'),
    };
    expect(recogniserOf(finder, createDecider(finder, idle, null))(text)).toEqual(recognise(text));
  });
});
