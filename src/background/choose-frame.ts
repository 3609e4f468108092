/** Which frame a walk from mention to mention goes to next: frames with mentions in, one of them out. Pure. */
import type { WalkSurvey } from '../protocol/world.ts';

export interface WalkFrame {
  readonly frameId: number;
  /**
   * Its index in each window around it, the outermost first; the tab's own page: empty. Of many siblings the
   * later ones have the same.
   */
  readonly path: readonly number[];
  /** Undefined: it has no card program yet that could tell. The walk has never stood in it then. */
  readonly survey: WalkSurvey | undefined;
}

export interface Stop {
  readonly frameId: number;
  /** As `CardControl.step` has it. */
  readonly from: 'here' | 'edge';
}

/** Has frames surveyed, which takes the card program in each; those that are gone are left out. */
export type SurveyFrames = (
  frameIds: readonly number[],
) => Promise<ReadonlyMap<number, WalkSurvey>>;

/** A page before the frames within it, frames in the order of their windows, which is that of their ids. */
function byPath(a: WalkFrame, b: WalkFrame): number {
  for (let depth = 0; depth < Math.min(a.path.length, b.path.length); depth++) {
    const difference = (a.path[depth] ?? 0) - (b.path[depth] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.path.length - b.path.length || a.frameId - b.frameId;
}

/**
 * On from where the reader last stood, at first the tab's own page; through all frames, and round to
 * where it began. Frames are surveyed as the walk comes to them, twice as many each time, so that a page
 * with hundreds pays for one or two.
 * @returns undefined: there is no mention in any frame
 */
export async function chooseFrame(
  frames: readonly WalkFrame[],
  direction: 1 | -1,
  survey: SurveyFrames,
): Promise<Stop | undefined> {
  const ordered = [...frames].sort(byPath);
  const known = new Map<number, WalkSurvey>();
  for (const { frameId, survey: own } of ordered) if (own) known.set(frameId, own);
  const learn = async (frameIds: readonly number[]): Promise<void> => {
    const unknown = frameIds.filter((id) => !known.has(id));
    if (unknown.length === 0) return;
    for (const [id, found] of await survey(unknown)) known.set(id, found);
  };

  const here = indexOfLatest(ordered);
  // From here on in the walk's direction, and round.
  const ahead = ordered.map((_, distance) => {
    const index = (here + direction * distance + ordered.length) % ordered.length;
    return ordered[index]?.frameId ?? -1;
  });
  const [current, ...others] = ahead;
  if (current === undefined) return undefined;
  await learn([current]);
  const own = known.get(current);
  if (direction === 1 ? own?.ahead : own?.behind) return { frameId: current, from: 'here' };
  const next = [...others, current];
  for (let begun = 0, many = 1; begun < next.length; begun += many, many *= 2) {
    const some = next.slice(begun, begun + many);
    await learn(some);
    const found = some.find((id) => known.get(id)?.any);
    if (found !== undefined) return { frameId: found, from: 'edge' };
  }
  return undefined;
}

/** Where the walk stood last; 0: nowhere yet. */
function indexOfLatest(frames: readonly WalkFrame[]): number {
  let latest = 0;
  let index = 0;
  frames.forEach(({ survey }, at) => {
    if ((survey?.stoodAt ?? 0) <= latest) return;
    latest = survey?.stoodAt ?? 0;
    index = at;
  });
  return index;
}
