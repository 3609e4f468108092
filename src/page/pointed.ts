import { isElement, type Stretch } from '../dom/prose.ts';
import type { Engine, Place } from './engine.ts';

/** One range for all that is measured: each that lives slows the page's own edits near it. */
let ruler: Range | undefined;

/** The line boxes of a mention in the layout viewport, CSS pixels; none if it is not shown. */
export function rectsOf({ startNode, start, endNode, end }: Stretch): DOMRect[] {
  if (!startNode.isConnected || !endNode.isConnected) return [];
  if (start > startNode.length || end > endNode.length) return [];
  ruler ??= document.createRange();
  ruler.setStart(startNode, start);
  ruler.setEnd(endNode, end);
  const rects = [...ruler.getClientRects()].filter(({ width }) => width > 0);
  ruler.setStart(document, 0);
  ruler.collapse(true);
  return rects;
}

/**
 * The mention under a point of the layout viewport. Makes the browser lay the page out if that is
 * due: call it once a frame at most.
 *
 * Not by `caretPositionFromPoint`, which takes 0.8 ms among 10,000 flat siblings: an event has told
 * already which element is there. Unless the page keeps events from its texts (`pointer-events`):
 * then it tells of the root alone.
 * @param target what the pointer is on: the first of the event's `composedPath()`
 */
export function placeAtPoint(
  engine: Engine,
  target: EventTarget | null | undefined,
  x: number,
  y: number,
): Place | undefined {
  if (!target || !isElement(target as Node)) return undefined;
  const element = target as Element;
  const { documentElement, body } = element.ownerDocument;
  const isUnder = ({ left, right, top, bottom }: DOMRect) =>
    left <= x && x <= right && top <= y && y <= bottom;
  const placeIn = (parent: Element) =>
    engine.paintedIn(parent).find((place) => rectsOf(place).some(isUnder));
  const place = placeIn(element);
  if (place || (element !== documentElement && element !== body)) return place;
  const text = element.ownerDocument.caretPositionFromPoint(x, y)?.offsetNode;
  return text?.parentElement ? placeIn(text.parentElement) : undefined;
}
