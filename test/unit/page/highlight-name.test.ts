import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { highlightName } from '../../../src/page/highlight-name.ts';
import { CHOICES } from '../../../src/settings/options.ts';
import { PALETTE } from '../../../src/settings/palette.ts';

const css = readFileSync('src/page/marks.css', 'utf8');
/** The declarations of every rule on screen that has the selector. */
const declarationsFor = (name: string) =>
  [...(css.split('@media')[0] ?? '').matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, selectors]) => selectors?.includes(`::highlight(${name})`))
    .map(([, , declarations]) => declarations)
    .join('');

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = rgb(hex).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('the looks have different names', () => {
  const names = CHOICES.markStyle.flatMap((style) =>
    CHOICES.markColour.map((colour) => highlightName(style, colour)),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(highlightName('both', 'text')).toBe('backstory');
});

describe.each(CHOICES.markColour)('marks.css has the looks in %s', (colour) => {
  const line = colour === 'text' ? 'currentColor' : PALETTE[colour];
  const tint = colour === 'text' ? '128 128 128' : rgb(PALETTE[colour]).join(' ');

  test.each(CHOICES.markStyle)('%s', (style) => {
    const declarations = declarationsFor(highlightName(style, colour));
    expect(declarations.includes(`1.5px ${line} !important`)).toBe(style !== 'tint');
    expect(declarations.includes(`rgb(${tint} / `)).toBe(style !== 'underline');
  });
});

test.each(Object.entries(PALETTE))('%s keeps its contrast on white and on black', (_, hex) => {
  const light = luminance(hex);
  expect(1.05 / (light + 0.05)).toBeGreaterThan(4);
  expect((light + 0.05) / 0.05).toBeGreaterThan(4);
});
