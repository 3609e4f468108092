import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileFault, FileProblem } from '../../../src/settings/file-problem.ts';
import { CHOICES, DEFAULTS, type Options } from '../../../src/settings/options.ts';
import type { SiteFault } from '../../../src/settings/parse-site.ts';
import type { Snapshot } from '../../../src/settings/snapshot.ts';
import { fromChosenFile, fromFile, toFile } from '../../../src/settings/transfer.ts';
import { anySite } from './arbitrary.ts';

const anyChoices = fc.record(
  Object.fromEntries(
    Object.entries(CHOICES).map(([name, choices]) => [name, fc.constantFrom(...choices)]),
  ),
);
const anySnapshot: fc.Arbitrary<Snapshot> = fc.record({
  options: fc
    .tuple(anyChoices, fc.array(fc.string()), fc.constantFrom('auto', 'fr', 'pt-BR'))
    .map(([choices, names, paragraphLanguage]) => {
      return { ...choices, names, paragraphLanguage } as unknown as Options;
    }),
  sites: fc
    .array(fc.tuple(anySite, fc.boolean()))
    .map((entries) => new Map(entries)) as fc.Arbitrary<ReadonlyMap<string, boolean>>,
});

test('fromFile(toFile(x)) = x', () => {
  fc.assert(
    fc.property(anySnapshot, (snapshot) => {
      expect(fromFile(toFile(snapshot))).toEqual(snapshot);
    }),
  );
});

const file = (fields: object) =>
  JSON.stringify({ format: 'backstory-settings', version: 1, ...fields });

test('what a file does not name has its default', () => {
  expect(fromFile(`\uFEFF${file({})}`)).toEqual({ options: DEFAULTS, sites: new Map() });
  expect(fromFile(file({ options: { badge: false }, sites: { 'News.Example.': 'off' } }))).toEqual({
    options: { ...DEFAULTS, badge: false },
    sites: new Map([['news.example', false]]),
  });
});

function problemOf(text: string): FileProblem {
  try {
    fromFile(text);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  throw new Error('No problem');
}

const value = (field: string, value: string, ...choices: string[]): FileFault => ({
  is: 'value',
  field,
  value,
  choices,
});
const host = (field: string, because: SiteFault): FileFault => ({ is: 'host', field, because });

describe('a fault is told with its place', () => {
  test.each<[string, FileFault, number | undefined]>([
    ['', { is: 'json' }, 1],
    ['{\n  "format": "backstory-settings",\n  "version": 1,,\n}', { is: 'json' }, 3],
    ['{\n"format": "backstory-settings"', { is: 'json' }, 2],
    ['[]', { is: 'foreign' }, undefined],
    ['null', { is: 'foreign' }, undefined],
    ['{}', { is: 'foreign' }, undefined],
    ['{\n"format": "other"}', { is: 'foreign' }, 2],
    [file({ version: 2 }), { is: 'version', value: '2' }, 1],
    [file({ version: ['7'] }), { is: 'version', value: '[…]' }, 1],
    [file({ rules: {} }), { is: 'unknown', field: 'rules' }, 1],
    [file({ options: [] }), value('options', '[…]'), 1],
    [
      file({ options: { markStyle: 'blinking' } }),
      value('markStyle', '"blinking"', '"both"', '"underline"', '"tint"'),
      1,
    ],
    [file({ options: { badge: 1 } }), value('badge', '1', 'true', 'false'), 1],
    [file({ options: { names: 'grok' } }), value('names', '"grok"'), 1],
    [file({ options: { colour: 'red' } }), { is: 'unknown', field: 'colour' }, 1],
    [file({ sites: { 'a b': 'on' } }), host('a b', 'letters'), 1],
    [file({ sites: { 'a.example/x': 'on' } }), host('a.example/x', 'parts'), 1],
    [file({ sites: { 'a..b': 'on' } }), host('a..b', 'labels'), 1],
    [file({ sites: { '*.a': 'on' } }), host('*.a', 'wildcard'), 1],
    [file({ sites: { 'a.example': true } }), value('a.example', 'true', '"on"', '"off"'), 1],
    [
      file({ sites: { 'a.example': 'on', 'A.example': 'off' } }),
      { is: 'twice', field: 'a.example' },
      1,
    ],
  ])('%s', (text, fault, line) => {
    const problem = problemOf(text);
    expect(problem.fault).toEqual(fault);
    expect(problem.line).toBe(line);
    expect(problem.name).toBe('FileProblem');
  });

  test('any text is read or refused, never half', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => fromFile(text)).toThrow(FileProblem);
      }),
    );
  });

  test.each<[string, number | undefined]>([
    ['{\n"format": "other"}', 2],
    ['{\n"format": "backstory-settings",\n"version": 7}', 3],
    [`{"format": "backstory-settings",\n"version": 1,\n"sites": {\n\n"a b": "on"}}`, 5],
    // The same words as a value, and in other fields.
    [
      '{"format": "backstory-settings", "version": 1, "options":\n{"names": ["on"]}, "sites":\n{"a": "on",\n"on": 1}}',
      4,
    ],
    [
      '{"format": "backstory-settings", "version": 1,\n"options": {\n"badge": 1}, "sites": {"badge": "on"}}',
      3,
    ],
    ['{"format": "backstory-settings", "version": 1,\n"more": 1}', 2],
    // Written in another way than we would.
    ['{"format": "backstory-settings", "version": 1,\n"\\u006dore": 1}', undefined],
    ['{"version": 1}', undefined],
  ])('names the line: %j', (text, line) => expect(problemOf(text).line).toBe(line));

  test('names the line of what is no JSON, in the words of either browser', () => {
    expect(problemOf(`{${'\n'.repeat(11)}]`).line).toBe(12);
    const parse = JSON.parse;
    const firefox = 'JSON.parse: unexpected character at line 27 column 3 of the JSON data';
    JSON.parse = () => {
      throw new SyntaxError(firefox);
    };
    try {
      expect(problemOf('{').line).toBe(27);
    } finally {
      JSON.parse = parse;
    }
  });
});

test('a file is written by name, so that two of the same settings are the same', () => {
  const names = ['b.example', 'a.example', 'file:', 'c.example'];
  const snapshot = (sites: readonly string[]) => ({
    options: DEFAULTS,
    sites: new Map(sites.map((site) => [site, site === 'a.example'])),
  });
  const text = toFile(snapshot(names));
  expect(toFile(snapshot(names.toReversed()))).toBe(text);
  expect(text).toContain(
    '"a.example": "on",\n    "b.example": "off",\n    "c.example": "off",\n    "file:": "off"\n',
  );
});

describe('a long file', () => {
  const sitesOf = (count: number, length: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`s${at}.${'x'.repeat(length)}.example`, 'off']),
    );
  const chosen = (text: string) => ({ size: text.length, text: async () => text });

  test('is read while others have their turn', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++);
    const read = await fromChosenFile(chosen(file({ sites: sitesOf(5_000, 1) })));
    clearInterval(counting);
    expect(read.sites.size).toBe(5_000);
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  test('of more sites than can be stored is refused', async () => {
    await expect(fromChosenFile(chosen(file({ sites: sitesOf(50_001, 1) })))).rejects.toMatchObject(
      {
        fault: { is: 'large' },
      },
    );
  });

  test('is not even opened when it cannot be stored', async () => {
    const text = () => Promise.reject(new Error('was opened'));
    await expect(fromChosenFile({ size: 20_000_000, text })).rejects.toThrow(FileProblem);
    expect(() => fromFile(' '.repeat(10_485_761))).toThrow(FileProblem);
  });

  test('of fewer sites with names that take too much is refused', () => {
    const long = `${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}`;
    const sites = Object.fromEntries(
      Array.from({ length: 36_000 }, (_, at) => [`s${at}.${long}`, 'off']),
    );
    expect(problemOf(file({ sites })).fault).toEqual({ is: 'large' });
  });
});
