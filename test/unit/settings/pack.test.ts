import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { bucketChanges, packRules, unpackRules } from '../../../src/settings/pack.ts';
import { mergeRules } from '../../../src/settings/rules.ts';
import type { Rules } from '../../../src/settings/sites.ts';
import { anyRules } from './arbitrary.ts';

const many = (count: number, from = 0): Rules =>
  new Map(
    Array.from({ length: count }, (_, index) => [
      `site-${from + index}.example`,
      { on: index % 2 === 0, at: 1_764_000_000_000 + from + index },
    ]),
  );
const sorted = (rules: Rules) => [...rules].sort(([a], [b]) => (a < b ? -1 : 1));

test('unpackRules(packRules(x)) = x', () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      const { buckets, left } = packRules(rules);
      expect(left).toEqual([]);
      expect(sorted(unpackRules(buckets, isPublicSuffix))).toEqual(sorted(rules));
      expect(bucketChanges(buckets, buckets)).toEqual({ set: {}, remove: [] });
    }),
  );
});

test('whatever stands in the browser’s sync is read or passed over', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('rules:1', 'rules:2', 'x'), fc.jsonValue()),
      (items) => {
        for (const [, { at }] of unpackRules(items, isPublicSuffix))
          expect(at).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('the same rules in another order make the same buckets', () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      const other: Rules = new Map([...rules].reverse());
      expect(packRules(other)).toEqual(packRules(rules));
      const backwards = Object.fromEntries(
        Object.entries(packRules(rules).buckets).map(([key, bucket]) => [
          key,
          Object.fromEntries(Object.entries(bucket).reverse()),
        ]),
      );
      expect(bucketChanges(backwards, packRules(rules).buckets)).toEqual({ set: {}, remove: [] });
    }),
  );
});

describe('what is written so that the sync holds the buckets', () => {
  const buckets = { 'rules:1': { 'a.example': '11' }, 'rules:2': { 'b.example': '02' } };
  const [first, second] = ['rules:1', 'rules:2'] as const;

  test.each<[string, Record<string, unknown>, object]>([
    ['nothing there', {}, { set: buckets, remove: [] }],
    ['one there', { [first]: buckets[first] }, { set: { [second]: buckets[second] }, remove: [] }],
    ['one too many', { ...buckets, 'rules:3': {} }, { set: {}, remove: ['rules:3'] }],
    ['something of others', { ...buckets, other: 1, 'x:rules:': 2 }, { set: {}, remove: [] }],
    ...[
      { 'a.example': '12' },
      { 'a.example': '11', 'c.example': '11' },
      { 'c.example': '11' },
      {},
      null,
      'a.example',
      7,
    ].map(
      (wrong) =>
        [
          `${JSON.stringify(wrong)} there`,
          { ...buckets, [first]: wrong },
          { set: { [first]: buckets[first] }, remove: [] },
        ] as [string, Record<string, unknown>, object],
    ),
  ])('%s', (_, items, changes) => expect(bucketChanges(items, buckets)).toEqual(changes));
});

describe('what the sync holds is read', () => {
  test.each<[string, Record<string, unknown>, object]>([
    ['a switch', { 'rules:1': { 'a.example': '1z' } }, { 'a.example': { on: true, at: 35 } }],
    [
      'one that is off',
      { 'rules:1': { 'a.example': '0a' } },
      { 'a.example': { on: false, at: 10 } },
    ],
    ['one removed', { 'rules:9': { 'a.example': '-10' } }, { 'a.example': { on: null, at: 36 } }],
    [
      'the newer of two, whichever comes first',
      { 'rules:1': { 'a.example': '12' }, 'rules:2': { 'a.example': '03', 'A.example': '11' } },
      { 'a.example': { on: false, at: 3 } },
    ],
    ['none that is of others', { 'xrules:1': { 'a.example': '11' }, rules: { b: '11' } }, {}],
    ['none of what is no bucket', { 'rules:1': null, 'rules:2': '11', 'rules:3': 7 }, {}],
    ['none of a host that can match no page', { 'rules:1': { 'a..b': '11', '*.c': '11' } }, {}],
    [
      'none of what is no rule',
      {
        'rules:1': {
          a: 'x11',
          b: '11 ',
          c: '1',
          d: '',
          e: 11,
          f: null,
          g: { toString: 1 },
          h: '2a',
        },
      },
      {},
    ],
    [
      'with a time of nobody as 0',
      { 'rules:1': { 'a.example': `1${'z'.repeat(5_000)}` } },
      { 'a.example': { on: true, at: 0 } },
    ],
  ])('%s', (_, items, rules) =>
    expect(Object.fromEntries(unpackRules(items, isPublicSuffix))).toEqual(rules),
  );
});

describe('more than there is room for', () => {
  test('keeps the limits of both browsers, the newest first', () => {
    const { buckets, left } = packRules(many(5_000));
    const sizes = Object.entries(buckets).map(
      ([key, bucket]) => key.length + JSON.stringify(bucket).length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8_192);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(102_400);
    expect(sizes.length).toBeLessThanOrEqual(512);
    const kept = unpackRules(buckets, isPublicSuffix);
    expect(kept.size + left.length).toBe(5_000);
    expect(kept.size).toBeGreaterThan(2_500);
    expect(kept.has('site-4999.example')).toBe(true);
    expect(left).toContain('site-0.example');
    // None stays behind for which there would be room.
    const sum = sizes.reduce((total, size) => total + size);
    expect(sum).toBeGreaterThan(96_000);
  });

  test('rules that were removed are nobody’s loss, and those of one time go by name', () => {
    const gone: Rules = new Map(
      [...many(5_000)].map(([site, { at }]) => [site, { on: null, at }] as const),
    );
    expect(packRules(gone).left).toEqual([]);
    const together: Rules = new Map(
      [...many(5_000)].map(([site]) => [site, { on: true, at: 7 }] as const),
    );
    const backwards: Rules = new Map([...together].reverse());
    expect(packRules(backwards)).toEqual(packRules(together));
  });

  test('a bucket takes as much as the browser does', () => {
    // All in one bucket: the rules of other buckets leave it no less room.
    const bucketOf = (site: string) =>
      Object.keys(packRules(new Map([[site, { on: true, at: 1 }]])).buckets)[0];
    const sites = Array.from({ length: 8_000 }, (_, at) => `${'x'.repeat(40)}${at}.example`);
    const wanted = bucketOf(sites[0] ?? '');
    const alike = sites
      .filter((site) => bucketOf(site) === wanted)
      .map((site, at) => [site, { on: true, at: 1_764_000_000_000 + at }] as const);
    const { buckets } = packRules(new Map(alike));
    const [[key, bucket] = ['', {}]] = Object.entries(buckets);
    expect(Object.keys(buckets)).toHaveLength(1);
    const size = key.length + JSON.stringify(bucket).length;
    expect(size).toBeGreaterThan(7_900);
    expect(size).toBeLessThanOrEqual(8_000);
  });

  test('two devices with other rules come to hold the same buckets', () => {
    let [ours, theirs] = [many(3_000), many(3_000, 10_000)];
    let sync: Readonly<Record<string, unknown>> = {};
    for (let round = 0; round < 3; round++) {
      ours = mergeRules(ours, unpackRules(sync, isPublicSuffix));
      sync = packRules(ours).buckets;
      theirs = mergeRules(theirs, unpackRules(sync, isPublicSuffix));
      sync = packRules(theirs).buckets;
    }
    ours = mergeRules(ours, unpackRules(sync, isPublicSuffix));
    expect(bucketChanges(sync, packRules(ours).buckets)).toEqual({ set: {}, remove: [] });
  });
});
