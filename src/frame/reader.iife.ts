/** Comes into a page when the popup compares it with the article. Wiring only. */
import { type Block, rangeInBlock, readBlocks, textOf } from '../dom/blocks.ts';
import { ringForAWhile, scrollTo } from '../dom/here.ts';
import * as native from '../dom/native.ts';
import { world } from '../protocol/world.ts';

let blocks: readonly Block[] = [];

world().reader = {
  async read() {
    blocks = await readBlocks(window);
    return blocks.map(textOf);
  },
  reveal(index, start, end) {
    const range = rangeInBlock(blocks[index] ?? [], start, end);
    if (!range || !native.isConnected(range.startContainer)) return;
    scrollTo(range);
    ringForAWhile(window, range);
  },
};
