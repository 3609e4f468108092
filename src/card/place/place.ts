/** Where the card goes: rectangles in, a rectangle out. Pure. */
import type { CardShape } from './shape.ts';
import { distance, type Point } from './toward.ts';

/** CSS pixels in the layout viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placing {
  /** The mention's line boxes, at least one. */
  readonly lines: readonly Box[];
  /** What else the card keeps clear of, beside its mention. */
  readonly avoid?: readonly Box[];
  /** Where the pointer is; null: opened by key. */
  readonly pointer: Point | null;
  /** The card's natural size. */
  readonly card: { readonly width: number; readonly height: number };
  /** The part of the layout viewport that is seen. */
  readonly viewport: Box;
  readonly rightToLeft: boolean;
  readonly shape: CardShape;
}

/** Between the mention and the card, and between the card and the viewport's edge, CSS pixels. */
export const GAP_PX = 6;
export const EDGE_PX = 8;
/** A card with less room than this, CSS pixels, helps nobody: in so small a frame there is none. */
export const MIN_HEIGHT_PX = 96;
export const MIN_WIDTH_PX = 160;
/** The part of the viewport's height that a sheet takes at most: the page is still to be seen. */
export const SHEET_SHARE = 0.6;

/** A pinched viewport that is narrower than this, CSS pixels, has the card made smaller for it. */
const COMFORTABLE_PX = 320;

/**
 * How large the card is where a person has pinched the page to `scale`: as the page, but no larger
 * than fits, and never smaller on the screen than unpinched; so it is as large as ever in a page that
 * a phone shows at a distance (`scale` below 1).
 * @param width of the part that is seen, CSS pixels
 */
export function pinchZoom(width: number, scale: number): number {
  return Math.max(1 / scale, Math.min(1, width / COMFORTABLE_PX));
}

/** Where the card goes; undefined where there is too little room. It covers no line of its mention. */
export function place(placing: Placing): Box | undefined {
  return placing.shape === 'sheet' ? placeSheet(placing) : placeBeside(placing);
}

/**
 * Below the mention, above it where there is more room; at the line box that is nearest to the
 * pointer, moved sideways into the viewport, and shrunk (the card scrolls) to what room there is.
 * Where the lines of one mention stand far apart (cut by a column), between them.
 */
function placeBeside(placing: Placing): Box | undefined {
  const { lines, viewport } = placing;
  const nearest = nearestLine(placing);
  const kept = [...lines, ...(placing.avoid ?? [])];
  const top = Math.min(...kept.map(({ y }) => y));
  const bottom = Math.max(...kept.map(({ y, height }) => y + height));
  const { x, width } = nearest;
  const whole = { x, y: top, width, height: bottom - top };
  const beside = placeAt(whole, viewport, placing);
  if (beside) return beside;
  return gaps(kept, viewport)
    .map((gap) => placeAt(nearest, gap, placing))
    .filter((box) => box !== undefined)
    .sort((a, b) => distance(centre(nearest), a) - distance(centre(nearest), b))[0];
}

const centre = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The bands from side to side of the viewport that no line of the mention reaches into. */
function gaps(lines: readonly Box[], viewport: Box): Box[] {
  const bands: Box[] = [];
  const end = viewport.y + viewport.height;
  let from = viewport.y;
  for (const line of [...lines].sort((a, b) => a.y - b.y)) {
    const to = Math.min(line.y, end);
    if (to > from) bands.push({ ...viewport, y: from, height: to - from });
    from = Math.max(from, line.y + line.height);
  }
  if (end > from) bands.push({ ...viewport, y: from, height: end - from });
  return bands;
}

/** At the bottom; at the top where the mention leaves more room there and too little below. */
function placeSheet({ lines, card, viewport }: Placing): Box | undefined {
  const { x, width } = viewport;
  const bottom = viewport.y + viewport.height;
  const tallest = Math.min(card.height, Math.max(viewport.height * SHEET_SHARE, MIN_HEIGHT_PX));
  const needed = Math.min(MIN_HEIGHT_PX, card.height);
  if (width < MIN_WIDTH_PX) return undefined;
  const above = Math.min(...lines.map(({ y }) => y)) - GAP_PX - viewport.y;
  const below = bottom - Math.max(...lines.map(({ y, height }) => y + height)) - GAP_PX;
  const isBelow = below >= tallest || below >= above;
  const height = Math.min(tallest, isBelow ? below : above);
  if (height < needed) return undefined;
  return { x, y: isBelow ? bottom - height : viewport.y, width, height };
}

/**
 * Below what it refers to, or above where it fits on neither side and there is more room; from its start, moved sideways
 * as far as it has to be, and made as low as the room is.
 * @param room what the card may stand in
 */
function placeAt(reference: Box, room: Box, { card, rightToLeft }: Placing): Box | undefined {
  const left = room.x + EDGE_PX;
  const top = room.y + EDGE_PX;
  const right = room.x + room.width - EDGE_PX;
  const bottom = room.y + room.height - EDGE_PX;
  const under = reference.y + reference.height + GAP_PX;
  const over = reference.y - GAP_PX;
  const isBelow = bottom - under >= Math.min(card.height, over - top);
  const width = Math.min(card.width, right - left);
  const height = Math.min(card.height, isBelow ? bottom - under : over - top, bottom - top);
  const isTooLow = height < Math.min(MIN_HEIGHT_PX, card.height);
  if (isTooLow || right - left < MIN_WIDTH_PX) return undefined;
  const start = rightToLeft ? reference.x + reference.width - width : reference.x;
  const x = Math.max(left, Math.min(start, right - width));
  const box = { x, y: isBelow ? under : over - height, width, height };
  // A line that is partly out of the room may leave the box so, too.
  return isWithin(box, room) && !overlaps(box, reference) ? box : undefined;
}

const isWithin = (box: Box, room: Box) =>
  box.x >= room.x &&
  box.y >= room.y &&
  box.x + box.width <= room.x + room.width &&
  box.y + box.height <= room.y + room.height;

export const overlaps = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** A mention that wraps has a box on each line: the one to choose is where the reader points. */
function nearestLine({ lines, pointer, viewport }: Placing): Box {
  const seen = lines.filter((line) => overlaps(line, viewport));
  const [first, ...others] = seen.length > 0 ? seen : lines;
  if (!first) throw new Error('place: a mention without line boxes');
  if (!pointer) return first;
  return others.reduce(
    (best, line) => (distance(pointer, line) < distance(pointer, best) ? line : best),
    first,
  );
}
