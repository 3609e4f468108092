/** What a frame is asked before a walk. */
import type { FrameWorld } from '../protocol/world.ts';

/** So many siblings of a frame are looked through for its place among them, and so many frames around it. */
export const SIBLINGS = 64;

/**
 * Where the frame stands in its tab, and how its mentions lie if it can tell already. Runs in the frame: it
 * knows nothing of this file but its own text. A frame cannot ask for its own place: it looks for itself among
 * its siblings, and no further than `most`, so that hundreds of frames cost no more than each its share.
 * @returns null: there is no mention in it
 */
export function lookForWalk(name: string | null, most: number): unknown {
  const { page, card } = (globalThis as FrameWorld).__backstory__ ?? {};
  if (!page?.count) return null;
  const path: number[] = [];
  let frame: Window = window;
  while (frame.parent !== frame && path.length < most) {
    const { parent } = frame;
    const end = Math.min(parent.length, most);
    let index = 0;
    while (index < end && parent[index] !== frame) index++;
    path.unshift(index);
    frame = parent;
  }
  return { path, survey: card?.survey(name ?? undefined) ?? null };
}
