/** What the toolbar button says of a tab. Pure. */
import type { Tally } from '../protocol/world.ts';
import type { Options } from '../settings/options.ts';

/** The badge has room for four letters. */
const MOST = 999;

export interface ButtonLook {
  /** Empty: no badge. */
  readonly badge: string;
  readonly isOff: boolean;
}

/** @param tallies of the tab's frames, its own first; none: it has no script of ours */
export function buttonLook(tallies: readonly Tally[], options: Options): ButtonLook {
  const count = tallies.reduce((sum, tally) => sum + tally.count, 0);
  const shown = count > MOST ? `${MOST}+` : String(count);
  return {
    badge: options.badge && count > 0 ? shown : '',
    isOff: options.offIcon && tallies[0]?.active === false,
  };
}
