import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_FILE_BYTES,
  MAX_RULE_BYTES,
  MAX_RULES,
  roomProblem,
} from '../../../src/settings/limits.ts';
import { asJson, shorten } from '../../../src/settings/shorten.ts';
import { SLICE, slicesOf, stepByStep } from '../../../src/settings/slices.ts';

/** What Chromium gives without `unlimitedStorage`: `chrome.storage.local.QUOTA_BYTES`. */
const QUOTA_BYTES = 10_485_760;

const sites = (count: number, of = 'x') =>
  Array.from({ length: count }, (_, index) => `${of}${index}.example`);
const bytesOf = (some: readonly string[]) =>
  some.reduce(
    (sum, site) =>
      sum + `site:${site}`.length + JSON.stringify({ alone: true, at: 7e12, on: false }).length,
    0,
  );

describe('room for rules', () => {
  test('is for 50,000 of usual length', () => {
    expect(MAX_RULES).toBe(50_000);
    expect(roomProblem(sites(50_000, 'some.usual.newspaper-'))).toBeUndefined();
    expect(roomProblem(sites(50_001))).toMatch(/^50001 sites, of which 50000/);
    expect(roomProblem([])).toBeUndefined();
  });

  test('is less than what the browser has, however long the hosts are', () => {
    const long = sites(40_000, 'x'.repeat(200));
    const fitting = long.slice(0, Math.floor(MAX_RULE_BYTES / (bytesOf(long) / long.length)) - 100);
    expect(fitting.length).toBeGreaterThan(10_000);
    expect(roomProblem(fitting)).toBeUndefined();
    expect(bytesOf(fitting)).toBeLessThan(QUOTA_BYTES * 0.8);
    expect(roomProblem(long)).toMatch(/bytes of rules, of which 8000000/);
    expect(MAX_RULE_BYTES).toBeLessThan(QUOTA_BYTES * 0.8);
    expect(MAX_FILE_BYTES).toBeLessThanOrEqual(QUOTA_BYTES);
  });
});

describe('slices', () => {
  test('have all, in order, and none is long', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 * SLICE + 1 }), (length) => {
        const items = Array.from({ length }, (_, index) => index);
        const slices = slicesOf(items);
        expect(slices.flat()).toEqual(items);
        for (const slice of slices) expect(slice.length).toBeLessThanOrEqual(SLICE);
        expect(slices).not.toContainEqual([]);
      }),
    );
  });

  test('let others have their turn between two steps', async () => {
    const order: string[] = [];
    function* work() {
      order.push('first');
      yield;
      order.push('second');
      yield;
      return 'done';
    }
    const working = stepByStep(work());
    setTimeout(() => order.push('others'));
    order.push('caller');
    expect(await working).toBe('done');
    expect(order).toEqual(['first', 'caller', 'second', 'others']);
  });
});

describe('shorten', () => {
  test('keeps what is short, and never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        const short = shorten(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        if (text.length <= most) expect(short).toBe(text);
        else expect(short.endsWith('…')).toBe(true);
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
        expect(short).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  test.each<[unknown, string]>([
    ['a', '"a"'],
    ['abcdefghijk', '"abcdefgh…'],
    [7, '7'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1], '[…]'],
    [{ a: 1 }, '{…}'],
  ])('%j in short: %s', (value, text) => expect(asJson(value, 10)).toBe(text));
});
