import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, isUnspaced } from '../../../src/terms/fold.ts';

describe('fold', () => {
  test.each([
    ['Ça ÉTAIT « là »', 'ca etait.la.'],
    ['open-source  code', 'open source code'],
    ['Straße, Łódź', 'strasse.lodz'],
    ['İSTANBUL ısı', 'istanbul isi'],
    ['ＡＩ', 'ai'],
    ['الأسلحة الكيميائيّة', 'اسلحه كيمياييه'],
    ['وبالشفافية للشركة', 'شفافيه شركه'],
    ['soft\u00adware', 'software'],
    ['ガード', 'ガード'],
    ['हथियार', 'हथियार'],
    ['', ''],
    ['…', '.'],
    ['łøđßæœ', 'lodssaeoe'],
    ['ى ی ک ك ة', 'ي ي ك ك ه'],
    ['a, b; c: d (e) [f] {g}', 'a.b.c.d.e.f.g.'],
    ['a.b!c?d—e–f…g|h«i»j“k”l„m"n\no', 'a.b.c.d.e.f.g.h.i.j.k.l.m.n.o'],
    ['あ。い！う？え；お：か，き、', 'あ.い.う.え.お.か.き.'],
    ['ب؟ت،ث؛ج', 'ب.ت.ث.ج'],
    ['क।ख॥ग', 'क.ख.ग'],
    ["a'b/c-d_e*f+g=h@i#j&k", 'a b c d e f g h i j k'],
    ['5 $ 6 € 7 £ 8 ¥ 9 %', '5 $ 6 € 7 £ 8 ¥ 9 %'],
    [' a , b ', ' a.b '],
    ['a ,. b', 'a.b'],
    ['... a', '.a'],
    ['  a', ' a'],
    ['e\u0301\u0316te\u0301', 'ete'],
    ['שָׁלוֹם', 'שלום'],
    ['محـــمَّد', 'محمد'],
    ['a\u200db\u2060c\ufeffd\u202ae\u200ff', 'abcdef'],
    ['한국어', '한국어'],
    ['\ud83d\ude00a', ' a'],
    ['\ud83da\ude00b', ' a b'],
    ['𝐀', 'a'],
    ['ﷺ', 'صلي له عليه وسلم'],
    ['الكتاب', 'كتاب'],
    ['بالكتاب', 'كتاب'],
    ['كالكتاب', 'كتاب'],
    ['والكتاب', 'كتاب'],
    ['فالكتاب', 'كتاب'],
    ['وبالكتاب', 'كتاب'],
    ['للكتاب', 'كتاب'],
    ['وللكتاب', 'كتاب'],
    ['ال', 'ال'],
    ['الب', 'الب'],
    ['البت', 'بت'],
    ['كتاب الكتاب، الكتاب', 'كتاب كتاب.كتاب'],
    ['a الكتاب b', 'a كتاب b'],
    ['aالكتاب', 'aالكتاب'],
  ])('%s', (text, expected) => {
    expect(fold(text).text).toBe(expected);
  });

  test('composed and decomposed text fold alike', () => {
    for (const text of ['élevé', 'ガード', '한국어', 'Чей']) {
      expect(fold(text.normalize('NFD')).text).toBe(fold(text.normalize('NFC')).text);
    }
  });

  test('a letter that is written as several, or left out, knows where it stands', () => {
    const places = (text: string) => {
      const { text: folded, from, to } = fold(text);
      return [...folded].map((char, i) => `${char}${from[i]}-${to[i]}`).join(' ');
    };
    expect(places('aße')).toBe('a0-1 s1-2 s1-2 e2-3');
    expect(places('e\u0301a')).toBe('e0-2 a2-3');
    expect(places('a  , b')).toBe('a0-1 .1-2 b5-6');
    expect(places('و البت')).toBe('و0-1  1-2 ب2-5 ت5-6');
  });

  test('no character stands for more than nine, however many marks there are', () => {
    const { from, to } = fold(`e${'\u0301\u0316'.repeat(200)}a`);
    expect(Math.max(...Array.from(to, (end, i) => end - (from[i] as number)))).toBe(9);
  });

  test('is the same after very many other characters', () => {
    const before = fold('Łódź, ガード');
    for (let code = 0x3400; code < 0x3400 + 12_000; code++) fold(String.fromCharCode(code));
    expect(fold('Łódź, ガード')).toEqual(before);
  });

  test('every folded character knows a stretch of the original, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { text: folded, from, to } = fold(text);
        for (let i = 0; i < folded.length; i++) {
          expect(from[i]).toBeLessThan(to[i] as number);
          expect(to[i]).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(from[i]).toBeGreaterThanOrEqual(from[i - 1] as number);
        }
      }),
    );
  });
});

test.each([
  ['ぁー', true],
  ['㐀龜', true],
  ['가힣', true],
  ['กฯ', true],
  ['aЖاहकע', false],
])('scripts without spaces, or with glued words: %s: %s', (text, unspaced) => {
  for (const char of text) expect(isUnspaced(char.charCodeAt(0)), char).toBe(unspaced);
});

test('they begin and end where Unicode says', () => {
  const edges = [0x3040, 0x30ff, 0x3400, 0x9fff, 0xac00, 0xd7a3, 0x0e00, 0x0e7f];
  for (const [i, edge] of edges.entries()) {
    expect(isUnspaced(edge), edge.toString(16)).toBe(true);
    expect(isUnspaced(edge + (i % 2 === 0 ? -1 : 1)), edge.toString(16)).toBe(false);
  }
});
