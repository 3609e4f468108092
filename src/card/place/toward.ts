/** Whether a pointer is on its way to the card: points in, an answer out. */

/** CSS pixels in the layout viewport. */
type Area = Pick<DOMRectReadOnly, 'x' | 'y' | 'width' | 'height'>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The cosine of how far, to either side, a way to the card may turn from the straight one: 60°.
 * https://github.com/birchill/10ten-ja-reader settled on the same cone of 120°.
 */
const STRAIGHT = 0.5;

/** CSS pixels from a point to a box; 0 within it. */
export function distance({ x, y }: Point, box: Area): number {
  return Math.hypot(
    Math.max(box.x - x, 0, x - (box.x + box.width)),
    Math.max(box.y - y, 0, y - (box.y + box.height)),
  );
}

/** Whether the step from one point to another brings the pointer nearer to `box`, more or less straight. */
export function isToward(from: Point, to: Point, box: Area): boolean {
  const way = Math.hypot(to.x - from.x, to.y - from.y);
  return way > 0 && distance(from, box) - distance(to, box) >= STRAIGHT * way;
}
