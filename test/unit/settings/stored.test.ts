import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../../src/settings/options.ts';
import { settingsFrom } from '../../../src/settings/read-settings.ts';
import { LONGEST_PAUSE_MS, siteState } from '../../../src/settings/sites.ts';
import {
  isVersion,
  LATEST,
  OPTION_KEYS,
  optionKey,
  privateKey,
  readTime,
  ruleKey,
  storedOptions,
  storedPause,
  storedRule,
} from '../../../src/settings/stored.ts';

test('the keys are those that every version so far has written', () => {
  expect(ruleKey('a.example')).toBe('site:a.example');
  expect(privateKey('a.example')).toBe('private:a.example');
  expect(optionKey('badge')).toBe('option:badge');
  expect(OPTION_KEYS).toContain('option:names');
  const { rules, privateRules, pause, syncFailure, foreignVersion, aside } = settingsFrom(
    {
      'site:a.example': { on: false, at: 1 },
      'aside:17:option:badge': 3,
      pause: { until: null },
      syncFailure: 'full',
      version: 2,
    },
    { 'private:b.example': { on: true, at: 2, window: 3 }, 'other:c.example': { on: true, at: 1 } },
  );
  expect(Object.fromEntries(rules)).toEqual({ 'a.example': { on: false, at: 1 } });
  expect(Object.fromEntries(privateRules)).toEqual({ 'b.example': { on: true, at: 2 } });
  expect({ pause, syncFailure, foreignVersion }).toEqual({
    pause: { until: null },
    syncFailure: 'full',
    foreignVersion: 2,
  });
  expect(aside).toEqual([{ id: 'aside:17:option:badge', key: 'option:badge', value: 3 }]);
});

test('a stored rule of a public suffix holds for nobody below it', () => {
  const { rules } = settingsFrom({
    'site:github.io': { on: false, at: 1, alone: true },
    'site:b.example': { on: false, at: 1 },
  });
  const isOn = (site: string) => siteState(site, rules, undefined, 0).on;
  expect(isOn('github.io')).toBe(false);
  expect(isOn('somebody.github.io')).toBe(true);
  expect(isOn('a.b.example')).toBe(false);
});

test.each<[unknown, unknown]>([
  [
    { on: true, at: 7 },
    { on: true, at: 7 },
  ],
  [
    { on: false, at: 7.9 },
    { on: false, at: 7 },
  ],
  [
    { on: null, at: 0, alone: true },
    { on: null, at: 0, alone: true },
  ],
  [
    { on: true, at: 7, alone: false },
    { on: true, at: 7 },
  ],
  [
    { on: true, at: 7, alone: 1 },
    { on: true, at: 7 },
  ],
  [
    { on: true, at: 7, more: 1 },
    { on: true, at: 7 },
  ],
  [{ on: true }, { on: true, at: 0 }],
  [{ on: 1, at: 7 }, undefined],
  [{ at: 7 }, undefined],
  ['on', undefined],
  [null, undefined],
  [undefined, undefined],
])('storedRule of %j', (value, rule) => expect(storedRule(value)).toEqual(rule));

describe('a time', () => {
  test.each<[unknown, number]>([
    [0, 0],
    [7.9, 7],
    [LATEST, LATEST],
    [LATEST + 1, 0],
    [1e300, 0],
    [Number.POSITIVE_INFINITY, 0],
    [Number.NaN, 0],
    [-1, 0],
    ['7', 0],
    [[7], 0],
    [true, 0],
    [null, 0],
    [undefined, 0],
  ])('%s is %s', (value, time) => expect(readTime(value)).toBe(time));

  test('is a date that every browser can write, whatever is stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.anything()), (at) => {
        const time = storedRule({ on: true, at })?.at ?? Number.NaN;
        expect(Number.isInteger(time)).toBe(true);
        expect(() => new Date(time).toISOString()).not.toThrow();
      }),
    );
    expect(new Date(LATEST).getUTCFullYear()).toBe(2200);
  });
});

describe('a pause', () => {
  test.each<[unknown, unknown]>([
    [{ until: 5 }, { until: 5 }],
    [{ until: 'restart' }, { until: 'restart' }],
    [{ until: null }, { until: null }],
    [{ until: null, more: 1 }, { until: null }],
    [{ until: 'tomorrow' }, undefined],
    [{ until: Number.NaN }, undefined],
    [{ until: Number.POSITIVE_INFINITY }, undefined],
    [{}, undefined],
    [5, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('stored as %j', (value, pause) => expect(storedPause(value)).toEqual(pause));

  test.each<[string, number, boolean]>([
    ['that ends now', 0, false],
    ['that ends soon', 1, true],
    ['as long as one can be', LONGEST_PAUSE_MS, true],
    ['of a clock that was wrong', LONGEST_PAUSE_MS + 1, false],
    ['for ever', Number.MAX_VALUE, false],
  ])('%s', (_, left, isPaused) => {
    const now = 1_764_000_000_000;
    const pause = { until: now + left };
    const state = siteState('a.example', new Map(), pause, now);
    expect(state).toMatchObject({ active: !isPaused, pause: isPaused ? pause : undefined });
  });

  test('lasts longer than the one that the popup offers, and ends in a day', () => {
    expect(LONGEST_PAUSE_MS).toBeGreaterThan(3_600_000);
    expect(LONGEST_PAUSE_MS).toBeLessThanOrEqual(24 * 3_600_000);
  });
});

test.each<[unknown, boolean]>([
  [1, true],
  [9_999, true],
  [10_000, false],
  [0, false],
  [-1, false],
  [1.5, false],
  [1e300, false],
  ['1', false],
  [null, false],
  [undefined, false],
])('%s is the number of a format: %s', (value, is) => expect(isVersion(value)).toBe(is));

test('each option is read under its own key', () => {
  expect(storedOptions({})).toEqual(DEFAULTS);
  expect(storedOptions({ badge: false, 'option:badge': false, 'option:openBy': 'press' })).toEqual({
    ...DEFAULTS,
    badge: false,
    openBy: 'press',
  });
});

test('what the browser says about its sync is told in short', () => {
  const { syncFailure } = settingsFrom({ syncFailure: 'x'.repeat(10_000) });
  expect(syncFailure?.length).toBeLessThanOrEqual(200);
  expect(settingsFrom({ syncFailure: 7 }).syncFailure).toBeUndefined();
  expect(settingsFrom({}).syncFailure).toBeUndefined();
});

test.each([['two'], [{ a: 1 }], [1e300], [1]])('no other version is told for %j', (version) => {
  expect(settingsFrom({ version }).foreignVersion).toBeUndefined();
});
