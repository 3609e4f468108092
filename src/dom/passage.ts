/** What stands around a mention, as a reader sees it. Read for what needs it, never for a scan. */
import { isInline, neighbour, type Stretch, textsBetween } from './prose.ts';

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
export function passageAround({ startNode, start, endNode, end }: Stretch, reach: number): Passage {
  const block = blockOf(startNode);
  const before = pieces(block, startNode, false, reach - start)
    .reverse()
    .join('');
  const after = pieces(block, endNode, true, reach - (endNode.length - end)).join('');
  const middle = textsBetween(startNode, endNode).map(shownText).join('');
  const from = before.length + start;
  const to = before.length + (middle.length - endNode.length) + end;
  const text = before + middle + after;
  const cut = Math.max(0, from - reach);
  return { text: text.slice(cut, to + reach), start: from - cut, end: to - cut };
}

/** A text as the page shows it: line breaks in its source are spaces. Of the same length. */
export function shownText({ data }: Text): string {
  return data.replace(/\s/g, ' ');
}

/** Texts of `block` from `start` on, nearest first, line breaks where runs end. */
function pieces(block: Node, start: Text, forward: boolean, length: number): string[] {
  const document = start.ownerDocument;
  const walker = document.createTreeWalker(
    block,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION,
    (node) =>
      node.parentElement?.matches('script,style,noscript,template')
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  walker.currentNode = start;
  const found: string[] = [];
  let last = start;
  for (let rest = length; rest > 0; ) {
    const node = (forward ? walker.nextNode() : walker.previousNode()) as Text | null;
    if (!node) break;
    if (neighbour(last, forward) !== node) found.push('\n');
    found.push(shownText(node));
    rest -= node.length;
    last = node;
  }
  return found;
}
