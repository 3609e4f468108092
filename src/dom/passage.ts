/** What stands around a mention, as a reader sees it. Read for what needs it, never for a scan. */
import { isInline, isText, type Stretch, textsBetween } from './prose.ts';

/** UTF-16 units on either side of a mention that are read to learn what is said there. */
const SURROUNDINGS = 1_000;

/** The nearest ancestor that is laid out as a block by its name (paragraph, item, cell), or the root. */
function blockOf(text: Text): Node {
  let node: Node = text;
  while (isInline(node) && node.parentNode) node = node.parentNode;
  return node;
}

/** A piece of a page's text and a stretch in it. Offsets are UTF-16 units, `end` exclusive. */
export interface Passage {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The text of the block in which a mention stands, at most `reach` units on either side of it, with
 * a line break where the block has inner blocks.
 */
export function passageAround(
  { startNode, start, endNode, end }: Stretch,
  reach = SURROUNDINGS,
): Passage {
  const block = blockOf(startNode);
  const before = pieces(block, startNode, false, reach - start)
    .reverse()
    .join('');
  const after = pieces(block, endNode, true, reach - (endNode.length - end)).join('');
  const middle = textsBetween(startNode, endNode).map(shownText).join('');
  const from = before.length + start;
  const to = before.length + (middle.length - endNode.length) + end;
  return within({ text: before + middle + after, start: from, end: to }, reach);
}

/** What of a passage is at most `reach` UTF-16 units away from its stretch. */
export function within({ text, start, end }: Passage, reach: number): Passage {
  const cut = Math.max(0, start - reach);
  return { text: text.slice(cut, end + reach), start: start - cut, end: end - cut };
}

/** A text as the page shows it: line breaks in its source are spaces. Of the same length. */
export function shownText({ data }: Text): string {
  return /[^\S ]/.test(data) ? data.replace(/\s/g, ' ') : data;
}

const HIDDEN = new Set(['script', 'style', 'noscript', 'template']);

/** Texts of `block` from `start` on, nearest first, line breaks where runs end. */
function pieces(block: Node, start: Text, forward: boolean, length: number): string[] {
  const found: string[] = [];
  // Step by step, not with a tree walker: making one costs more than the few steps that it goes.
  let node: Node = start;
  let isParted = false;
  for (let rest = length; rest > 0; ) {
    const beside = forward ? node.nextSibling : node.previousSibling;
    if (!beside) {
      const parent: Node | null = node.parentNode;
      if (!parent || parent === block || node === block) break;
      isParted ||= !isInline(parent);
      node = parent;
      continue;
    }
    node = beside;
    // Down to its nearest leaf.
    for (;;) {
      if (!isText(node)) isParted ||= !isInline(node);
      const child: Node | null = forward ? node.firstChild : node.lastChild;
      if (!child || HIDDEN.has((node as Element).localName)) break;
      node = child;
    }
    if (!isText(node)) continue;
    if (isParted) found.push('\n');
    isParted = false;
    found.push(shownText(node));
    rest -= node.length;
  }
  return found;
}
