/** What stands around a mention, as a reader sees it. Read for what needs it, never for a scan. */
import * as native from './native.ts';
import { isElement, isInline, isText, partOf } from './nodes.ts';
import { type Stretch, textsBetween } from './runs.ts';

/** How far a passage reaches on either side of its mention unless another reach is asked for, in UTF-16 units. */
const REACH_UNITS = 1_000;

/** How many elements upwards the block of a mention is looked for, and how many nodes on either side are read. */
const MOST_AROUND = 64;
const MOST_BESIDE = 1_000;

/** The nearest ancestor that is laid out as a block by its name (paragraph, item, cell), or the root. */
function blockOf(text: Text): Node {
  let node: Node = text;
  for (let left = MOST_AROUND; left > 0 && isInline(node); left--) {
    const parent = native.parentNode(node);
    if (!parent) break;
    node = parent;
  }
  return node;
}

/** A piece of a page's text and a stretch in it. Offsets are UTF-16 units, `end` exclusive. */
export interface TextAround {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The text of the block in which a mention stands, at most `reach` units on either side of it, with
 * a line break where the block has inner blocks. However long its texts are, no more of them is read.
 * @param mostNodes on either side that are looked at
 */
export function passageAround(
  place: Stretch,
  reach = REACH_UNITS,
  mostNodes = MOST_BESIDE,
): TextAround {
  return passageIn(blockOf(place.startNode), place, reach, shown, mostNodes);
}

/** The same in any element around a mention, with the line breaks and spaces of the page's source. */
export const linesAround = (element: Element, place: Stretch, reach: number): TextAround =>
  passageIn(element, place, reach, (text) => text);

type Shown = (text: string) => string;

function passageIn(
  block: Node,
  { startNode, start, endNode, end }: Stretch,
  reach: number,
  shown: Shown,
  mostNodes = MOST_BESIDE,
): TextAround {
  const from = Math.max(0, start - reach);
  const to = Math.min(endNode.length, end + reach);
  const before = pieces(block, startNode, false, reach - start, shown, mostNodes)
    .reverse()
    .join('');
  const after = pieces(block, endNode, true, reach - (endNode.length - end), shown, mostNodes).join(
    '',
  );
  const own =
    startNode === endNode
      ? [shown(partOf(startNode, from, to))]
      : textsBetween(startNode, endNode).map((text) => {
          const isStart = text === startNode;
          return shown(partOf(text, isStart ? from : 0, text === endNode ? to : text.length));
        });
  const text = before + own.join('') + after;
  const passage = {
    text,
    start: before.length + start - from,
    end: text.length - after.length - (to - end),
  };
  return within(passage, reach);
}

/** What of a passage is at most `reach` UTF-16 units away from its stretch. */
function within({ text, start, end }: TextAround, reach: number): TextAround {
  const cut = Math.max(0, start - reach);
  return { text: text.slice(cut, end + reach), start: start - cut, end: end - cut };
}

/** A text as the page shows it: line breaks in its source are spaces. Of the same length. */
export const shown = (text: string): string =>
  /[^\S ]/.test(text) ? text.replace(/\s/g, ' ') : text;

/** `shown`, of all of a text node. */
export const shownText = ({ data }: Text): string => shown(data);

const HIDDEN = new Set(['script', 'style', 'noscript', 'template']);

/** Texts of `block` from `start` on, nearest first, line breaks where runs end; `length` units at least, if there are. */
function pieces(
  block: Node,
  start: Text,
  forward: boolean,
  length: number,
  shown: Shown,
  mostNodes: number,
): string[] {
  const found: string[] = [];
  // Step by step, not with a tree walker: making one costs more than the few steps that it goes.
  let node: Node = start;
  let isParted = false;
  let rest = length;
  for (let left = mostNodes; rest > 0 && left > 0; left--) {
    const beside = forward ? native.nextSibling(node) : native.previousSibling(node);
    if (!beside) {
      const parent = native.parentNode(node);
      if (!parent || parent === block || node === block) break;
      isParted ||= !isInline(parent);
      node = parent;
      continue;
    }
    node = beside;
    // Down to its nearest leaf.
    for (; left > 0; left--) {
      if (!isText(node)) isParted ||= !isInline(node);
      const child = forward ? native.firstChild(node) : native.lastChild(node);
      if (!child || (isElement(node) && HIDDEN.has(native.localName(node)))) break;
      node = child;
    }
    if (!isText(node)) continue;
    if (isParted) found.push('\n');
    isParted = false;
    const { length: units } = node;
    found.push(shown(forward ? partOf(node, 0, rest) : partOf(node, units - rest, units)));
    rest -= units;
  }
  return found;
}
