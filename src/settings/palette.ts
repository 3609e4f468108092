import type { MarkColour } from './options.ts';

/** The marks' colours. Each has a luminance of about 0.18, so that an underline has a contrast of 4 : 1 on white and on black. */
export const PALETTE: Readonly<Record<Exclude<MarkColour, 'text'>, `#${string}`>> = {
  amber: '#a8660a',
  red: '#d83a3a',
  violet: '#9a55d8',
  blue: '#2f74d0',
  green: '#2a8540',
};

/** The opacity of tints, in percent: so faint that text keeps its contrast on any ground (a test measures it). */
export const TINT_SHARES: Readonly<Record<MarkColour, number>> = {
  text: 7,
  amber: 7,
  red: 6,
  violet: 7,
  blue: 7,
  green: 7,
};
