/** Whether a mention is in sight: boxes that its surroundings cut off are not. Pure. */
import type { Box } from './place.ts';

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
