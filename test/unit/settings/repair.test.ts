import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { DEFAULTS, isOption, OPTION_NAMES } from '../../../src/settings/options.ts';
import { settingsFrom } from '../../../src/settings/read-settings.ts';
import { repairsOf } from '../../../src/settings/repair.ts';
import { LONGEST_PAUSE_MS } from '../../../src/settings/sites.ts';
import { optionKey } from '../../../src/settings/stored.ts';
import { anySite } from './arbitrary.ts';

const NOW = 1_764_000_000_000;

function repaired(items: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { set, remove } = repairsOf(items, NOW, isPublicSuffix);
  const kept = Object.entries(items).filter(([key]) => !remove.includes(key));
  return { ...Object.fromEntries(kept), ...set };
}

const anyKey = fc.oneof(
  fc.constantFrom('pause', 'version', 'syncFailure', 'options', ...OPTION_NAMES.map(optionKey)),
  anySite.map((site) => `site:${site}`),
  fc.string().map((text) => `site:${text}`),
  fc.string(),
);
const anyStored = fc.dictionary(
  anyKey,
  fc.oneof(fc.jsonValue(), fc.record({ on: fc.boolean(), at: fc.nat() })),
);

test('any JSON as stored settings can be read, each field by itself', () => {
  fc.assert(
    fc.property(anyStored, (items) => {
      const { options } = settingsFrom(items);
      for (const name of OPTION_NAMES) {
        const value = items[optionKey(name)];
        const isReadable = isOption(name, value);
        expect(options[name]).toEqual(isReadable ? value : DEFAULTS[name]);
      }
    }),
  );
});

test('a repair loses nothing, is not needed twice, and changes nothing that could be read', () => {
  fc.assert(
    fc.property(anyStored, (items) => {
      const after = repaired(items);
      expect(repairsOf(after, NOW + 1, isPublicSuffix)).toEqual({ set: {}, remove: [] });
      expect(settingsFrom(after).options).toEqual(settingsFrom(items).options);
      for (const [key, value] of Object.entries(items)) {
        const isRule =
          key.startsWith('site:') && typeof (value as { on?: unknown })?.on === 'boolean';
        const kept = [after[key], after[`aside:${NOW}:${key}`]];
        if (!isRule) expect(kept).toContainEqual(value);
      }
    }),
  );
});

test('settings of another version are read as far as they can be', () => {
  const { foreignVersion, options } = settingsFrom(
    repaired({ version: 7, 'option:badge': false, 'option:new': { a: 1 } }),
  );
  expect(foreignVersion).toBe(7);
  expect(options).toEqual({ ...DEFAULTS, badge: false });
});

describe('a repair', () => {
  const TOO_LONG = NOW + LONGEST_PAUSE_MS + 1;

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['of nothing writes the format', {}, {}],
    ['leaves what is right', { 'site:a.example': { on: true, at: 5 } }, {}],
    [
      'sets a time right that nobody meant',
      { 'site:a.example': { on: true, at: 1e300 }, 'site:b.example': { on: false, at: -5 } },
      { 'site:a.example': { on: true, at: 0 }, 'site:b.example': { on: false, at: 0 } },
    ],
    [
      'sets right that a rule holds for one host alone, and that it does not',
      {
        'site:github.io': { on: false, at: 5 },
        'site:a.example': { on: true, at: 5, alone: true },
      },
      {
        'site:github.io': { on: false, at: 5, alone: true },
        'site:a.example': { on: true, at: 5 },
      },
    ],
    [
      'writes a host as the browser does, and keeps the newer of two',
      {
        'site:A.example': { on: true, at: 7 },
        'site:a.example': { on: false, at: 6 },
        'site:b.example.': { on: false, at: 6 },
        'site:B.example': { on: true, at: 6 },
      },
      {
        'site:a.example': { on: true, at: 7 },
        'site:A.example': undefined,
        'site:b.example': { on: false, at: 6 },
        'site:B.example': undefined,
        'site:b.example.': undefined,
      },
    ],
    [
      'keeps a host aside that can match no page',
      { 'site:a..b': { on: true, at: 5 }, 'site:*.c': { on: true, at: 5 } },
      {
        'site:a..b': undefined,
        [`aside:${NOW}:site:a..b`]: { on: true, at: 5 },
        'site:*.c': undefined,
        [`aside:${NOW}:site:*.c`]: { on: true, at: 5 },
      },
    ],
    [
      'keeps a rule aside that is none',
      { 'site:a.example': 'off' },
      { 'site:a.example': undefined, [`aside:${NOW}:site:a.example`]: 'off' },
    ],
    [
      'forgets what was removed long ago',
      { 'site:a.example': { on: null, at: 5 }, 'site:b.example': { on: null, at: NOW } },
      { 'site:a.example': undefined },
    ],
    [
      'keeps an option aside that cannot be, and leaves those of a newer version',
      { 'option:badge': 'yes', 'option:openBy': 'press', 'option:new': 'yes', other: 1 },
      { 'option:badge': undefined, [`aside:${NOW}:option:badge`]: 'yes' },
    ],
    ['leaves a pause', { pause: { until: NOW + 5 } }, {}],
    ['leaves a pause without an end', { pause: { until: null } }, {}],
    [
      'keeps a pause aside that is none',
      { pause: 'on' },
      { pause: undefined, [`aside:${NOW}:pause`]: 'on' },
    ],
    [
      'keeps a pause aside that would last for years',
      { pause: { until: TOO_LONG } },
      { pause: undefined, [`aside:${NOW}:pause`]: { until: TOO_LONG } },
    ],
    ['leaves the longest pause', { pause: { until: TOO_LONG - 1 } }, {}],
    ['keeps a format aside that is none', { version: 'two' }, { [`aside:${NOW}:version`]: 'two' }],
  ])('%s', (_, items, changes) => {
    const after = repaired(items);
    const version = { version: 1 };
    const expected = Object.entries({ ...items, ...version, ...changes });
    expect(after).toEqual(Object.fromEntries(expected.filter(([, value]) => value !== undefined)));
  });

  test('leaves the format of another version', () => {
    expect(repairsOf({ version: 7 }, NOW, isPublicSuffix)).toEqual({ set: {}, remove: [] });
  });

  test('keeps as many removed rules as are remembered', () => {
    const removed = Array.from({ length: 1_200 }, (_, at) => [
      `site:${at}.example`,
      { on: null, at: NOW - at },
    ]);
    expect(repairsOf(Object.fromEntries(removed), NOW, isPublicSuffix).remove).toHaveLength(200);
  });
});
