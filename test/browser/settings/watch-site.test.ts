import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setOption, setPause } from '../../../src/settings/change-options.ts';
import { setSite } from '../../../src/settings/change-sites.ts';
import type { SiteState } from '../../../src/settings/sites.ts';
import type { Storage } from '../../../src/settings/storage.ts';
import { type MarkOptions, watchSite } from '../../../src/settings/watch-site.ts';
import { memoryStorage } from '../../harness/memory-storage.ts';

const watch = (storage: Storage, site = 'a.b.example', isPrivate = false) => {
  const told: (SiteState & { options: MarkOptions })[] = [];
  const tell = (state: SiteState, options: MarkOptions) => told.push({ ...state, options });
  const { readAnew, end } = watchSite(storage, site, tell, isPrivate);
  return { told, readAnew, end, last: () => told.at(-1) };
};

function deferred() {
  let resolve: (items: Record<string, unknown>) => void = () => undefined;
  const promise = new Promise<Record<string, unknown>>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('watchSite', () => {
  test('tells what holds, and each change of it, at once', async () => {
    const storage = memoryStorage();
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
    const storage = memoryStorage();
    const { promise, resolve } = deferred();
    storage.local.get = async (keys) => (keys?.includes('pause') ? promise : {});
    const { told, last } = watch(storage);
    await setSite(storage, 'b.example', false);
    resolve({});
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(last()).toMatchObject({ active: false, decidedBy: 'b.example' });
  });

  test('a pause ends by itself', async () => {
    const storage = memoryStorage({ pause: { until: 5_000 } });
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
    const storage = memoryStorage({ 'site:a.b.example': garbage, pause: garbage });
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()).toMatchObject({ active: true, on: true }));
  });

  test('storage that fails leaves the defaults', async () => {
    const storage = memoryStorage();
    storage.before = () => Promise.reject(new Error('disk'));
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(true));
  });

  test('storage that never answers leaves the defaults, and what it says later holds', async () => {
    const storage = memoryStorage();
    const { promise, resolve } = deferred();
    storage.local.get = () => promise;
    const { told, last } = watch(storage);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()).toMatchObject({ active: true, options: { hasOwnLook: false, unmarked: [] } });
    resolve({ 'site:b.example': { on: false, at: 1 } });
    await vi.waitFor(() => expect(last()?.active).toBe(false));
  });

  test.each([undefined, null, 'text', 3, []])('storage that answers with %j', async (garbage) => {
    const storage = memoryStorage();
    storage.local.get = async () => garbage as never;
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(true));
  });

  test('options, one by one, and the default for new sites', async () => {
    const storage = memoryStorage({ 'option:markStyle': 'tint', 'option:names': ['xai'] });
    const { last } = watch(storage);
    await vi.waitFor(() =>
      expect(last()?.options).toEqual({ hasOwnLook: true, unmarked: ['xai'] }),
    );
    await setOption(storage, 'newSites', 'off');
    expect(last()).toMatchObject({ active: false, on: false, decidedBy: undefined });
    await setSite(storage, 'a.b.example', true);
    expect(last()?.active).toBe(true);
  });

  test('private rules bear on private windows alone, and come first', async () => {
    const storage = memoryStorage();
    const open = watch(storage);
    const closed = watch(storage, 'a.b.example', true);
    await vi.waitFor(() => expect(closed.last()?.active).toBe(true));
    await setSite(storage, 'a.b.example', false, 7);
    expect(closed.last()?.active).toBe(false);
    expect(open.last()?.active).toBe(true);
    expect(storage.items.local).toEqual({});
  });

  // Firefox tells a page in its back/forward cache of no change.
  test('what changed without a word holds once all is read anew', async () => {
    const storage = memoryStorage({
      'site:b.example': { on: false, at: 1 },
      'option:names': 'xai',
    });
    const { readAnew, last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(false));
    (storage.listeners as Set<unknown>).clear();
    await setSite(storage, 'b.example', true);
    await setOption(storage, 'names', ['xai']);
    await setPause(storage, { until: 5_000 });
    readAnew();
    await vi.waitFor(() => expect(last()).toMatchObject({ on: true, active: false }));
    expect(last()?.options.unmarked).toEqual(['xai']);
    vi.advanceTimersByTime(4_000);
    expect(last()?.active).toBe(true);
  });

  test('what was known holds where it cannot be read anew, until it can', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const storage = memoryStorage({ 'site:b.example': { on: false, at: 1 } });
    const { readAnew, last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(false));
    (storage.listeners as Set<unknown>).clear();
    await setSite(storage, 'b.example', true);
    storage.before = () => Promise.reject(new Error('disk'));
    readAnew();
    await vi.advanceTimersByTimeAsync(100);
    expect(last()?.active).toBe(false);
    storage.before = async () => undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()?.active).toBe(true);
  });

  test('a first reading that fails is tried again', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const storage = memoryStorage({ 'site:b.example': { on: false, at: 1 } });
    storage.before = () => Promise.reject(new Error('disk'));
    const { last } = watch(storage);
    await vi.waitFor(() => expect(last()?.active).toBe(true));
    storage.before = async () => undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()?.active).toBe(false);
  });

  test('ends', async () => {
    const storage = memoryStorage();
    const { told, end } = watch(storage);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    end();
    expect(storage.listeners.size).toBe(0);
    vi.advanceTimersByTime(100_000);
    expect(told).toHaveLength(1);
  });
});
