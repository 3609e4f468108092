import * as native from './native.ts';
import type { Stretch } from './runs.ts';

/** A range of its own: one that lives long slows the page's own edits near it. */
export function rangeOf({ startNode, start, endNode, end }: Stretch): Range {
  const range = native.createRange(native.ownerDocument(startNode));
  range.setStart(startNode, start);
  range.setEnd(endNode, end);
  return range;
}

/** One range for all that is measured: each that lives slows the page's own edits near it. */
let ruler: Range | undefined;

/** The line boxes of a stretch in the layout viewport, CSS pixels; none if it is not shown. */
export function rectsOf({ startNode, start, endNode, end }: Stretch): DOMRect[] {
  if (!native.isConnected(startNode) || !native.isConnected(endNode)) return [];
  if (start > startNode.length || end > endNode.length) return [];
  ruler ??= native.createRange(document);
  ruler.setStart(startNode, start);
  ruler.setEnd(endNode, end);
  const rects = [...ruler.getClientRects()].filter(({ width }) => width > 0);
  ruler.setStart(document, 0);
  ruler.collapse(true);
  return rects;
}
