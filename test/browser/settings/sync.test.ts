import { describe, expect, test } from 'vitest';
import { setSite } from '../../../src/settings/change-sites.ts';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { unpackRules } from '../../../src/settings/pack.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import { LATEST } from '../../../src/settings/stored.ts';
import { syncRules } from '../../../src/settings/sync.ts';
import { type MemoryStorage, memoryStorage } from '../../harness/memory-storage.ts';

const loadSuffixTest = async () => isPublicSuffix;

const device = (rules: Record<string, object>, isOn = true): MemoryStorage => {
  const items = Object.entries(rules).map(([site, rule]) => [`site:${site}`, rule]);
  return memoryStorage({ 'option:sync': isOn, ...Object.fromEntries(items) });
};
const rulesOf = async (storage: MemoryStorage) =>
  Object.fromEntries((await readSettings(storage)).rules);
const travels = (storage: MemoryStorage) =>
  Object.fromEntries(unpackRules(storage.items.sync, isPublicSuffix));

/** All devices share what the browser syncs, and each syncs in turn until nothing changes. */
async function exchange(...devices: readonly MemoryStorage[]): Promise<number> {
  let shared: Record<string, unknown> = {};
  for (let round = 1; round <= 10; round++) {
    const before = JSON.stringify(shared);
    for (const one of devices) {
      one.items.sync = structuredClone(shared);
      await syncRules(one, loadSuffixTest);
      shared = structuredClone(one.items.sync);
    }
    if (JSON.stringify(shared) === before) return round;
  }
  throw new Error('The devices never agree');
}

describe('devices that sync', () => {
  test('come to the same rules, the later ones', async () => {
    const now = Date.now();
    const ours = device({ 'a.example': { on: true, at: 5 }, 'b.example': { on: false, at: 7 } });
    const theirs = device({
      'a.example': { on: false, at: 6 },
      'c.example': { on: null, at: now },
    });
    await exchange(ours, theirs);
    const expected = {
      'a.example': { on: false, at: 6 },
      'b.example': { on: false, at: 7 },
      'c.example': { on: null, at: now },
    };
    expect(await rulesOf(ours)).toEqual(expected);
    expect(await rulesOf(theirs)).toEqual(expected);
  });

  test('do so with one whose clock is wrong by a century or more, and its rules can be changed', async () => {
    for (const at of [Date.UTC(2126, 0), LATEST - 5, LATEST + 5, 1e300]) {
      const wrong = device({ 'a.example': { on: false, at } });
      const right = device({ 'b.example': { on: true, at: 7 } });
      expect(await exchange(wrong, right)).toBeLessThan(5);
      await setSite(right, 'a.example', true);
      expect(await exchange(wrong, right)).toBeLessThan(5);
      expect((await rulesOf(wrong))['a.example']?.on).toBe(true);
      expect((await rulesOf(right))['a.example']?.on).toBe(true);
    }
  });

  test('take nothing that is no rule from another version, and leave nothing of it', async () => {
    const storage = device({});
    storage.items.sync = {
      'rules:1': { 'a..b': '11', '*.c': '11', 'd.example': 'on', 'e.example': { toString: 1 } },
      'rules:2': 7,
      'rules:3': { 'f.example': '15' },
    };
    await syncRules(storage, loadSuffixTest);
    expect(await rulesOf(storage)).toEqual({ 'f.example': { on: true, at: 5 } });
    expect(travels(storage)).toEqual({ 'f.example': { on: true, at: 5 } });
    expect(JSON.stringify(storage.items.sync)).not.toContain('a..b');
  });

  test('forget what was removed long ago', async () => {
    const storage = device({ 'a.example': { on: null, at: 1 }, 'b.example': { on: true, at: 1 } });
    storage.items.sync = { 'rules:9': { 'a.example': '-0' } };
    await syncRules(storage, loadSuffixTest);
    expect(travels(storage)).toEqual({ 'b.example': { on: true, at: 1 } });
  });

  test('write nothing when nothing is new', async () => {
    const storage = device({ 'a.example': { on: true, at: 5 } });
    await syncRules(storage, loadSuffixTest);
    const calls: string[] = [];
    storage.before = (area, call) => calls.push(`${area} ${call}`);
    await syncRules(storage, loadSuffixTest);
    expect(calls.filter((call) => !call.endsWith('get'))).toEqual([]);
  });

  test('tell each page of a rule of a public suffix that it holds for that host alone', async () => {
    const storage = device({});
    storage.items.sync = { 'rules:3': { 'github.io': '05' } };
    await syncRules(storage, loadSuffixTest);
    expect(storage.items.local['site:github.io']).toEqual({ on: false, at: 5, alone: true });
  });
});

test('nothing travels unless it is wanted', async () => {
  const storage = device({ 'a.example': { on: true, at: 5 } }, false);
  const { get } = storage.local;
  const asked: unknown[] = [];
  storage.local.get = (keys) => {
    asked.push(keys);
    return get(keys);
  };
  storage.items.sync = { 'rules:3': { 'b.example': '05' } };
  await syncRules(storage, loadSuffixTest);
  expect(storage.items.sync).toEqual({ 'rules:3': { 'b.example': '05' } });
  // Nor is any rule read, of which there may be 50,000.
  expect(asked).toEqual([['option:sync']]);
  expect(await rulesOf(storage)).toEqual({ 'a.example': { on: true, at: 5 } });
});

test('why a sync refuses is stored once, in short, and taken back', async () => {
  const storage = device({ 'a.example': { on: true, at: 5 } });
  const writes: unknown[] = [];
  const refuse = (reason: unknown) => {
    storage.before = (area, call) => {
      if (area === 'sync') throw reason;
      if (call !== 'get') writes.push(call);
    };
  };
  refuse(new Error('x'.repeat(10_000)));
  await syncRules(storage, loadSuffixTest);
  await syncRules(storage, loadSuffixTest);
  expect(writes).toEqual(['set']);
  expect(String(storage.items.local.syncFailure).length).toBeLessThanOrEqual(200);
  refuse('no account');
  await syncRules(storage, loadSuffixTest);
  expect(storage.items.local.syncFailure).toBe('no account');
  storage.before = () => undefined;
  await syncRules(storage, loadSuffixTest);
  expect('syncFailure' in storage.items.local).toBe(false);
});
