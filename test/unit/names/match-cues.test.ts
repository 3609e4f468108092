import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWords } from '../../../src/build/story/compile-cues.ts';
import { type CueHit, createCueMatcher, folded } from '../../../src/names/match-cues.ts';

function found(cue: string, text: string): string[] {
  return createCueMatcher(compileWords([[cue]]))(text).map(({ start, end }) =>
    text.slice(start, end),
  );
}

/** Shows nothing, or only says how a letter is voiced or sung. */
const isPassedOver = (unit: string) => folded(unit) === '';
/** Of a word between spaces. */
const isSpaced = (unit: string) =>
  /[\p{L}\p{N}\p{M}]/u.test(unit) &&
  !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Arabic}\p{sc=Hebrew}]/u.test(
    unit,
  );

/** The end of the word that goes on at `at`. */
function wordEnd(text: string, at: number): number {
  let end = at;
  for (let i = at; i < text.length; i += 1) {
    const unit = text.charAt(i);
    if (isPassedOver(unit)) continue;
    if (!isSpaced(unit)) break;
    end = i + 1;
  }
  return end;
}

/** Where a folded word that begins at `start` of the text ends, read unit by unit. */
function endOf(word: string, text: string, start: number): number | undefined {
  let at = start;
  let last = '';
  for (const [index, wanted] of word.split('').entries()) {
    if (wanted === '*') {
      at = wordEnd(text, at);
      last = '';
      continue;
    }
    const isNothing = (unit: string) =>
      isPassedOver(unit) || (last === ' ' && folded(unit) === ' ');
    while (at < text.length && isNothing(text.charAt(at))) at += 1;
    const unit = text.charAt(at);
    if (folded(unit) !== wanted) return undefined;
    at += 1;
    last = wanted;
    const isCut = isSpaced(unit) && wordEnd(text, at) > at;
    if (index === word.length - 1 && isCut) return undefined;
  }
  return at;
}

/** What the matcher ought to find: each word looked for at each place. */
function sought(groups: readonly (readonly string[])[], text: string): CueHit[] {
  // Of words that begin alike, the open one is told first, then the one that ends.
  const key = (word: string) => `${word.replaceAll('*', '\0')}\x01`;
  const cues = groups
    .flatMap((words, group) => [...new Set(words.map(folded))].map((word) => ({ word, group })))
    .sort((one, other) => (key(one.word) < key(other.word) ? -1 : 1));
  return text.split('').flatMap((unit, start) => {
    const before = text
      .slice(0, start)
      .split('')
      .findLast((each) => !isPassedOver(each));
    const isInWord = before !== undefined && isSpaced(before) && isSpaced(unit);
    if (isPassedOver(unit) || isInWord) return [];
    return cues.flatMap(({ word, group }) => {
      const end = endOf(word, text, start);
      return end === undefined ? [] : [{ group, start, end }];
    });
  });
}

const LETTERS = [
  ..."abABéÉøßяЙ1%+.'’Ａ正規アーひ한لسאไลก़लπ",
  'e\u0301',
  'b\u00ad',
  '\u064b',
  '\u3099',
];
const letters = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 3 });
/** Not all of a word may be passed over. */
const stem = letters.filter((word) => folded(word) !== '');
const cue = fc
  .array(fc.tuple(stem, fc.constantFrom('', '*')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map((part) => part.join('')).join(' '));
const between = fc.constantFrom(
  '',
  ' ',
  ' ',
  '-',
  ' \n',
  '\t',
  '*',
  '\ue000',
  '\u200b',
  '\ud83d',
  ', ',
);

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

  it('is found with all others as each by itself', () => {
    // Short enough for one cue to cover.
    const texts = (words: readonly string[]) =>
      fc
        .tuple(
          fc.array(fc.tuple(fc.oneof(fc.constantFrom(...words), letters), between), {
            maxLength: 9,
          }),
          fc.constantFrom(' ', '- ', '\u00a0\u00ad '),
        )
        .map(([parts, space]) => parts.flat().join('').replaceAll(' ', space).slice(0, 60));
    const groups = fc.array(fc.array(cue, { maxLength: 6 }), { minLength: 1, maxLength: 3 });
    const cases = groups.chain((each) =>
      fc.tuple(
        fc.constant(each),
        texts(['a', ...each.flat().map((word) => word.replaceAll('*', ''))]),
      ),
    );
    fc.assert(
      fc.property(cases, ([each, text]) => {
        expect(createCueMatcher(compileWords(each))(text)).toEqual(sought(each, text));
      }),
      { numRuns: 500 },
    );
  });

  it('ends where a letter of a script with spaces goes on, whatever the letter', () => {
    const match = createCueMatcher(compileWords([['x']]));
    const wrong: string[] = [];
    for (let code = 0; code < 0x10000; code += 1) {
      const unit = String.fromCharCode(code);
      const isFound = match(`x${unit}`).some(({ start }) => start === 0);
      if (isFound !== (isPassedOver(unit) || !isSpaced(unit))) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it.each(['\ue000', '\uf900', '\u00ad'])('cannot be %j', (word) => {
    expect(() => compileWords([[word]])).toThrow('cannot be told');
  });

  it('is the same folded', () => {
    expect(folded('Modèle* ÉTÉ\u00a0— Й’')).toBe("modele* ete — и'");
  });
});
