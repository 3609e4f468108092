import * as native from './native.ts';
import type { Stretch } from './runs.ts';

/** A live range around a stretch. Drop it soon: every live range slows the page's own edits near it. */
export function rangeOf({ startNode, start, endNode, end }: Stretch): Range {
  const range = native.createRange(native.ownerDocument(startNode));
  range.setStart(startNode, start);
  range.setEnd(endNode, end);
  return range;
}

/** Reused for every measurement: every live range slows the page's own edits near it. */
let measuringRange: Range | undefined;

/** The line boxes of a stretch in the layout viewport, CSS pixels; none if it is not shown. */
export function rectsOf({ startNode, start, endNode, end }: Stretch): DOMRect[] {
  if (!native.isConnected(startNode) || !native.isConnected(endNode)) return [];
  if (start > startNode.length || end > endNode.length) return [];
  measuringRange ??= native.createRange(document);
  measuringRange.setStart(startNode, start);
  measuringRange.setEnd(endNode, end);
  const rects = [...measuringRange.getClientRects()].filter(({ width }) => width > 0);
  measuringRange.setStart(document, 0);
  measuringRange.collapse(true);
  return rects;
}
