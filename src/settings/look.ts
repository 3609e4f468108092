/** The looks that marks can have: their names and their rules. Pure. */
import type { MarkColour, MarkStyle } from './options.ts';
import { PALETTE, TINT_SHARES } from './palette.ts';

/** The look by default: a name in `CSS.highlights`, and in `::highlight()` of marks.css. */
export const HIGHLIGHT = 'backstory';

/**
 * The name in `CSS.highlights`, and in `::highlight()`: one for each look, because a page could change a
 * custom property under us. The page can see it.
 */
export function highlightName(style: MarkStyle, colour: MarkColour): string {
  const parts = [HIGHLIGHT];
  if (colour !== 'text') parts.push(colour);
  if (style !== 'both') parts.push(style);
  return parts.join('-');
}

/** A mark of what was read before has this part of the tint alone, or a line of this opacity alone. */
const READ_SHARE = 0.5;
const READ_LINE_PERCENT = 60;

/** The line under letters that can hardly be seen: as far from white as from black. */
const GREY = '#808080';

/**
 * The style sheet of one look, with its marks for letters that are painted by more than their colour (`Mark` in
 * dom/letters.ts); marks.css says why its rules are as they are, and has the look by default.
 */
export function lookSheet(style: MarkStyle, colour: MarkColour): string {
  const colours = colour === 'text' ? (['currentColor', GREY] as const) : [PALETTE[colour]];
  const [underline = '', seenUnderline = underline] = colours.map(
    (line) =>
      `text-decoration: underline dotted 1.5px ${line} !important; ` +
      'text-underline-offset: 18% !important;',
  );
  const tint = `background-color: ${tintOf(colour)} !important;`;
  // Of what was read before.
  const faintTint = `background-color: ${tintOf(colour, READ_SHARE)} !important;`;
  const faintLine =
    `text-decoration: underline dotted 1px ${colourOf(colour, READ_LINE_PERCENT)} !important; ` +
    'text-underline-offset: 18% !important;';
  const look = (line: string) =>
    `${style === 'tint' ? '' : line} ${style === 'underline' ? '' : tint}`;
  const name = highlightName(style, colour);
  const mark = `::highlight(${name})`;
  const read = `::highlight(${name}-read)`;
  const seen = `::highlight(${name}-seen)`;
  const clear = `::highlight(${name}-clear)`;
  const rules = [
    `${mark} { ${look(underline)} }`,
    `${read} { ${style === 'tint' ? faintTint : faintLine} }`,
    `@media print { ${mark}, ${read} { background-color: transparent !important; text-decoration: none !important; } }`,
    // Where colours are forced, and on paper, letters may have one again that nothing may take.
    `@media screen and (forced-colors: none) { ${seen} { ${look(seenUnderline)} }\n` +
      `${clear} { color: transparent !important; ${look(seenUnderline)} } }`,
    `@media (forced-colors: active) { ${seen}, ${clear} { ${underline} } }`,
  ];
  // Firefox drops the tint there.
  if (style === 'tint') {
    rules.push(`@media (forced-colors: active) { ${mark}, ${read} { ${underline} } }`);
  }
  return rules.join('\n');
}

/** @param part of the tint's opacity */
const tintOf = (colour: MarkColour, part = 1) => colourOf(colour, TINT_SHARES[colour] * part);

function colourOf(colour: MarkColour, percent: number): string {
  const rgb =
    colour === 'text'
      ? [128, 128, 128]
      : [1, 3, 5].map((at) => Number.parseInt(PALETTE[colour].slice(at, at + 2), 16));
  return `rgb(${rgb.join(' ')} / ${percent}%)`;
}

/**
 * A sheet of marks for Chromium: its rules stand at the root's children, and all within inherits.
 *
 * Chromium computes the style of a highlight together with that of each element, whether anything is marked or
 * not. A rule for all elements is matched with each of them, every name that there is a rule for takes its part,
 * and `npm run bench -- --only styles50k` tells what comes of it. But a highlight's style is inherited
 * (https://drafts.csswg.org/css-pseudo-4/#highlight-cascade), and that costs next to nothing. Not from the root
 * itself: each change of its own style would then have the style of the whole page computed anew. (So text that
 * a script puts right into the root is not painted.)
 *
 * Firefox does not inherit it (seen in 153), and asks only for what it paints: there a sheet stays as it is.
 */
export function inheritedMarks(css: string): string {
  return css.replaceAll(`::highlight(${HIGHLIGHT}`, `:root > *::highlight(${HIGHLIGHT}`);
}
