/** There is no such place. */
export const NONE = -1;

/**
 * Where what `regex` matches at `at` ends, or `NONE`. UTF-16 units.
 * @param regex sticky
 */
export function endAt(regex: RegExp, text: string, at: number): number {
  regex.lastIndex = at;
  return regex.test(text) ? regex.lastIndex : NONE;
}
