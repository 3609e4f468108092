/** The marks' own style sheets, read as they stand: text stays as readable as it was. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookSheet } from '../../../src/settings/look.ts';
import { CHOICES } from '../../../src/settings/options.ts';
import { contrast, over, parseColour, type Rgba } from '../../../src/ui/colour.ts';

const css = [
  readFileSync('src/frame/marks.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
  ...CHOICES.markStyle.flatMap((style) =>
    CHOICES.markColour.map((colour) => lookSheet(style, colour)),
  ),
].join('\n');

/** Every tint of a mark: `rgb(128 128 128 / 12%)`. What the reader asked to be taken to is no mark. */
const TINTS = [
  ...new Set(
    [...css.matchAll(/([^{}]*)\{[^{}]*?background-color:\s*(rgb\([^)]*\))/g)]
      .filter(([, selector]) => !selector?.includes('backstory-here'))
      .map(([, , colour]) => colour as string),
  ),
];

function tintOf(text: string): Rgba {
  const parsed = parseColour(text);
  if (!parsed) throw new Error(`${text} is no colour`);
  // `12%` is read as 12.
  return { ...parsed, a: text.includes('%') ? parsed.a / 100 : parsed.a };
}

/** Text and ground: greys and colours, 14 grounds with 15 texts each. */
function pairs(): { text: Rgba; ground: Rgba }[] {
  const grey = (level: number): Rgba => ({ r: level, g: level, b: level, a: 1 });
  const colour = (r: number, g: number, b: number): Rgba => ({ r, g, b, a: 1 });
  const hues = [
    colour(200, 0, 0),
    colour(0, 120, 0),
    colour(0, 0, 238),
    colour(85, 26, 139),
    colour(255, 200, 0),
    colour(0, 180, 200),
  ];
  const grounds = [0, 18, 40, 128, 200, 235, 255].map(grey);
  const texts = [0, 32, 64, 96, 128, 160, 192, 224, 255].map(grey);
  return [...grounds, ...hues, colour(253, 246, 227)].flatMap((ground) =>
    [...texts, ...hues].map((text) => ({ text, ground })),
  );
}

test('there are tints, and enough pairs', () => {
  expect(TINTS).toHaveLength(2 * CHOICES.markColour.length);
  expect(pairs().length).toBeGreaterThanOrEqual(200);
});

/** What text keeps of its contrast at least: on a mark as the default one is, and on one of another colour. */
const KEPT = 0.8;
const KEPT_BY_COLOURS = 0.7;

test.each(TINTS)('%s takes no more of the contrast of any text than it has to', (tint) => {
  const { r, g, b } = tintOf(tint);
  const least = r === g && g === b ? KEPT : KEPT_BY_COLOURS;
  for (const { text, ground } of pairs()) {
    const before = contrast(text, ground);
    const after = contrast(text, over(tintOf(tint), ground));
    const where = `${JSON.stringify(text)} on ${JSON.stringify(ground)}`;
    // Of text that can hardly be told from its ground nothing is left to keep.
    if (before >= 2) expect(after / before, where).toBeGreaterThanOrEqual(least);
  }
});

test('no rule of a mark sets the text’s own colour, but the one for letters that are transparent', () => {
  const rules = [...css.matchAll(/([^{};]*)\{\s*([^{}]*)\}/g)];
  const setting = rules.filter(([, , body]) => /(^|;)\s*color\s*:/.test(body ?? ''));
  expect(setting.length).toBe(CHOICES.markStyle.length * CHOICES.markColour.length);
  for (const [, selector, body] of setting) {
    expect(selector).toMatch(/-clear\)\s*$/);
    expect(body).toMatch(/color: transparent !important;/);
  }
});
