/** What a page as a whole says of its candidates, counted text by text and summed. */

/**
 * What a text says of all candidates on its page: how often each group of cues and each name's
 * certain candidates occur. Small and additive, so that a page's can be summed block by block.
 */
export interface Evidence {
  /** How much text it is of, in UTF-16 units. */
  readonly length: number;
  /** In the order of `Cues.groups`. */
  readonly groups: readonly number[];
  /** By `StoryName.id`. */
  readonly names: { readonly [name: string]: number };
}

/** The sum of two texts' evidence. */
export function mergeEvidence(one: Evidence, other: Evidence): Evidence {
  const names: Record<string, number> = { ...one.names };
  for (const [name, count] of Object.entries(other.names)) {
    names[name] = (names[name] ?? 0) + count;
  }
  return {
    length: one.length + other.length,
    groups: one.groups.map((count, i) => count + (other.groups[i] ?? 0)),
    names,
  };
}
