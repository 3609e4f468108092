const PLAIN = /^[!-~]+$/;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
/** Distance of a full-width character from its plain twin (Unicode, U+FF01–U+FF5E). */
const FULL_WIDTH_SHIFT = 0xfee0;

/**
 * A name as it reads, the way the story's data spell it: without what shows nothing, in plain
 * letters, with one plain space or hyphen.
 */
export function readable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replace(/\s+/g, ' ')
    .replace(/[\u2010\u2011]/g, '-');
}
