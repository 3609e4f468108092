import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SiteState } from '../../../src/settings/sites.ts';
import { type Storage, setPause, setSite, watchSite } from '../../../src/settings/store.ts';

/** A storage area in memory that tells of changes as the browser's does. */
function memory(items: Record<string, unknown> = {}) {
  type Listener = Parameters<Storage['onChanged']['addListener']>[0];
  const listeners = new Set<Listener>();
  const tell = (changes: Parameters<Listener>[0]) => {
    for (const listener of listeners) listener(changes, 'local');
  };
  const storage: Storage = {
    local: {
      get: async (keys) => Object.fromEntries(keys.map((key) => [key, items[key]])),
      set: async (change) => {
        Object.assign(items, change);
        tell(Object.fromEntries(Object.entries(change).map(([k, v]) => [k, { newValue: v }])));
      },
      remove: async (keys) => {
        for (const key of keys) delete items[key];
        tell(Object.fromEntries(keys.map((key) => [key, {}])));
      },
    },
    onChanged: {
      addListener: (listener) => listeners.add(listener),
      removeListener: (listener) => listeners.delete(listener),
    },
  };
  return { storage, items, listeners };
}

const watch = (storage: Storage, site = 'a.b.example') => {
  const told: SiteState[] = [];
  const end = watchSite(storage, site, (state) => told.push(state));
  return { told, end, last: () => told.at(-1) };
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('watchSite', () => {
  test('tells what holds, and each change of it, at once', async () => {
    const { storage } = memory();
    const { told, last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(true));
    await setSite(storage, 'b.example', false);
    expect(last()).toMatchObject({ active: false, decidedBy: 'b.example' });
    await setSite(storage, 'a.b.example', true);
    expect(last()).toMatchObject({ active: true, decidedBy: 'a.b.example' });
    const count = told.length;
    await setSite(storage, 'other.example', false);
    expect(told).toHaveLength(count);
  });

  test('a change that overtakes the first reading holds', async () => {
    const { storage } = memory();
    let answer: (items: Record<string, unknown>) => void = () => undefined;
    storage.local.get = () => new Promise((resolve) => (answer = resolve));
    const { told, last } = watch(storage);
    await setSite(storage, 'b.example', false);
    answer({});
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(last()).toMatchObject({ active: false, decidedBy: 'b.example' });
  });

  test('a pause ends by itself', async () => {
    const { storage } = memory({ pause: { until: 5_000 } });
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(false));
    vi.advanceTimersByTime(4_000);
    expect(last()?.active).toBe(true);
    await setPause(storage, { until: null });
    expect(last()?.active).toBe(false);
    await setPause(storage, undefined);
    expect(last()?.active).toBe(true);
  });

  test.each([
    ['text', 'off'],
    ['a rule without on', { at: 3 }],
    ['null', null],
    ['a list', [false]],
  ])('what is no rule is none: %s', async (_, garbage) => {
    const { storage } = memory({ 'site:a.b.example': garbage, pause: garbage });
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()).toMatchObject({ active: true, on: true }));
  });

  test('storage that fails leaves the defaults', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const { storage } = memory();
    storage.local.get = () => Promise.reject(new Error('disk'));
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(true));
    expect(warned).toHaveBeenCalledOnce();
  });

  test('ends', async () => {
    const { storage, listeners } = memory();
    const { told, end } = watch(storage);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    end();
    expect(listeners.size).toBe(0);
  });
});
