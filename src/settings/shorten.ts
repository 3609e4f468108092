/** `text` in at most `most` UTF-16 units; what is left out is told by "…". Never half a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A value of unknown origin as JSON has it, in short: however long or deep it is, only its beginning is looked at. */
export function asJson(value: unknown, most: number): string {
  if (typeof value === 'string') return shorten(JSON.stringify(shorten(value, most)), most);
  if (Array.isArray(value)) return '[…]';
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}
