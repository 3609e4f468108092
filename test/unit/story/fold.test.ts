import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/story/fold.ts';

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
  ])('%s', (text, expected) => {
    expect(fold(text).text).toBe(expected);
  });

  test('composed and decomposed text fold alike', () => {
    for (const text of ['élevé', 'ガード', '한국어', 'Чей']) {
      expect(fold(text.normalize('NFD')).text).toBe(fold(text.normalize('NFC')).text);
    }
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
