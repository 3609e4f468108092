/**
 * Folding brings every way of writing a word to one form: lower case, no accents, no Arabic
 * article, punctuation reduced to two signs. Each folded character knows where it came from.
 */

/** `from[i]`/`to[i]`: the stretch of the original (UTF-16 units, `to` exclusive) behind `text[i]`. */
export interface Folded {
  readonly text: string;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** Stands in folded text for punctuation that ends a sentence or a clause. No phrase crosses it. */
export const BREAK = '.';

/*
 * Only marks that readers leave out at will: Latin, Greek and Cyrillic accents, Arabic and Hebrew
 * vowel points, tatweel, invisible formatting. A kana's dakuten and the vowel signs of Indic
 * scripts are marks for Unicode too, but dropping them makes another word.
 */
const DROPPED =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u00ad/gu;
const MARK = /\p{M}|[\u1160-\u11ff]/u;
const WORD = /[\p{L}\p{N}\p{M}$€£¥%]/u;
const BREAKS = /[.!?;:,()[\]{}—–…。！？；：，、؟،؛।॥|«»“”„"\n]/u;

/** Letters that Unicode does not decompose although readers take one for the other. */
const ALIKE: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};

/** Marks that are read together with their base; those beyond are each read alone. */
const MAX_MARKS = 8;

/** Base character and its marks to folded form: a few hundred entries on most pages. */
const memo = new Map<string, string>();
/** Entries after which `memo` begins anew, so that no page makes it grow for good. */
const MEMO_LIMIT = 10_000;

function foldCluster(cluster: string): string {
  let folded = memo.get(cluster);
  if (folded === undefined) {
    const bare = cluster.normalize('NFKD').toLowerCase().replace(DROPPED, '').normalize('NFC');
    folded = '';
    for (const char of bare) {
      const alike = ALIKE[char] ?? char;
      folded += WORD.test(alike) ? alike : BREAKS.test(alike) ? BREAK : ' ';
    }
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(cluster, folded);
  }
  return folded;
}

/** Folded ASCII by code: most of most texts. */
const ascii = Array.from({ length: 128 }, (_, code) => foldCluster(String.fromCharCode(code)));

const marks = new Map<number, boolean>();

/** Does the UTF-16 unit continue the character before it? */
function isMark(code: number): boolean {
  if (code < 0x0300) return false;
  let mark = marks.get(code);
  if (mark === undefined) {
    mark = MARK.test(String.fromCharCode(code));
    marks.set(code, mark);
  }
  return mark;
}

/** Is this a character of a script that writes no spaces between words, or glues them (Korean)? */
export function isUnspaced(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0x0e00 && code <= 0x0e7f)
  );
}

/** The Arabic article with the particles written on it, or `ل` with the article drawn into it. */
const ARTICLE = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=\S\S)/;
/** Characters of a word that `ARTICLE` looks at. */
const ARTICLE_LENGTH = 6;

/**
 * Folds `text`. A run of spaces and signs becomes one space, or one {@link BREAK} if any of them is
 * one. Linear in the text's length; half a surrogate pair is taken as a space.
 */
export function fold(text: string): Folded {
  const chars: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let wordStart = 0;

  const endWord = (): void => {
    const code = chars[wordStart]?.charCodeAt(0) ?? 0;
    if (code < 0x0600 || code > 0x06ff) return;
    const beginning = chars.slice(wordStart, wordStart + ARTICLE_LENGTH).join('');
    const article = ARTICLE.exec(beginning)?.[0].length ?? 0;
    if (article === 0) return;
    const start = from[wordStart] as number;
    for (const list of [chars, from, to]) list.splice(wordStart, article);
    from[wordStart] = start;
  };

  const put = (char: string, start: number, end: number): void => {
    if (char === ' ' || char === BREAK) {
      const last = chars.length - 1;
      if (wordStart < chars.length) endWord();
      else if (last >= 0) {
        if (char === BREAK) chars[last] = BREAK;
        return;
      }
      wordStart = chars.length + 1;
    }
    chars.push(char);
    from.push(start);
    to.push(end);
  };

  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    let end = i + (code >= 0xd800 && (text.codePointAt(i) as number) > 0xffff ? 2 : 1);
    const last = Math.min(text.length, end + MAX_MARKS);
    while (end < last && isMark(text.charCodeAt(end))) end++;
    const folded =
      end > i + 1 || code >= 128 ? foldCluster(text.slice(i, end)) : (ascii[code] as string);
    for (let k = 0; k < folded.length; k++) put(folded[k] as string, i, end);
    i = end;
  }
  if (wordStart < chars.length) endWord();
  return { text: chars.join(''), from, to };
}
