import type { Engine, Place } from './engine.ts';
import { liveRangeOf } from './painter.ts';
import { isText } from './prose.ts';

/** The line boxes of a mention in the layout viewport, CSS pixels; none if it is not shown. */
export function rectsOf(place: Place): DOMRect[] {
  if (!place.startNode.isConnected || !place.endNode.isConnected) return [];
  if (place.start > place.startNode.length || place.end > place.endNode.length) return [];
  return [...liveRangeOf(place).getClientRects()].filter(({ width }) => width > 0);
}

/**
 * The mention under a point of the layout viewport. Makes the browser lay the page out if that is
 * due: call it once a frame at most.
 */
export function placeAtPoint(
  document: Document,
  engine: Engine,
  x: number,
  y: number,
): Place | undefined {
  const caret = document.caretPositionFromPoint(x, y, { shadowRoots: [...engine.shadowRoots] });
  const node = caret?.offsetNode;
  if (!caret || !node || !isText(node)) return undefined;
  // A caret stands between two letters, at the gap nearest to the point: the letter that the point
  // is on may be on either side.
  for (const offset of [caret.offset, caret.offset - 1]) {
    const place = engine.placeAt(node, offset);
    const isUnder = (rect: DOMRect) =>
      rect.left <= x && x <= rect.right && rect.top <= y && y <= rect.bottom;
    if (place && rectsOf(place).some(isUnder)) return place;
  }
  return undefined;
}
