/** Keeps texts in document order while a page changes. */
import { createDocumentOrder, type DocumentOrder, sorted } from '../../dom/document-order.ts';
import type { KnownTexts } from '../../protocol/marks.ts';

/**
 * @returns a function that tells of all known texts in document order; the same array as before if none came,
 *   went or moved
 */
export function createTextsInOrder(known: KnownTexts): () => readonly Text[] {
  let order: readonly Text[] = [];
  let seen: number | undefined;
  return () => {
    if (seen !== known.changes) order = known.putInOrder(merge);
    seen = known.changes;
    return order;
  };
}

/** @param left are in order, `right` are not */
function merge(left: Text[], right: Text[]): Text[] {
  const order = createDocumentOrder();
  const last = left.at(-1);
  const [first] = sorted(right, order);
  if (!first) return left;
  if (!last || order(last, first) < 0) return left.concat(right);
  const merged: Text[] = [];
  let i = 0;
  for (const node of right) {
    const from = i;
    i = firstAfter(left, node, from, order);
    for (let at = from; at < i; at++) merged.push(left[at] as Text);
    merged.push(node);
  }
  return merged.concat(left.slice(i));
}

/**
 * Index, from `from` on, of the first in `nodes` (in order) that stands after `node`: mostly not far, since what a
 * page changes at once stands together.
 */
function firstAfter(
  nodes: readonly Text[],
  node: Text,
  from: number,
  order: DocumentOrder,
): number {
  const isBefore = (index: number) => order(nodes[index] as Text, node) < 0;
  let low = from;
  let step = 1;
  while (low + step <= nodes.length && isBefore(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, nodes.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
