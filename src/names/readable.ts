/**
 * Characters that show nothing and break no word: soft hyphen, zero width, word joiner, BOM. For a class of a
 * regular expression.
 */
export const INVISIBLE = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
/** How many of them may stand at one place inside or beside a name. */
export const MAX_INVISIBLE = 3;
/** Distance of a full-width character from its plain twin (Unicode, U+FF01–U+FF5E), in UTF-16 units. */
export const FULL_WIDTH_SHIFT = 0xfee0;

const PLAIN = /^[!-~]+$/;
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'g');
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/**
 * A name as it reads, the way the story's data spell it: without what shows nothing, in plain
 * letters, with one plain space or hyphen.
 */
export function readable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(ALL_INVISIBLE, '')
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/\s+/g, ' ')
    .replace(/[\u2010\u2011]/g, '-');
}
