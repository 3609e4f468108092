/** How the pointer came to where it is, by two samples of it. Pure. */
import type { PointerSample } from '../protocol/world.ts';
import type { Motion } from './hover.ts';
import type { Box } from './place/place.ts';
import { isToward } from './place/toward.ts';

/** @param card where the open card stands; undefined: none is open */
export function motionTo(
  at: PointerSample,
  from: PointerSample | undefined,
  card: Box | undefined,
): Omit<Motion, 'opens'> {
  const elapsed = from ? at.time - from.time : 0;
  return {
    speed: from && elapsed > 0 ? Math.hypot(at.x - from.x, at.y - from.y) / elapsed : 0,
    toward: from !== undefined && card !== undefined && isToward(from, at, card),
    time: at.time,
  };
}
