/** A page's text as a reader sees it: blocks, in order. Read when the popup asks, never before. */
import { isReadByLines } from './by-lines.ts';
import * as native from './native.ts';
import { shownText } from './passage.ts';
import { isProse } from './prose.ts';
import { continuesRun } from './runs.ts';
import { SHOW_CDATA_SECTION, SHOW_TEXT } from './standard.ts';
import { createSight } from './visible.ts';

/** How much of a page is read, in UTF-16 units: more than anyone compares. */
const MOST_UNITS = 400_000;

/** The text nodes of one block. */
export type Block = readonly Text[];

export const textOf = (block: Block): string => block.map(shownText).join('');

/** Milliseconds of work until the page goes on. */
const SLICE_MS = 4;

/** The blocks that a person can see, without code, form fields and editors. Read in slices. */
export async function visibleBlocks(window: Window): Promise<Block[]> {
  const { document } = window;
  const blocks: Text[][] = [];
  const body = native.bodyOf(document);
  if (!body) return blocks;
  const walker = native.createTreeWalker(document, body, SHOW_TEXT | SHOW_CDATA_SECTION);
  let isSeeable = createSight(window);
  let end = performance.now() + SLICE_MS;
  let last: Text | undefined;
  let length = 0;
  while (length < MOST_UNITS) {
    if (performance.now() > end) {
      await new Promise((resolve) => setTimeout(resolve));
      isSeeable = createSight(window);
      end = performance.now() + SLICE_MS;
    }
    const node = walker.nextNode() as Text | null;
    if (!node) break;
    if (last && continuesRun(last, node)) {
      blocks.at(-1)?.push(node);
    } else {
      last = undefined;
      if (!isRead(node, isSeeable)) continue;
      blocks.push([node]);
    }
    last = node;
    length += node.length;
  }
  return blocks;
}

function isRead(text: Text, isSeeable: ReturnType<typeof createSight>): boolean {
  const start = text.data.search(/\S/);
  if (start < 0) return false;
  const prose = isProse(text);
  const place = { startNode: text, start, endNode: text, end: start + 1 };
  return prose !== false && isSeeable(place) && (prose === true || isReadByLines(place));
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
