/** Share of the items, in per cent, that may be read while forms and cues are written. */
const SEEN_PER_CENT = 60;

/**
 * Whether an item belongs to the part that may be read while forms and cues are written; the rest
 * is looked at as figures only, so that they tell how well the rules carry over to new texts.
 * Decided by the item's id alone (FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/), so
 * that an item never changes sides when others come or go.
 */
export function isSeen(id: string): boolean {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash % 100 < SEEN_PER_CENT;
}
