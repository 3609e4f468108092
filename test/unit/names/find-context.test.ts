/** What stands right around a name and makes no name of it, sign by sign. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileForms, type NameForms } from '../../../src/build/story/compile-forms.ts';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';

const { forms } = readStory(join(import.meta.dirname, '../../../assets/story'));
const bundled = createFinder(forms);

/** The finder of one name, `Ariane`, which leaves no doubt. */
const finderOf = (change: Partial<NameForms> = {}) =>
  createFinder(
    compileForms({
      names: [{ id: 'rocket', written: ['Ariane'], certain: ['Ariane'], ...change }],
      affixes: ['based', 'pro'],
    }),
  );
const rocket = finderOf();
const isFound = (text: string, { find } = rocket) => find(text).length > 0;
const isCertain = (text: string, { find } = rocket) => find(text)[0]?.certain;

describe('an address, an identifier or a path', () => {
  it.each([
    ['x://Ariane', 'x:/ Ariane'],
    ['www.Ariane', 'www. Ariane'],
    ['C:\\Ariane', 'C: Ariane'],
    ['a@Ariane', '@ Ariane'],
    ['a.Ariane', '1.Ariane'],
    ['a_.Ariane', 'a…Ariane'],
    ['see .Ariane', 'see ..Ariane'],
    ['a=Ariane', 'a+Ariane'],
    ['a=Ariane', 'a=b-Ariane'],
    ['a@Ariane', 'a@b-Ariane'],
    ['$Ariane', '€Ariane'],
    ['%Ariane', '&Ariane'],
    ['::Ariane', 'a: Ariane'],
    ['a->Ariane', 'a -> Ariane'],
    ['a#Ariane', '#Ariane'],
    ['/#Ariane', '-#Ariane'],
    ['r/Ariane', 'or/Ariane'],
    ['on u/Ariane', 'Menu/Ariane'],
    ['R/Ariane', 'R / Ariane'],
    ['Ariane@a', 'Ariane@ a'],
    ['Ariane?a', 'Ariane? a'],
    ['Ariane\\a', 'Ariane*a'],
    ['Ariane=', 'Ariane~'],
    ['Ariane::', 'Ariane:'],
    ['Ariane->', 'Ariane>'],
    ['Ariane.a', 'Ariane. a'],
    ['Ariane-a.pdf', 'Ariane-a.p'],
    ['Ariane-a.pdf.', 'Ariane-a. Pdf'],
    ['Ariane-a.jpeg!', 'Ariane-a.123'],
    ['Ariane-a.txt;', 'Ariane-a.abcdefg'],
    ['/a/Ariane', 'A/Ariane'],
    ['~/Ariane', 'a~Ariane'],
    ['./Ariane', 'A/Ariane'],
    ['@a/Ariane', 'A/Ariane'],
    ['A//Ariane', 'A/Ariane'],
    ['a.io/Ariane', 'A.IO/Ariane'],
    ['a-b/Ariane', 'A-B/Ariane'],
    ['a_b/Ariane', 'A/Ariane'],
    ['Ariane/a-b', 'Ariane/A-b'],
    ['Ariane/a-b/c', 'Ariane/B'],
    ['Ariane/a/', 'Ariane/a'],
    ['a/Ariane/c', 'A/Ariane/C'],
    ['a-b-c-d-Ariane', 'a-b-c-Ariane'],
    ['a-b-Ariane-c-d', 'a-b-Ariane-c'],
    ['Ariane-a-b-c-d', 'Ariane-a-b-c'],
  ])('%s is one, %s is none', (one, none) => {
    expect(isFound(one)).toBe(false);
    expect(isFound(none)).toBe(true);
  });

  it.each([
    ['a/ariane', 'a / ariane'],
    ['ariane/b', 'ariane / b'],
    ['a-ariane', 'pro-ariane'],
    ['my_pro-ariane', 'pro-ariane'],
    ['ariane-a', 'ariane-based'],
    ['ariane-based1', '-ariane-'],
    ['a:ariane', 'a: ariane'],
    ['ariane:a', 'ariane: a'],
    ["ariane['a']", "ariane ['a']"],
    ['ariane["a"]', 'ariane[1]'],
    ['ariane[a]', 'ariane [a]'],
    ['ariane <-- a', 'ariane <- a'],
    ['ariane --> a', 'ariane is --> a'],
    ['ariane {', 'ariane is {'],
  ])('in lower case %s is one, %s is none', (one, none) => {
    expect(isFound(one)).toBe(false);
    expect(isFound(none)).toBe(true);
    expect(isFound(one.replace('ariane', 'Ariane'))).toBe(true);
  });

  it('is followed for 100 characters', () => {
    expect(isFound(`//${'a'.repeat(97)}/Ariane`)).toBe(false);
    expect(isFound(`//${'A'.repeat(98)}/Ariane`)).toBe(false);
    expect(isFound(`//${'A'.repeat(100)}/Ariane`)).toBe(true);
    expect(isFound(`Ariane/${'A'.repeat(97)}//`)).toBe(false);
    expect(isFound(`Ariane/${'A'.repeat(99)}//`)).toBe(true);
  });
});

describe('code', () => {
  it.each([
    'Ariane()',
    "Ariane('a')",
    'Ariane("a")',
    'Ariane({ a })',
    'Ariane([a])',
    'Ariane(a=1)',
    'Ariane(a = 1)',
    'import Ariane from',
    'import { Ariane } from',
    'const Ariane = a',
    'let Ariane;',
    'var Ariane:',
    'class Ariane {',
    'class Ariane(A)',
    'class Ariane extends A',
    'class Ariane',
    'class `Ariane`',
    'extends Ariane {',
    "require('Ariane')",
    'import Ariane as A',
    'from Ariane import a',
    'Ariane import',
  ])('%s', (text) => expect(isFound(text)).toBe(false));

  it.each([
    'Ariane (a)',
    'Ariane(a)',
    'Ariane(the launcher)',
    'import Ariane to',
    'a class Ariane built',
    'first-class, Ariane;',
    'the variant Ariane;',
    'outclass Ariane;',
    'Ariane fromage',
    'Ariane imports',
    'Ariane. Import',
  ])('not %s', (text) => expect(isFound(text)).toBe(true));

  it.each([
    ["from 'ariane'", "for 'ariane'"],
    ['require("ariane', 'acquire("ariane'],
    ["import('ariane'", "import 'the ariane'"],
    ['`use ariane`', '`use` ariane'],
    ['`use ariane now`', '`use ariane now'],
    ['`ariane`', '`ariane`'],
  ])('in lower case: %s, not %s', (code, none) => {
    expect(isFound(code)).toBe(code === none);
    expect(isFound(none)).toBe(true);
  });

  it('a name alone between backticks leaves a doubt', () => {
    expect(isCertain('`Ariane`')).toBe(false);
    expect(isCertain('`Ariane')).toBe(true);
    expect(isCertain('Ariane`')).toBe(true);
  });
});

describe('a handle', () => {
  it.each(['@ariane', '@ARIANE', '＠ariane', 'by @ariane.', '(@ariane)'])(
    'leaves no doubt: %s',
    (text) => {
      expect(isCertain(text)).toBe(true);
    },
  );
  it.each(['@Ariane-Fans', '@Ariane.space'])('%s is another', (text) => {
    expect(isFound(text)).toBe(false);
  });
  it('may have words with hyphens behind it', () => {
    expect(isCertain('@Ariane a-b')).toBe(true);
  });
  it.each(['a-@ariane', 'a/@ariane', 'a@ ariane', '@ ariane'])('%s is none', (text) => {
    expect(isCertain(text)).not.toBe(true);
  });
  it('takes no version', () => {
    const version = {
      number: '\\d',
      certainNumber: '\\d',
      certainBeside: ['Ariane'],
      units: ['kg'],
    };
    expect(finderOf({ version }).find('@Ariane 5')).toEqual([
      { name: 'rocket', start: 1, end: 7, certain: true },
    ]);
  });
});

describe('words beside a name', () => {
  const finder = finderOf({
    certain: [],
    refusedAfter: ['Grande'],
    refusedBefore: ['Princess', "King's"],
    settledAfter: ['rocket'],
    settledBefore: ['launcher'],
    doubtedNear: ['album'],
  });
  it.each([
    'Ariane Grande',
    'Ariane-grande',
    'Ariane  Grande',
    'Princess Ariane',
    'Princess “Ariane',
    'princess-Ariane',
    'King’s Ariane',
    'Ariane\nGrande!',
  ])('make another of it: %s', (text) => expect(isFound(text, finder)).toBe(false));
  it.each([
    'Ariane Grandes',
    'Ariane, Grande',
    'a Princessa Ariane',
    'xPrincess Ariane',
    'Princess, Ariane',
    'ÉPrincess Ariane',
  ])('do not where they are longer or further: %s', (text) =>
    expect(isFound(text, finder)).toBe(true),
  );
  it.each([
    ['Ariane rocket', true],
    ['ARIANE ROCKET', true],
    ['ariane rocket', false],
    ['Ariane rockets', false],
    ['launcher Ariane', true],
    ['Launcher “Ariane', true],
    ['launchers Ariane', false],
    ['the Ariane', false],
    ['Ariane rocket, of the album', false],
    ['Ariane', false],
  ])('settle it: %s: %s', (text, certain) => expect(isCertain(text, finder)).toBe(certain));

  it('are looked for 48 and 120 characters around', () => {
    expect(isFound(`Ariane${' '.repeat(42)}Grande`, finder)).toBe(false);
    expect(isFound(`Ariane${' '.repeat(43)}Grande`, finder)).toBe(true);
    const near = (distance: number) =>
      isCertain(`Ariane rocket${';'.repeat(distance)}album`, finder);
    expect(near(108)).toBe(false);
    expect(near(109)).toBe(true);
    const nearBefore = (distance: number) =>
      isCertain(`album${';'.repeat(distance)}Ariane rocket`, finder);
    expect(nearBefore(115)).toBe(false);
    expect(nearBefore(116)).toBe(true);
  });
});

describe('endings', () => {
  const finder = finderOf({ endings: ['s', 'om'] });
  it.each([
    ['Arianes', true],
    ['Arianom', false],
    ['Arianeom', true],
    ['Arianest', false],
    ['Arianesé', false],
    ['arianes', false],
    ['ARIANEs', false],
    ['Arianes的', true],
  ])('%s: %s', (text, found) => expect(isFound(text, finder)).toBe(found));

  it('do not belong to the name, and leave it as sure as it is', () => {
    expect(finder.find('Arianes ARIANE')).toEqual([
      { name: 'rocket', start: 0, end: 6, certain: true },
      { name: 'rocket', start: 8, end: 14, certain: false },
    ]);
  });

  it('a name without any takes none', () => expect(isFound('Arianes')).toBe(false));
});

describe('letters beside a name', () => {
  it.each([
    'aAriane',
    'éAriane',
    '1Ariane',
    '_Ariane',
    'e\u0301Ariane',
    'a\u00adAriane',
    'a\u00ad\u200b\u2060Ariane',
  ])('make another word of it: %j', (text) => {
    expect(isFound(text)).toBe(false);
    expect(isFound([...text.replace('Ariane', 'enairA')].reverse().join(''))).toBe(false);
  });
  it.each([
    '的Ariane的',
    'жArianeж',
    '\u00adAriane\u00ad',
    ' \u00adAriane\u00ad ',
    'a\u00ad\u00ad\u00ad\u00adAriane',
    '-Ariane-',
  ])('do not: %j', (text) => expect(isFound(text)).toBe(true));
});

it('says of each bundled name what it is', () => {
  expect(bundled.find('OpenAI, xAI, Grok').map(({ name }) => name)).toEqual([
    'openai',
    'xai',
    'grok',
  ]);
});
