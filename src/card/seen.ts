/** Whether a mention is in sight: boxes that its surroundings cut off are not. */
import { shownAncestors } from '../dom/flat-tree.ts';
import * as native from '../dom/native.ts';
import type { Box } from './place.ts';

/** The elements around `node` that cut off what reaches out of them. */
export function clippersOf(node: Node, window: Window): Element[] {
  const rootElement = native.rootElementOf(window.document);
  const body = native.bodyOf(window.document);
  return [...shownAncestors(node)].filter((element) => {
    // What these two cut off is the viewport's.
    if (element === rootElement || element === body) return false;
    const { overflowX, overflowY } = window.getComputedStyle(element);
    return overflowX !== 'visible' || overflowY !== 'visible';
  });
}

/** Those of `lines` of which some part is seen within all of `rooms`. */
export function seen(lines: readonly DOMRect[], rooms: readonly Box[]): DOMRect[] {
  return lines.filter(({ left, right, top, bottom }) => {
    const x = [left, ...rooms.map((room) => room.x)];
    const y = [top, ...rooms.map((room) => room.y)];
    const toX = [right, ...rooms.map((room) => room.x + room.width)];
    const toY = [bottom, ...rooms.map((room) => room.y + room.height)];
    return Math.max(...x) < Math.min(...toX) && Math.max(...y) < Math.min(...toY);
  });
}
