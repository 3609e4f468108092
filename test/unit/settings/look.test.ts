import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { highlightName, inheritedMarks, lookSheet } from '../../../src/settings/look.ts';
import { CHOICES, type MarkColour } from '../../../src/settings/options.ts';
import { PALETTE } from '../../../src/settings/palette.ts';
import { contrast } from '../../../src/ui/colour.ts';
import { fromHex } from '../../harness/from-hex.ts';

test('the looks have different names', () => {
  const names = CHOICES.markStyle.flatMap((style) =>
    CHOICES.markColour.map((colour) => highlightName(style, colour)),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(highlightName('both', 'text')).toBe('backstory');
});

/** The declarations of a sheet's rules outside of `@media`, by selector. */
function rulesOf(sheet: string): Record<string, string[]> {
  const [screen = ''] = sheet.replace(/\/\*[\s\S]*?\*\//g, '').split('@media');
  const rules: Record<string, string[]> = {};
  for (const [, selector = '', body = ''] of screen.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = body.split(';').map((declaration) => declaration.trim());
    rules[selector.trim()] = declarations.filter((declaration) => declaration !== '');
  }
  return rules;
}

const TINTS: Record<MarkColour, string> = {
  text: '128 128 128',
  amber: '168 102 10',
  red: '216 58 58',
  violet: '154 85 216',
  blue: '47 116 208',
  green: '42 133 64',
};

describe.each(CHOICES.markColour)('the looks in %s', (colour) => {
  const line = colour === 'text' ? 'currentColor' : PALETTE[colour];

  test.each(CHOICES.markStyle)('%s', (style) => {
    const rules = rulesOf(lookSheet(style, colour));
    const declarations = rules[`::highlight(${highlightName(style, colour)})`]?.join(';') ?? '';
    const read = rules[`::highlight(${highlightName(style, colour)}-read)`]?.join(';') ?? '';
    expect(Object.keys(rules)).toHaveLength(2);
    // Of what was read before: one of both, and fainter.
    expect(read.includes('text-decoration')).toBe(style !== 'tint');
    expect(read.includes('background-color')).toBe(style === 'tint');
    expect(declarations).not.toContain(read);
    expect(declarations.includes(`1.5px ${line} !important`)).toBe(style !== 'tint');
    expect(declarations.includes(`rgb(${TINTS[colour]} / `)).toBe(style !== 'underline');
  });
});

const sheets = CHOICES.markStyle.flatMap((style) =>
  CHOICES.markColour.map((colour) => [style, colour, lookSheet(style, colour)] as const),
);

test.each(sheets)('%s in %s leaves nothing on paper', (style, colour, sheet) => {
  const print = /@media print \{(.*)\}$/m.exec(sheet)?.[1] ?? '';
  expect(print).toContain(`::highlight(${highlightName(style, colour)})`);
  expect(print).toContain(`::highlight(${highlightName(style, colour)}-read)`);
  expect(print).toContain('background-color: transparent !important');
  expect(print).toContain('text-decoration: none !important');
});

test.each(sheets)('%s in %s shows a line in forced colours', (style, colour, sheet) => {
  const forced = [...sheet.matchAll(/@media \(forced-colors: active\) \{(.*)\}$/gm)].map(
    ([, rules]) => rules ?? '',
  );
  for (const rules of forced) expect(rules).toContain('underline dotted');
  const isTold = (name: string) => forced.some((rules) => rules.includes(`::highlight(${name})`));
  const name = highlightName(style, colour);
  // The others have one anyway; marks that keep letters have it for when the letters have a colour again.
  expect(isTold(name)).toBe(style === 'tint');
  expect([isTold(`${name}-seen`), isTold(`${name}-clear`)]).toEqual([true, true]);
  expect(name).toMatch(/^backstory(-[a-z]+)*$/);
});

test.each(sheets)('%s in %s is a sheet that the browser takes without a rest', (_s, _c, sheet) => {
  const selector = String.raw`::highlight\([a-z-]+\)`;
  const rule = String.raw`${selector}(?:, ${selector})* \{(?: *[a-z-]+: [^;{}]+ !important;)* *\}`;
  const media = String.raw`@media [^{]+\{\s(?:${rule}\s)+\}`;
  expect(sheet).toMatch(new RegExp(String.raw`^(?:(?:${rule}|${media})(?:\n|$))+$`));
});

const everyPages = readFileSync('src/frame/marks.css', 'utf8');

test('the look by default stands in marks.css as in a sheet of its own', () => {
  const rules = rulesOf(lookSheet('both', 'text'));
  const [own = ''] = Object.keys(rules);
  expect(rulesOf(everyPages)[own]).toEqual(rules[own]);
  expect(own).toBe('::highlight(backstory)');
});

test('every page has one look and the ring: more names would cost each of its elements', () => {
  const names = new Set(everyPages.match(/::highlight\([^)]*\)/g));
  expect([...names].sort()).toEqual(['::highlight(backstory)', '::highlight(backstory-here)']);
});

test.each([
  ['marks.css', everyPages],
  ['the sheet of a look', lookSheet('tint', 'blue')],
])('%s, inherited: no rule is matched with every element', (_, sheet) => {
  const inherited = inheritedMarks(sheet);
  expect(inherited.match(/::highlight\(/g)?.length).toBeGreaterThan(1);
  expect(inherited.replaceAll(':root > *::highlight(', '')).not.toContain('::highlight(');
  expect(inherited.replaceAll(':root > *', '')).toBe(sheet);
});

test.each(Object.entries(PALETTE))('%s keeps its contrast on white and on black', (_, hex) => {
  for (const ground of ['#ffffff', '#000000'] as const) {
    expect(contrast(fromHex(hex), fromHex(ground))).toBeGreaterThan(4);
  }
});
