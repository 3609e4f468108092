/**
 * Other alphabets in Latin letters, roughly: what languages took from each other (`open source`,
 * `sarin`, `lobby`) then has the same beginnings and parts in all of them, and what a model learned of
 * it in one serves the others. Not for reading: sounds that are near each other share a letter.
 */

const LETTERS = new Map<string, string>();

/** Each letter of `from` is written as the word of `to` that stands at its place; `-` is nothing. */
function write(from: string, to: string): void {
  const words = to.split(' ');
  for (const [i, letter] of [...from].entries())
    LETTERS.set(letter, (words[i] ?? '').replace('-', ''));
}

write('абвгдежзийклмнопрстуфхцчш', 'a b v g d e zh z i i k l m n o p r s t u f h ts ch sh');
write('щъыьэюяіїєґўё', 'sh - y - e yu ya i i e g u e');
write('αβγδεζηθικλμνξοπρστυφχψως', 'a b g d e z i t i k l m n x o p r s t u f h ps o s');
write('ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 'a b t t j h h d d r z s sh s d t z a g f k l m n h u i');
write('پچژگءئؤأإآ', 'p ch zh g - - - a a a');
write(
  'अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभम',
  'a a i i u u e ai o au k k g g ch ch j j t t d d n t t d d n p f b b m',
);
write('यरलवशषसहऑािीुूेैोौॉ्ंँ़', 'y r l v sh sh s h o a i i u u e ai o au o - n n -');
write(
  'アイウエオカキクケコガギグゲゴサシスセソザジズゼゾタチツテト',
  'a i u e o ka ki ku ke ko ga gi gu ge go sa shi su se so za ji zu ze zo ta chi tsu te to',
);
write(
  'ダヂヅデドナニヌネノハヒフヘホバビブベボパピプペポマミムメモ',
  'da ji zu de do na ni nu ne no ha hi fu he ho ba bi bu be bo pa pi pu pe po ma mi mu me mo',
);
write(
  'ヤユヨラリルレロワヲンヴァィゥェォャュョッー',
  'ya yu yo ra ri ru re ro wa o n vu a i u e o ya yu yo - -',
);

const HANGUL = 0xac00;
const HANGUL_END = 0xd7a3;
const INITIALS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.replace('-', '').split(' ');
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'
  .replace('-', '')
  .split(' ');

/** Hiragana stands 96 before katakana. */
const HIRAGANA = /[ぁ-ゖ]/;
const KANA_APART = 96;

function romaniseLetter(letter: string, code: number): string {
  if (code >= HANGUL && code <= HANGUL_END) {
    const at = code - HANGUL;
    const vowel = VOWELS[Math.floor((at % 588) / 28)] ?? '';
    return (INITIALS[Math.floor(at / 588)] ?? '') + vowel + (FINALS[at % 28] ?? '');
  }
  const kana = HIRAGANA.test(letter) ? String.fromCharCode(code + KANA_APART) : letter;
  return LETTERS.get(kana) ?? letter;
}

/** Letters below this are Latin already. */
const LATIN_END = 0x0250;

/** A folded word in Latin letters; what has none here (Chinese signs) stays. */
export function romanise(word: string): string {
  let latin = '';
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const letter = word[i] as string;
    latin += code < LATIN_END ? letter : romaniseLetter(letter, code);
  }
  return latin;
}
