/** Which frame a walk from mention to mention goes to next: surveys in, a frame out. Pure. */
import type { WalkSurvey } from '../protocol/world.ts';

export interface SurveyedFrame extends WalkSurvey {
  readonly frameId: number;
  /** Its index in each window around it, the outermost first; the tab's own page: empty. */
  readonly path: readonly number[];
}

export interface Stop {
  readonly frameId: number;
  /** As `CardControl.step` has it. */
  readonly from: 'here' | 'edge';
}

/** A page before the frames within it, frames in the order of their windows. */
function byPath({ path: a }: SurveyedFrame, { path: b }: SurveyedFrame): number {
  for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
    const difference = (a[depth] as number) - (b[depth] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * On from where the reader last stood, at first the tab's own page; through all frames, and round to
 * where it began.
 * @returns undefined: there is no mention in any frame
 */
export function chooseFrame(frames: readonly SurveyedFrame[], direction: 1 | -1): Stop | undefined {
  const ordered = [...frames].sort(byPath);
  const latest = Math.max(0, ...ordered.map(({ stoodAt }) => stoodAt));
  const here = Math.max(
    0,
    ordered.findIndex(({ stoodAt }) => stoodAt === latest),
  );
  const current = ordered[here];
  if (!current) return undefined;
  if (direction === 1 ? current.ahead : current.behind) {
    return { frameId: current.frameId, from: 'here' };
  }
  for (let distance = 1; distance <= ordered.length; distance++) {
    const index = (here + direction * distance + ordered.length * 2) % ordered.length;
    const frame = ordered[index];
    if (frame?.any) return { frameId: frame.frameId, from: 'edge' };
  }
  return undefined;
}
