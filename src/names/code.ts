/** What tells code from prose: shared by what spots names everywhere and what looks closer. */

/** Words that declare or import something; a regular expression's alternatives. */
export const DECLARING = 'import|class|extends|require|const|let|var';

/** Words that a diagram's source has right before a name, and right behind one. */
export const DIAGRAM_BEFORE = ['classDef'];
export const DIAGRAM_AFTER = ['fill:', 'stroke'];

/** UTF-16 units below this are ASCII. */
export const ASCII_UNITS = 128;

/** Whether a UTF-16 unit is a letter, a digit or `_`, of ASCII. */
export function isAsciiWord(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f;
}
