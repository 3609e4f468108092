/** The page's own text, for the popup, which compares it with the article. */
import { type Block, rangeInBlock, textOf, visibleBlocks } from '../dom/blocks.ts';
import { ringForAWhile, scrollTo } from '../dom/here.ts';
import * as native from '../dom/native.ts';
import type { Reader } from '../protocol/world.ts';

export function createReader(window: Window & typeof globalThis): Reader {
  let blocks: readonly Block[] = [];
  return {
    async read() {
      blocks = await visibleBlocks(window);
      return blocks.map(textOf);
    },
    reveal(index, start, end) {
      const range = rangeInBlock(blocks[index] ?? [], start, end);
      if (!range || !native.isConnected(range.startContainer)) return;
      scrollTo(range);
      ringForAWhile(window, range);
    },
  };
}
