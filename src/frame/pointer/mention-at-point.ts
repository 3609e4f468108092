import * as native from '../../dom/native.ts';
import { isElement, isShadowRoot, isText } from '../../dom/nodes.ts';
import { rectsOf } from '../../dom/range.ts';
import { runAround } from '../../dom/runs.ts';
import type { Mention, PageMentions } from '../../protocol/marks.ts';
import { mentionsWithin } from '../marks/mentions-within.ts';
import { elementsAt, showsNothing } from './covers.ts';

/** Children up to which an element is asked for its texts, and not all painted texts for theirs. */
const FEW_CHILDREN = 16;
/** Mentions up to which each is asked where it is; of more, the browser tells which letter is there. */
const FEW_MENTIONS = 8;
/** UTF-16 units of a text in which no more than a few are expected. */
const SHORT_UNITS = 1_000;
/** UTF-16 units that a mention reaches at most, and so many of those that markup cuts. */
const REACH_UNITS = 1_024;
const CUT_REACH_UNITS = 64;
/** Elements that are looked for under a cover. */
const MOST_COVERED = 8;

/** The texts in `element`, or shown by it if it is a slot, that may have mentions. */
function textsIn({ paintedTexts }: PageMentions, element: Element): Text[] {
  const slotted = native.assignedNodes(element);
  const children = slotted.length > 0 ? slotted : native.childNodes(element);
  if (children.length <= FEW_CHILDREN) return [...children].filter(isText);
  const isIn = (text: Text) =>
    native.parentNode(text) === element || native.slotOfText(text) === element;
  // Of those there are some hundred at most.
  return [...paintedTexts.keys()].filter(isIn);
}

/** The mentions that have a letter in `text`; at `offset`, if it is given. */
function mentionsOver({ known }: PageMentions, text: Text, offset?: number): Mention[] {
  const mentions: Mention[] = [];
  if (known.cut.size > 0) {
    for (const before of runAround(text, CUT_REACH_UNITS, 0).nodes) {
      if (before === text) break;
      if (!known.cut.has(before)) continue;
      const last = mentionsWithin(known.places(before), before.length - REACH_UNITS);
      mentions.push(...last.filter(({ endNode }) => endNode !== before));
    }
  }
  if (offset === undefined) return mentions.concat(known.places(text));
  const near = mentionsWithin(known.places(text), offset - REACH_UNITS, offset + 1);
  return mentions.concat(near.filter(({ endNode, end }) => endNode !== text || end >= offset));
}

/** Of which a letter is in `element`, with as few questions as it takes about where they are: that costs layout. */
function candidatesIn(page: PageMentions, element: Element, x: number, y: number): Mention[] {
  const texts = textsIn(page, element);
  if (texts.length <= FEW_CHILDREN && texts.every(({ length }) => length <= SHORT_UNITS)) {
    const mentions = [...new Set(texts.flatMap((text) => mentionsOver(page, text)))];
    const mayBeCut = page.known.cut.size > 0 && native.childNodes(element).length > FEW_CHILDREN;
    if (mentions.length <= FEW_MENTIONS && !mayBeCut) return mentions;
  }
  const shadowRoots: ShadowRoot[] = [];
  for (let root = native.rootOf(element); isShadowRoot(root); root = native.rootOf(root.host)) {
    shadowRoots.push(root);
  }
  const document = native.ownerDocument(element);
  const caret = native.caretFromPoint(document, x, y, { shadowRoots });
  const text = caret?.offsetNode;
  if (!text || !isText(text)) return [];
  if (native.parentNode(text) !== element && native.slotOfText(text) !== element) return [];
  return mentionsOver(page, text, caret.offset).slice(-FEW_MENTIONS);
}

/**
 * The mention under a point of the layout viewport, also where a cover lies over it that shows nothing. Makes the
 * browser lay the page out if that is due: call it once a frame at most.
 *
 * Not by `caretPositionFromPoint` alone, which takes 0.8 ms among 10,000 flat siblings: an event has told
 * already which element is there. Unless the page keeps events from its texts (`pointer-events`):
 * then it tells of the root alone.
 * @param target what the pointer is on: the first of the event's `composedPath()`
 */
export function placeAtPoint(
  page: PageMentions,
  target: EventTarget | null | undefined,
  x: number,
  y: number,
): Mention | undefined {
  if (!target || !isElement(target as Node)) return undefined;
  const element = target as Element;
  const isUnder = ({ left, right, top, bottom }: DOMRect) =>
    left <= x && x <= right && top <= y && y <= bottom;
  const mentionIn = (parent: Element) =>
    candidatesIn(page, parent, x, y).find((mention) => rectsOf(mention).some(isUnder));
  const mention = mentionIn(element);
  if (mention) return mention;
  const document = native.ownerDocument(element);
  if (element === native.rootElementOf(document) || element === native.bodyOf(document)) {
    const text = native.caretFromPoint(document, x, y)?.offsetNode;
    const parent = text && native.parentElement(text);
    return parent ? mentionIn(parent) : undefined;
  }
  const stack = elementsAt(element, x, y, MOST_COVERED);
  // The page has put something else there since: nobody pointed at that.
  if (stack[0] !== element) return undefined;
  for (const [index, under] of stack.entries()) {
    const found = under !== element && mentionIn(under);
    if (!found) continue;
    const isSeen = stack
      .slice(0, index)
      .every((cover) => showsNothing(cover, native.contains(cover, under), isUnder));
    return isSeen ? found : undefined;
  }
  return undefined;
}
