/** Where the card goes: rectangles in, a rectangle out. The arithmetic is Floating UI's. */
import { computePosition, flip, offset, type Platform, shift, size } from '@floating-ui/core';

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
  /** Where the pointer is; null: opened by key. */
  readonly pointer: { readonly x: number; readonly y: number } | null;
  /** The card's natural size. */
  readonly card: { readonly width: number; readonly height: number };
  /** The part of the layout viewport that is seen. */
  readonly viewport: Box;
  readonly rightToLeft: boolean;
}

/** Between the mention and the card, and between the card and the viewport's edge, CSS pixels. */
export const GAP = 6;
export const EDGE = 8;
/** A card with less room than this, CSS pixels, helps nobody: in so small a frame there is none. */
export const MIN_HEIGHT = 96;
export const MIN_WIDTH = 160;

/**
 * Below the mention, above it where there is more room; at the line box that is nearest to the
 * pointer, moved sideways into the viewport, and shrunk (the card scrolls) to what room there is.
 * It covers no line of the mention, but where that leaves no room (a mention that is cut by a column)
 * only the nearest line stays free.
 * @returns undefined where there is too little room
 */
export async function place(placing: Placing): Promise<Box | undefined> {
  const nearest = nearestLine(placing);
  const top = Math.min(...placing.lines.map(({ y }) => y));
  const bottom = Math.max(...placing.lines.map(({ y, height }) => y + height));
  const { x, width } = nearest;
  const whole = { x, y: top, width, height: bottom - top };
  return (await placeAt(whole, placing)) ?? (await placeAt(nearest, placing));
}

async function placeAt(reference: Box, placing: Placing): Promise<Box | undefined> {
  let dimensions = placing.card;
  const platform: Platform = {
    getElementRects: () => ({ reference, floating: { x: 0, y: 0, ...dimensions } }),
    getDimensions: () => dimensions,
    getClippingRect: () => placing.viewport,
    isRTL: () => placing.rightToLeft,
  };
  const { x, y } = await computePosition(reference, dimensions, {
    platform,
    placement: 'bottom-start',
    middleware: [
      offset(GAP),
      flip({ padding: EDGE, crossAxis: false }),
      shift({ padding: EDGE }),
      size({
        padding: EDGE,
        apply: ({ availableHeight }) => {
          const { width, height } = placing.card;
          dimensions = {
            width: Math.min(width, placing.viewport.width - 2 * EDGE),
            height: Math.min(height, availableHeight),
          };
        },
      }),
    ],
  });
  const { width, height } = dimensions;
  const needed = Math.min(MIN_HEIGHT, placing.card.height);
  if (height < needed || width < Math.min(MIN_WIDTH, placing.card.width)) return undefined;
  return { x, y, width, height };
}

/** A mention that wraps has a box on each line: the one to choose is where the reader points. */
function nearestLine({ lines, pointer }: Placing): Box {
  const [first, ...others] = lines;
  if (!first) throw new Error('place: a mention without line boxes');
  if (!pointer) return first;
  const distance = ({ x, y, width, height }: Box) =>
    Math.hypot(
      Math.max(x - pointer.x, 0, pointer.x - (x + width)),
      Math.max(y - pointer.y, 0, pointer.y - (y + height)),
    );
  return others.reduce((best, line) => (distance(line) < distance(best) ? line : best), first);
}
