import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
      expect(sorted(unpackRules(buckets))).toEqual(sorted(rules));
      expect(bucketChanges(buckets, buckets)).toEqual({ set: {}, remove: [] });
    }),
  );
});

test('whatever stands in the browser’s sync is read or passed over', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('rules:1', 'rules:2', 'x'), fc.jsonValue()),
      (items) => {
        for (const [, { at }] of unpackRules(items)) expect(at).toBeGreaterThanOrEqual(0);
      },
    ),
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
    const kept = unpackRules(buckets);
    expect(kept.size + left.length).toBe(5_000);
    expect(kept.size).toBeGreaterThan(2_500);
    expect(kept.has('site-4999.example')).toBe(true);
    expect(left).toContain('site-0.example');
  });

  test('two devices with other rules come to hold the same buckets', () => {
    let [ours, theirs] = [many(3_000), many(3_000, 10_000)];
    let sync: Readonly<Record<string, unknown>> = {};
    for (let round = 0; round < 3; round++) {
      ours = mergeRules(ours, unpackRules(sync));
      sync = packRules(ours).buckets;
      theirs = mergeRules(theirs, unpackRules(sync));
      sync = packRules(theirs).buckets;
    }
    ours = mergeRules(ours, unpackRules(sync));
    expect(bucketChanges(sync, packRules(ours).buckets)).toEqual({ set: {}, remove: [] });
  });
});
