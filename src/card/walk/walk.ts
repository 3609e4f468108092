/** Which mention is next: a list in, an index out. Knows no DOM. */

/** The index of the first item that `isWanted`, from `start` on in the direction; undefined: none. */
export function seek<T>(
  items: readonly T[],
  start: number,
  direction: 1 | -1,
  isWanted: (item: T) => boolean,
): number | undefined {
  for (let index = start; index >= 0 && index < items.length; index += direction) {
    if (isWanted(items[index] as T)) return index;
  }
  return undefined;
}

/** Where in a list of items a reader is: between two, or on one. */
export interface Position {
  /** The index to look at first going forward; going back. */
  readonly next: number;
  readonly previous: number;
}

export const onItem = (index: number): Position => ({ next: index + 1, previous: index - 1 });
export const before = (index: number): Position => ({ next: index, previous: index - 1 });
