/**
 * Whether a press on a control of the card is a person's, who could see what they pressed: facts with times in,
 * an answer out. Knows no DOM and no clock.
 */

/** Milliseconds for which a control has to stand as it is, in sight, before a press on it counts. */
export const STILL_MS = 400;
/** Milliseconds between two looks in which a page may do what nobody sees. */
export const BLIND_MS = 250;

/** What one look at a control finds. */
export interface Look {
  /** Milliseconds, on one line with `Press.at`. */
  readonly at: number;
  /** Where it stands and how large it is; undefined: it is not shown, or too small to be read. */
  readonly place: string | undefined;
  /** Nothing of the page's can be over it, and nobody but us has changed it. */
  readonly isClear: boolean;
}

/** What is remembered of all looks at a control. */
export interface Sight extends Look {
  /** Since when it has been seen clear, in one place and without a gap; undefined: it is not now. */
  readonly since: number | undefined;
}

export interface Press {
  /** The browser says that a person did it. */
  readonly isTrusted: boolean;
  /** When it began, milliseconds. */
  readonly at: number;
  /** It began and ended on the control, which is what a click there reaches. */
  readonly isOnControl: boolean;
}

export type PressVerdict = 'allowed' | 'untrusted' | 'elsewhere' | 'unseen' | 'too soon';

/** The sight of a control after one more look at it. */
export function afterLook(before: Sight | undefined, look: Look): Sight {
  const { at, place, isClear } = look;
  if (place === undefined || !isClear) return { ...look, since: undefined };
  const isSame =
    before?.since !== undefined && before.place === place && at - before.at <= BLIND_MS;
  return { ...look, since: isSame ? before.since : at };
}

/** @param sight what is remembered of the control, with a look that was taken after the press */
export function judgePress(sight: Sight | undefined, press: Press): PressVerdict {
  if (!press.isTrusted) return 'untrusted';
  if (!press.isOnControl) return 'elsewhere';
  if (sight?.since === undefined) return 'unseen';
  return press.at - sight.since < STILL_MS ? 'too soon' : 'allowed';
}
