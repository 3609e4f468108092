import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHOICES, DEFAULTS, type Options } from '../../../src/settings/options.ts';
import type { Snapshot } from '../../../src/settings/store.ts';
import { FileProblem, fromFile, toFile } from '../../../src/settings/transfer.ts';
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
