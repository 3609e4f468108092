/** What `clip-path` and `clip` cut off a box. */

/** CSS pixels in the layout viewport. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** All that there is. */
export const EVERYWHERE: Area = {
  left: Number.NEGATIVE_INFINITY,
  top: Number.NEGATIVE_INFINITY,
  right: Number.POSITIVE_INFINITY,
  bottom: Number.POSITIVE_INFINITY,
};

/** What two areas share. */
export const within = (a: Area, b: Area): Area => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** What a computed length says in CSS pixels; 0: nothing. */
export const px = (length: string) => Number.parseFloat(length) || 0;

/** A length of `clip-path` along a side of `size` CSS pixels. */
const lengthOf = (value: string | undefined, size: number) =>
  value?.endsWith('%') ? (px(value) / 100) * size : px(value ?? '0');

/** What `clip-path` leaves of a box; of shapes that are not told apart, all. */
export function clippedByPath(path: string, box: DOMRect): Area {
  const { left, top, right, bottom, width, height } = box;
  const [, shape, list = ''] = /^(\w+)\(([^()]*)\)/.exec(path) ?? [];
  if (shape === 'inset') {
    const sides = (list.split(' round ')[0] as string).trim().split(/\s+/);
    const [above, beside = above, below = above, before = beside] = sides;
    return {
      left: left + lengthOf(before, width),
      top: top + lengthOf(above, height),
      right: right - lengthOf(beside, width),
      bottom: bottom - lengthOf(below, height),
    };
  }
  if (shape === 'circle' || shape === 'ellipse') {
    const [sizes = '', at = '50% 50%'] = list.split(/(?:^|\s)at\s/);
    const [across, down = across] = sizes.trim().split(/\s+/);
    const [x, y] = at.trim().split(/\s+/);
    // Without a length, to the nearest side.
    const radius = (given: string | undefined, size: number, nearest: number) =>
      given && /^[\d.]/.test(given) ? lengthOf(given, size) : nearest;
    const isCircle = shape === 'circle';
    const diagonal = Math.hypot(width, height) / Math.SQRT2;
    const nearest = Math.min(width, height) / 2;
    const rx = radius(across, isCircle ? diagonal : width, isCircle ? nearest : width / 2);
    const ry = radius(down, isCircle ? diagonal : height, isCircle ? nearest : height / 2);
    return {
      left: left + lengthOf(x, width) - rx,
      right: left + lengthOf(x, width) + rx,
      top: top + lengthOf(y, height) - ry,
      bottom: top + lengthOf(y, height) + ry,
    };
  }
  if (shape === 'polygon') {
    const points = list.split(',').map((point) => point.trim().split(/\s+/));
    const xs = points.map((point) => left + lengthOf(point.at(-2), width));
    const ys = points.map((point) => top + lengthOf(point.at(-1), height));
    return {
      left: Math.min(...xs),
      top: Math.min(...ys),
      right: Math.max(...xs),
      bottom: Math.max(...ys),
    };
  }
  return EVERYWHERE;
}

/** What the old `clip` leaves of a box that is placed by itself. */
export function clippedByRect(clip: string, { left, top, right, bottom }: DOMRect): Area {
  const [, list] = /^rect\((.*)\)$/.exec(clip) ?? [];
  if (list === undefined) return EVERYWHERE;
  const [above = '', beside = '', below = '', before = ''] = list.split(/,\s*|\s+/);
  const side = (value: string, from: number, auto: number) =>
    value === 'auto' ? auto : from + px(value);
  return {
    left: side(before, left, left),
    top: side(above, top, top),
    right: side(beside, left, right),
    bottom: side(below, top, bottom),
  };
}
