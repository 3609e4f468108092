import type { MarkColour, MarkStyle } from '../settings/options.ts';
import { HIGHLIGHT } from './painter.ts';

/**
 * The name in `CSS.highlights`, and in `::highlight()` of marks.css: one for each look, because a
 * page could change a custom property under us. The page can see it.
 */
export function highlightName(style: MarkStyle, colour: MarkColour): string {
  const parts = [HIGHLIGHT];
  if (colour !== 'text') parts.push(colour);
  if (style !== 'both') parts.push(style);
  return parts.join('-');
}
