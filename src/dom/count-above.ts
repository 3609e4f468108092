/**
 * How many items stand above a reader's view. Asks few of them, as their order is that of the page;
 * `isAbove` is undefined for those that are not shown.
 */
export function countAbove<T>(
  items: readonly T[],
  isAbove: (item: T) => boolean | undefined,
): number {
  const seekShown = (from: number, to: number): number | undefined => {
    for (let index = from; index < to; index++) {
      if (isAbove(items[index] as T) !== undefined) return index;
    }
    return undefined;
  };
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const shown = seekShown(middle, high);
    if (shown === undefined) high = middle;
    else if (isAbove(items[shown] as T)) low = shown + 1;
    else high = middle;
  }
  return low;
}
