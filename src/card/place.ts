/** Where the card goes: rectangles in, a point out. The arithmetic is Floating UI's. */
import { computePosition, flip, offset, type Platform, shift } from '@floating-ui/core';

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
  readonly card: { readonly width: number; readonly height: number };
  /** The part of the layout viewport that is seen. */
  readonly viewport: Box;
  readonly rightToLeft: boolean;
}

/** Between the mention and the card, and between the card and the viewport's edge, CSS pixels. */
const GAP = 6;
const EDGE = 8;

/**
 * Below the line box of the mention that is nearest to the pointer, above it where there is no room
 * below, moved sideways into the viewport.
 * @returns the card's top left corner, CSS pixels in the layout viewport
 */
export async function place(placing: Placing): Promise<{ x: number; y: number }> {
  const reference = nearestLine(placing);
  const floating = { x: 0, y: 0, ...placing.card };
  const platform: Platform = {
    getElementRects: () => ({ reference, floating }),
    getDimensions: () => placing.card,
    getClippingRect: () => placing.viewport,
    isRTL: () => placing.rightToLeft,
  };
  const { x, y } = await computePosition(reference, floating, {
    platform,
    placement: 'bottom-start',
    middleware: [offset(GAP), flip({ padding: EDGE }), shift({ padding: EDGE })],
  });
  return { x, y };
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
