import { isElement, isText } from '../dom/nodes.ts';
import { rectsOf } from '../dom/range.ts';
import { type Stretch, textsBetween } from '../dom/runs.ts';
import type { Mention, PageMentions } from '../protocol/world.ts';

/** Children up to which an element is asked for its texts, and not all painted texts for theirs. */
const FEW = 16;

/** The painted mentions of which a letter is a child of `element`, or shown by it if it is a slot. */
function paintedIn(known: PageMentions, element: Element): Mention[] {
  const { paintedTexts, cutTexts } = known;
  const mentions: Mention[] = [];
  const take = (text: Text) => {
    if (paintedTexts.has(text)) mentions.push(...known.placesIn(text));
  };
  const slotted = (element as Partial<HTMLSlotElement>).assignedNodes?.() ?? [];
  const children = slotted.length > 0 ? slotted : element.childNodes;
  if (children.length <= FEW) {
    for (const child of children) if (isText(child)) take(child);
  } else {
    const isIn = (text: Text) => text.parentNode === element || text.assignedSlot === element;
    for (const text of paintedTexts.keys()) if (isIn(text)) take(text);
  }
  for (const text of cutTexts.keys()) {
    if (text.parentNode === element || !paintedTexts.has(text)) continue;
    const isOver = ({ startNode, endNode }: Stretch) =>
      textsBetween(startNode, endNode).some(({ parentNode }) => parentNode === element);
    mentions.push(...known.placesIn(text).filter(isOver));
  }
  return mentions;
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
  known: PageMentions,
  target: EventTarget | null | undefined,
  x: number,
  y: number,
): Mention | undefined {
  if (!target || !isElement(target as Node)) return undefined;
  const element = target as Element;
  const { documentElement, body } = element.ownerDocument;
  const isUnder = ({ left, right, top, bottom }: DOMRect) =>
    left <= x && x <= right && top <= y && y <= bottom;
  const mentionIn = (parent: Element) =>
    paintedIn(known, parent).find((mention) => rectsOf(mention).some(isUnder));
  const mention = mentionIn(element);
  if (mention || (element !== documentElement && element !== body)) return mention;
  const text = element.ownerDocument.caretPositionFromPoint(x, y)?.offsetNode;
  return text?.parentElement ? mentionIn(text.parentElement) : undefined;
}
