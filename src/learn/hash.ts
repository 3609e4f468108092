/**
 * Feature hashing: a word, or a part of one, becomes the number of a bucket, so that a model needs
 * no list of words. FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), finished
 * as MurmurHash3 does, because FNV alone leaves the upper bits of short words alike.
 */

const PRIME = 0x01000193;

/** Where a hash begins; families of features begin with {@link hashText} of their own name. */
export const HASH_START = 0x811c9dc5;

/** Goes on with `hash` over `text` from `start` to `end` (UTF-16 units, `end` exclusive). */
export function hashText(hash: number, text: string, start = 0, end = text.length): number {
  let h = hash;
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME);
  return h;
}

/** Goes on with `hash` over a whole number, of which the lowest 32 bits count. */
export function hashNumber(hash: number, value: number): number {
  return Math.imul(Math.imul(hash ^ (value & 0xffff), PRIME) ^ (value >>> 16), PRIME);
}

/** The bucket of a finished hash, of `2 ** bits` (1 to 30). */
export function bucketOf(hash: number, bits: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> (32 - bits);
}
