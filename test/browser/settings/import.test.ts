import { afterEach, describe, expect, test, vi } from 'vitest';
import { setOption } from '../../../src/settings/change-options.ts';
import { changeSites, setSite } from '../../../src/settings/change-sites.ts';
import { DEFAULTS } from '../../../src/settings/options.ts';
import { readSettings } from '../../../src/settings/read-settings.ts';
import type { Site } from '../../../src/settings/sites.ts';
import { resetSettings, restore, snapshotOf, takeOver } from '../../../src/settings/snapshot.ts';
import { watchSettings } from '../../../src/settings/watch-settings.ts';
import { type MemoryStorage, memoryStorage } from '../../harness/memory-storage.ts';

afterEach(() => {
  vi.useRealTimers();
});

const sitesOf = (count: number, on = false): ReadonlyMap<Site, boolean> =>
  new Map(Array.from({ length: count }, (_, at) => [`${at}.example`, on]));
const file = (count: number) => ({ options: { ...DEFAULTS, badge: false }, sites: sitesOf(count) });

/** How many items the storage was asked for or given, and in how many calls. */
function counted(storage: MemoryStorage) {
  const counts = { calls: 0, largest: 0, items: 0 };
  const { local } = storage;
  const count = (size: number) => {
    counts.calls += 1;
    counts.items += size;
    counts.largest = Math.max(counts.largest, size);
  };
  const { get, set, remove } = local;
  local.get = async (keys) => {
    const items = await get(keys);
    count(keys?.length ?? Object.keys(items).length);
    return items;
  };
  local.set = async (items) => {
    count(Object.keys(items).length);
    await set(items);
  };
  local.remove = async (keys) => {
    count(keys.length);
    await remove(keys);
  };
  return counts;
}

describe('thousands of rules of a file', () => {
  test('come in slices, and what others write in between is neither held up nor lost', async () => {
    const storage = memoryStorage();
    const steps: number[] = [];
    let pressed: Promise<unknown> | undefined;
    let pressedAfter = 0;
    await takeOver(storage, file(5_000), (done, all) => {
      steps.push(done);
      expect(all).toBe(5_000);
      // Another page, which waits for the same lock: the switch of a site that the file names, too.
      if (steps.length === 3) {
        pressed = Promise.all([
          setSite(storage, '4999.example', true),
          setOption(storage, 'openBy', 'press'),
        ]).then(() => {
          pressedAfter = steps.length;
        });
      }
    });
    await pressed;
    expect(steps).toHaveLength(10);
    expect(steps.at(-1)).toBe(5_000);
    expect(pressedAfter).toBeLessThan(6);
    const { rules, options } = await readSettings(storage);
    expect(rules.size).toBe(5_000);
    expect(rules.get('7.example')?.on).toBe(false);
    expect(options.badge).toBe(false);
  });

  test('are written in time that grows with their number alone, and so are undone', async () => {
    const counts = [];
    for (const size of [1_000, 2_000]) {
      const storage = memoryStorage();
      const count = counted(storage);
      const before = await takeOver(storage, file(size));
      await restore(storage, before);
      await resetSettings(storage);
      counts.push(count);
      expect(snapshotOf(await readSettings(storage)).sites.size).toBe(0);
    }
    const [small, large] = counts;
    expect(large?.items).toBeLessThanOrEqual(2 * (small?.items ?? 0) + 100);
  });

  test('are told when they are there, not slice by slice', async () => {
    const storage = memoryStorage();
    const told: number[] = [];
    const end = watchSettings(storage, ({ rules }) => told.push(rules.size));
    await vi.waitFor(() => expect(told).toEqual([0]));
    vi.useFakeTimers();
    await takeOver(storage, file(2_000));
    // With the options, which are written last.
    expect(told).toEqual([0, 2_000]);
    await changeSites(storage, sitesOf(1_000, true));
    expect(told).toEqual([0, 2_000]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([0, 2_000, 2_000]);
    await setSite(storage, 'one.more.example', false);
    expect(told.slice(3)).toEqual([2_001]);
    end();
  });

  test('that are told late are not told to one who has ended', async () => {
    const storage = memoryStorage();
    const told: number[] = [];
    const end = watchSettings(storage, ({ rules }) => told.push(rules.size));
    await vi.waitFor(() => expect(told).toEqual([0]));
    const items = [...sitesOf(60)].map(([site, on]) => [`site:${site}`, { on, at: 1 }]);
    vi.useFakeTimers();
    await storage.local.set(Object.fromEntries(items));
    expect(told).toEqual([0]);
    end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([0]);
  });
});

describe('more than there is room for', () => {
  test('is refused before anything is written', async () => {
    const storage = memoryStorage({ 'site:one.more.example': { on: false, at: 1 } });
    const before = structuredClone(storage.items.local);
    const writes = vi.fn();
    storage.before = (_, call) => call !== 'get' && writes();
    await expect(takeOver(storage, file(50_000))).rejects.toMatchObject({
      fault: { is: 'large' },
    });
    expect(writes).not.toHaveBeenCalled();
    expect(storage.items.local).toEqual(before);
  });

  test('is not what was removed: that is forgotten, but for the newest', async () => {
    const removed = [...sitesOf(3_000)].map(([site], at) => [`site:${site}`, { on: null, at }]);
    const storage = memoryStorage(Object.fromEntries(removed));
    await takeOver(storage, { options: DEFAULTS, sites: new Map([['2999.example', true]]) });
    const { rules } = await readSettings(storage);
    expect(rules.get('2999.example')?.on).toBe(true);
    expect(rules.size).toBeLessThanOrEqual(1_000);
  });

  test('a rule that is chosen anew while the removed ones are forgotten stays', async () => {
    const removed = [...sitesOf(1_200)].map(([site], at) => [`site:${site}`, { on: null, at }]);
    const storage = memoryStorage(Object.fromEntries(removed));
    let isPressed = false;
    storage.before = (_, call) => {
      if (call !== 'get' || isPressed) return;
      isPressed = true;
      return setSite(storage, '0.example', true);
    };
    await takeOver(storage, { options: DEFAULTS, sites: new Map() });
    const { rules } = await readSettings(storage);
    expect(isPressed).toBe(true);
    expect(rules.get('0.example')?.on).toBe(true);
  });
});

test('a storage that is full in the middle of a file keeps what there was, and no half of it', async () => {
  const storage = memoryStorage({
    'site:0.example': { on: true, at: 1 },
    'site:b.example': { on: false, at: 1 },
  });
  const before = snapshotOf(await readSettings(storage));
  let writes = 0;
  storage.before = (_, call) => {
    writes += call === 'set' ? 1 : 0;
    if (call === 'set' && writes === 4) throw new Error('quota exceeded');
  };
  await expect(takeOver(storage, file(5_000))).rejects.toThrow('quota exceeded');
  expect(snapshotOf(await readSettings(storage))).toEqual(before);
});

test('a change of many sites gives each a time later than what it changes', async () => {
  const ahead = Date.now() + 1_000_000;
  const storage = memoryStorage({ 'site:1400.example': { on: true, at: ahead } });
  const done: number[] = [];
  await changeSites(storage, sitesOf(1_500), undefined, (count) => done.push(count));
  expect(done).toEqual([500, 1_000, 1_500]);
  const { rules } = await readSettings(storage);
  expect(rules.get('1400.example')).toEqual({ on: false, at: ahead + 1 });
  expect(rules.get('3.example')?.at).toBeLessThan(ahead);
  await changeSites(storage, new Map());
  expect((await readSettings(storage)).rules.size).toBe(1_500);
});
