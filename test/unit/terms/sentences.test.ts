import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseAround, sentences } from '../../../src/terms/sentences.ts';

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
    ['One.', ['One.']],
    ['One.\n', ['One.\n']],
    ['One\nand two\n\n  three', ['One\n', 'and two\n\n  ', 'three']],
    ['Why?! No… Then', ['Why?! ', 'No… ', 'Then']],
    ['He said: “Go.” They went.', ['He said: “Go.” ', 'They went.']],
    ["'Go!' (They went.) So", ["'Go!' ", '(They went.) ', 'So']],
    ['[Go.] "Yes." No', ['[Go.] ', '"Yes." ', 'No']],
    ['«Oui.» Non', ['«Oui.» ', 'Non']],
    ['Go. and so on', ['Go. and so on']],
    ['It is. 5 more', ['It is. ', '5 more']],
    ['3.5 and ... and', ['3.5 and ... and']],
    ['by J. Smith, (K. Lee) and .L. Po', ['by J. Smith, (K. Lee) and .L. Po']],
    ['Vitamin CD. Smith', ['Vitamin CD. ', 'Smith']],
    ['So did J.. Then', ['So did J.. ', 'Then']],
    ['So did J...! Then', ['So did J...! ', 'Then']],
    ['Is it I? Yes', ['Is it I? Yes']],
    ['「行く。」彼は', ['「行く。」', '彼は']],
    ['『行く！』』 彼', ['『行く！』』 ', '彼']],
    ['（行く？）”’彼', ['（行く？）”’', '彼']],
    ['तक॥ फिर।फिर', ['तक॥ ', 'फिर।', 'फिर']],
    ['。。。彼', ['。。。', '彼']],
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
    ['one - Rocket / two', 'Rocket', 'Rocket'],
    ['one | Rocket-two/three', 'Rocket', 'Rocket-two/three'],
    ['one (Rocket) two', 'Rocket', 'Rocket'],
    ['one [Rocket] two', 'Rocket', 'Rocket'],
    ['one—Rocket–two', 'Rocket', 'Rocket'],
    ['one: Rocket; two', 'Rocket', ' Rocket'],
    ['一、Rocket：二；三', 'Rocket', 'Rocket'],
    ['（Rocket）، واحد', 'Rocket', 'Rocket'],
    ['واحد، Rocket؛ اثنان', 'Rocket', ' Rocket'],
    ['a, b, Rocket c, d, e', 'Rocket', ' Rocket c'],
    ['a, Rocket, and Rocket', 'Rocket, and Rocket', ' Rocket, and Rocket'],
    [',Rocket,', 'Rocket', 'Rocket'],
  ])('%s', (text, name, expected) => {
    const at = text.indexOf(name);
    const { start, end } = clauseAround(text, at, at + name.length);
    expect(text.slice(start, end)).toBe(expected);
  });
});
