import type { MarkColour } from './options.ts';

/** The marks' colours. Each has a luminance of about 0.18, so that an underline has a contrast of 4 : 1 on white and on black. */
export const PALETTE: Readonly<Record<Exclude<MarkColour, 'text'>, `#${string}`>> = {
  amber: '#a8660a',
  red: '#d83a3a',
  violet: '#9a55d8',
  blue: '#2f74d0',
  green: '#2a8540',
};

/**
 * The opacity of tints, in percent: just enough to be seen. Tinted ground has a contrast of 1.2 against white and against
 * a usual dark ground (#121212). Text on it loses about as much of its own contrast, so no tint is stronger than that
 * takes (tests measure both).
 */
export const TINT_SHARES: Readonly<Record<MarkColour, number>> = {
  text: 17,
  amber: 20,
  red: 22,
  violet: 20,
  blue: 20,
  green: 20,
};
