import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULTS, isOption, OPTION_NAMES } from '../../../src/settings/options.ts';
import { repairsOf } from '../../../src/settings/repair.ts';
import { settingsFrom } from '../../../src/settings/store.ts';
import { optionKey } from '../../../src/settings/stored.ts';
import { anySite } from './arbitrary.ts';

const NOW = 1_764_000_000_000;

function repaired(items: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { set, remove } = repairsOf(items, NOW);
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
      expect(repairsOf(after, NOW + 1)).toEqual({ set: {}, remove: [] });
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
