import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseAround, sentences } from '../../../src/story/sentences.ts';

const texts = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  test.each([
    ['One. Two! Three?', ['One. ', 'Two! ', 'Three?']],
    ['It costs 3.5 billion. Yes.', ['It costs 3.5 billion. ', 'Yes.']],
    ['J. Smith of x.ai and Acme Inc. said so.', ['J. Smith of x.ai and Acme Inc. said so.']],
    ['« Oui. » Non.', ['« Oui. » ', 'Non.']],
    ['彼は去った。彼女も。', ['彼は去った。', '彼女も。']],
    ['هل غادر؟ نعم.', ['هل غادر؟ ', 'نعم.']],
    ['क्या? हाँ। ठीक', ['क्या? ', 'हाँ। ', 'ठीक']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test('together they are the whole text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => texts(text).join('') === text));
  });
});

describe('clauseAround', () => {
  test.each([
    ['He left, and Rocket sued them; all lost.', 'Rocket', ' and Rocket sued them'],
    ['Rocket won.', 'Rocket', 'Rocket won.'],
    ['她说，Rocket赢了，但是', 'Rocket', 'Rocket赢了'],
  ])('%s', (text, name, expected) => {
    const at = text.indexOf(name);
    const { start, end } = clauseAround(text, at, at + name.length);
    expect(text.slice(start, end)).toBe(expected);
  });
});
