/** A page's text as a reader sees it: blocks, in order. Read when the popup asks, never before. */
import * as native from './native.ts';
import { shownText } from './passage.ts';
import { isProse } from './prose.ts';
import { continuesRun } from './runs.ts';

/** UTF-16 units that are read of a page: more than anyone compares. */
const LIMIT = 400_000;

/** The text nodes of one block. */
export type Block = readonly Text[];

export const textOf = (block: Block): string => block.map(shownText).join('');

/** The blocks that are shown, without code, form fields and editors. */
export function readBlocks(document: Document): Block[] {
  const blocks: Text[][] = [];
  const body = native.bodyOf(document);
  if (!body) return blocks;
  const walker = native.createTreeWalker(
    document,
    body,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION,
  );
  let last: Text | undefined;
  let length = 0;
  while (length < LIMIT) {
    const node = walker.nextNode() as Text | null;
    if (!node) break;
    if (last && continuesRun(last, node)) {
      blocks.at(-1)?.push(node);
    } else {
      last = undefined;
      if (node.data.trim() === '' || !isShown(node)) continue;
      blocks.push([node]);
    }
    last = node;
    length += node.length;
  }
  return blocks;
}

function isShown(text: Text): boolean {
  const parent = native.parentElement(text);
  return isProse(text) && parent !== null && native.isVisible(parent, { visibilityProperty: true });
}

/** A stretch of a block's text in the page. Offsets are UTF-16 units, `end` exclusive. */
export function rangeInBlock(block: Block, start: number, end: number): Range | undefined {
  let range: Range | undefined;
  let before = 0;
  for (const node of block) {
    const after = before + node.length;
    if (!range && start < after) {
      range = native.createRange(native.ownerDocument(node));
      range.setStart(node, start - before);
    }
    if (range && end <= after) {
      range.setEnd(node, end - before);
      return range;
    }
    before = after;
  }
  return undefined;
}
