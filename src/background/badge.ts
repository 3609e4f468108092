/** What the toolbar button says of a tab. Pure. */
import type { Tally } from '../protocol/world.ts';
import type { Options } from '../settings/options.ts';
import type { Marking } from '../settings/sites.ts';

/** The badge has room for four letters. */
const MOST = 999;

export interface ButtonLook {
  /** Empty: no badge. */
  readonly badge: string;
  readonly isOff: boolean;
  /** What the tooltip tells of: mentions (0: it says nothing of them), and whether they are marked. */
  readonly count: number;
  readonly marking: Marking;
}

/** @param tallies of the tab's frames, its own first; none: it has no script of ours */
export function buttonLook(tallies: readonly Tally[], options: Options): ButtonLook {
  const sum = tallies.reduce((sum, tally) => sum + tally.count, 0);
  const count = options.badge ? sum : 0;
  const marking = tallies[0]?.marking ?? 'on';
  return {
    badge: count > MOST ? `${MOST}+` : count > 0 ? String(count) : '',
    isOff: options.offIcon && marking !== 'on',
    count,
    marking,
  };
}
