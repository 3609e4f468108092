/** What of a mention is in sight: what its surroundings cut off is not. Pure. */
import type { Box } from './place.ts';

/** The parts of `lines` that are seen within all of `rooms`. */
export function seen(lines: readonly Box[], rooms: readonly Box[]): Box[] {
  return lines.flatMap((line) => {
    const boxes = [line, ...rooms];
    const x = Math.max(...boxes.map((box) => box.x));
    const y = Math.max(...boxes.map((box) => box.y));
    const width = Math.min(...boxes.map((box) => box.x + box.width)) - x;
    const height = Math.min(...boxes.map((box) => box.y + box.height)) - y;
    return width > 0 && height > 0 ? [{ x, y, width, height }] : [];
  });
}
