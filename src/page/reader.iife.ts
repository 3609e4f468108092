/** Comes into a page when the popup compares it with the article. Wiring only. */

import { type Block, rangeInBlock, readBlocks, textOf } from '../dom/blocks.ts';
import { world } from '../protocol/world.ts';
import { showHere } from './here.ts';

let blocks: readonly Block[] = [];

world().reader = {
  read() {
    blocks = readBlocks(document);
    return blocks.map(textOf);
  },
  reveal(index, start, end) {
    const range = rangeInBlock(blocks[index] ?? [], start, end);
    if (range?.startContainer.isConnected) showHere(window, range);
  },
};
