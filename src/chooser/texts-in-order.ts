/** Keeps texts in document order while a page changes. */
import { createDocumentOrder, type DocumentOrder, sorted } from '../dom/document-order.ts';
import type { KnownTexts } from '../protocol/world.ts';

/**
 * @returns a function that tells of all known texts in document order; the same array as before if none came,
 *   went or moved
 */
export function createTextsInOrder(known: KnownTexts): () => readonly Text[] {
  let order: readonly Text[] | undefined;
  let seen: number | undefined;
  return () => {
    if (order && seen === known.changes) return order;
    const all: readonly Text[] = order ?? known.texts();
    const placed = all.filter((text) => known.isPlaced(text));
    const unplaced = known.takeUnplaced();
    const compare = createDocumentOrder();
    order = unplaced.length > 0 ? merge(placed, sorted(unplaced, compare), compare) : placed;
    seen = known.changes;
    return order;
  };
}

function merge(
  left: readonly Text[],
  right: readonly Text[],
  order: DocumentOrder,
): readonly Text[] {
  const last = left.at(-1);
  if (!last || order(last, right[0] as Text) < 0) return left.concat(right);
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

/** Index, from `from` on, of the first in `nodes` (in order) that stands after `node`. */
function firstAfter(
  nodes: readonly Text[],
  node: Text,
  from: number,
  order: DocumentOrder,
): number {
  let low = from;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(nodes[middle] as Text, node) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
