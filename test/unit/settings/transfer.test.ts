import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHOICES, DEFAULTS, type Options } from '../../../src/settings/options.ts';
import type { Snapshot } from '../../../src/settings/snapshot.ts';
import { FileProblem, fromChosenFile, fromFile, toFile } from '../../../src/settings/transfer.ts';
import { fill, LOCALES_FOLDER, type Message, readMessages } from '../../harness/texts.ts';
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

describe('a fault is told with its place', () => {
  test.each<[string, string, RegExp]>([
    ['', 'line 1', /is no JSON/],
    ['{\n  "format": "backstory-settings",\n  "version": 1,,\n}', 'line 3', /is no JSON/],
    ['{\n"format": "backstory-settings"', 'line 2', /is no JSON/],
    ['[]', 'file', /must be an object/],
    ['null', 'file', /must be an object/],
    ['{}', 'format', /must be "backstory-settings"/],
    [file({ version: 2 }), 'version', /must be 1, this file has 2/],
    [file({ rules: {} }), 'rules', /is no field/],
    [file({ options: [] }), 'options', /must be an object/],
    [file({ options: { markStyle: 'blinking' } }), 'options.markStyle', /both, underline, tint/],
    [file({ options: { colour: 'red' } }), 'options.colour', /is no option/],
    [file({ options: { names: 'grok' } }), 'options.names', /list of texts/],
    [file({ sites: { 'a b': 'on' } }), 'sites["a b"]', /is no host name/],
    [file({ sites: { 'a.example/x': 'on' } }), 'sites["a.example/x"]', /is no host name/],
    [file({ sites: { 'a.example': true } }), 'sites["a.example"]', /"on" or "off"/],
    [file({ sites: { 'a.example': 'on', 'A.example': 'off' } }), 'sites["A.example"]', /twice/],
  ])('%s', (text, where, what) => {
    const fault = () => fromFile(text);
    expect(fault).toThrow(FileProblem);
    expect(fault).toThrow(what);
    expect(fault).toThrow(new RegExp(`^${where.replace(/[[\].]/g, '\\$&')}: `));
  });

  test('any text is read or refused, never half', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => fromFile(text)).toThrow(FileProblem);
      }),
    );
  });
});

describe('a message about a file', () => {
  const MOST = 200;
  const locales = readdirSync(LOCALES_FOLDER);
  /** As the options page says it, in the language that takes most. */
  const toldOf = (problem: FileProblem) =>
    locales
      .map((locale) =>
        fill(readMessages(locale).importFailed as Message, [problem.where, problem.what]),
      )
      .reduce((a, b) => (a.length > b.length ? a : b));

  function problemOf(text: string): FileProblem {
    try {
      fromFile(text);
    } catch (error) {
      if (error instanceof FileProblem) return error;
      throw error;
    }
    throw new Error('No problem');
  }

  const long = 'x'.repeat(5_000);
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  test.each<[string, string]>([
    ['a long key', file({ [long]: 1 })],
    ['a key of marks that JSON writes long', file({ sites: { ['\u0000'.repeat(500)]: 'on' } })],
    ['a long version', file({ version: long })],
    ['a version without end', file({ version: [long] }).replace(`["${long}"]`, deep)],
    ['a deep field', `{"format":"backstory-settings","version":1,"options":${deep}}`],
    ['a long host', file({ sites: { [long]: 'on' } })],
    [
      'a long host twice',
      file({ sites: { [`${long.slice(0, 60)}.B`]: 'on', [`${long.slice(0, 60)}.b`]: 'on' } }),
    ],
    ['a long option', file({ options: { [long]: 1 } })],
    ['long text that is no JSON', `{ "format": ${long}`],
    ['long text in quotation marks', `{ "format": "${long}`],
    ['a pair of halves', file({ options: { [`${'x'.repeat(46)}${'😀'.repeat(9)}`]: 1 } })],
  ])('has at most 200 letters for %s, in every language', (_, text) => {
    const problem = problemOf(text);
    expect(toldOf(problem).length).toBeLessThanOrEqual(MOST);
    expect(problem.message).toBe(`${problem.where}: ${problem.what}`);
    expect(problem.message).not.toMatch(/\p{Surrogate}/u);
    expect(problem.what.length).toBeGreaterThan(20);
    expect(problem.name).toBe('FileProblem');
  });

  test('has at most 200 letters for whatever JSON', () => {
    const anyFile = fc
      .record(
        {
          options: fc.jsonValue(),
          sites: fc.jsonValue(),
          version: fc.jsonValue(),
          x: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map(file);
    fc.assert(
      fc.property(anyFile, (text) => {
        try {
          fromFile(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FileProblem);
          expect(toldOf(error as FileProblem).length).toBeLessThanOrEqual(MOST);
        }
      }),
      { numRuns: 50 },
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
  ])('names the line: %j', (text, line) => {
    const expected = line === undefined ? /[^)]$/ : new RegExp(`\\(line ${line}\\)$`);
    expect(problemOf(text).what).toMatch(expected);
  });

  test('names the line of what is no JSON, in the words of either browser', () => {
    expect(problemOf(`{${'\n'.repeat(11)}]`).where).toBe('line 12');
    const parse = JSON.parse;
    const firefox = 'JSON.parse: unexpected character at line 27 column 3 of the JSON data';
    JSON.parse = () => {
      throw new SyntaxError(firefox);
    };
    try {
      expect(problemOf('{').message).toBe(`line 27: is no JSON: ${firefox}`);
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
    await expect(fromChosenFile(chosen(file({ sites: sitesOf(50_001, 1) })))).rejects.toThrow(
      'sites: has 50001 sites, of which 50000 can be stored',
    );
  });

  test('is not even opened when it cannot be stored', async () => {
    const text = () => Promise.reject(new Error('was opened'));
    await expect(fromChosenFile({ size: 20_000_000, text })).rejects.toThrow(FileProblem);
    expect(() => fromFile(' '.repeat(10_485_761))).toThrow(/^file: has 10485761 bytes/);
  });

  test('of fewer sites with names that take too much is refused', () => {
    const long = `${'x'.repeat(60)}.${'x'.repeat(60)}.${'x'.repeat(60)}`;
    const sites = Object.fromEntries(
      Array.from({ length: 36_000 }, (_, at) => [`s${at}.${long}`, 'off']),
    );
    expect(() => fromFile(file({ sites }))).toThrow(/^sites: has \d+ bytes of rules/);
  });
});

test.each([
  ['a..b', 'between dots'],
  ['*.a', 'without *'],
  ['a,b', 'other letters'],
  ['a:80', 'without path, port'],
  ['x'.repeat(300), '253 letters'],
])('a file with %s says what is wrong with it', (host, reason) => {
  expect(() => fromFile(file({ sites: { [host]: 'on' } }))).toThrow(reason);
});
