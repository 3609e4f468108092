import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCueMatcher, folded } from '../../../src/story/match-cues.ts';

function found(cue: string, text: string): string[] {
  return createCueMatcher([[folded(cue)]])(text).map(({ start, end }) => text.slice(start, end));
}

describe('a cue', () => {
  it.each([
    ['whole words only', 'lime', 'Lime, limes, slime', ['Lime']],
    ['the rest of the word at a star', 'explain*', 'Unexplained: explains', ['explains']],
    ['a star inside', 'large* model*', 'larger models', ['larger models']],
    [
      'any space or hyphen',
      'black box',
      'black-box and black\n  box',
      ['black-box', 'black\n  box'],
    ],
    [
      'no accents, NFC or NFD',
      'modèle',
      'mod\u00e8le mode\u0300le modele',
      ['mod\u00e8le', 'mode\u0300le', 'modele'],
    ],
    ['soft hyphens', 'chatbot*', 'Chat\u00adbots', ['Chat\u00adbots']],
    ['full-width letters', 'ai', 'ＡＩ', ['ＡＩ']],
    ['anywhere without spaces', '正規', '非正規表現', ['正規']],
    ['Arabic behind its prefixes', 'سجلات', 'والسجلات', ['سجلات']],
    ['Devanagari whole', 'लॉग', 'लॉग लॉगिन', ['लॉग']],
    ['Cyrillic stems', 'модел*', 'Моделями', ['Моделями']],
    ['signs', '%{*', '%{IP:client}', ['%{IP']],
  ])('matches %s', (_, cue, text, expected) => {
    expect(found(cue, text)).toEqual(expected);
  });

  it('agrees with a search by regular expression', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 });
    const sample = fc.array(word).map((words) => words.join(' '));
    fc.assert(
      fc.property(word, fc.boolean(), sample, (stem, isOpen, text) => {
        const regex = new RegExp(`(?<![abc])${stem}${isOpen ? '[abc]*' : '(?![abc])'}`, 'g');
        expect(found(isOpen ? `${stem}*` : stem, text)).toEqual(text.match(regex) ?? []);
      }),
    );
  });

  it('is the same folded', () => {
    expect(folded('Modèle* ÉTÉ\u00a0— Й’')).toBe("modele* ete — и'");
  });
});
