import { expect, test, vi } from 'vitest';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { inTime } from '../../../src/settings/in-time.ts';
import { locked } from '../../../src/settings/lock.ts';
import { endPauseAtStart, repairSettings } from '../../../src/settings/repair.ts';
import { read } from '../../../src/settings/storage.ts';
import { memoryStorage } from '../../harness/memory-storage.ts';

test('a repair writes first and removes then: whatever happens in between, nothing is lost', async () => {
  const storage = memoryStorage({ 'option:badge': 'yes', pause: 3 });
  const calls: string[] = [];
  storage.before = (area, call) => {
    calls.push(`${area} ${call}`);
    if (call === 'remove') throw new Error('the browser ends');
  };
  await expect(repairSettings(storage, isPublicSuffix)).rejects.toThrow('the browser ends');
  expect(calls).toEqual(['local get', 'local set', 'local remove']);
  const kept = Object.entries(storage.items.local).filter(([key]) => key.startsWith('aside:'));
  expect(kept.map(([, value]) => value)).toEqual(['yes', 3]);
  storage.before = () => undefined;
  await repairSettings(storage, isPublicSuffix);
  expect(storage.items.local).not.toHaveProperty('pause');
});

test('a repair of what is right writes nothing', async () => {
  const storage = memoryStorage({ version: 1, 'site:a.example': { on: true, at: 5 } });
  const calls: string[] = [];
  storage.before = (_, call) => calls.push(call);
  await repairSettings(storage, isPublicSuffix);
  await endPauseAtStart(storage);
  expect(calls).toEqual(['get', 'get']);
});

test('a storage that answers with no object holds nothing', async () => {
  for (const answer of [null, undefined, 'x', 7]) {
    expect(await read({ get: async () => answer as never }, null)).toEqual({});
  }
  expect(await read({ get: async () => ({ a: 1 }) }, ['a'])).toEqual({ a: 1 });
});

test('an answer in time is passed on, a late one is told, and no clock goes on', async () => {
  vi.useFakeTimers();
  expect(await inTime(Promise.resolve(7))).toBe(7);
  await expect(inTime(Promise.reject(new Error('disk')))).rejects.toThrow('disk');
  expect(vi.getTimerCount()).toBe(0);
  const late = expect(inTime(new Promise(() => undefined))).rejects.toThrow('does not answer');
  await vi.advanceTimersByTimeAsync(4_999);
  await vi.advanceTimersByTimeAsync(1);
  await late;
  vi.useRealTimers();
});

test('of two changes the second begins when the first has ended, well or not', async () => {
  const order: string[] = [];
  const slow = locked(async () => {
    order.push('first begins');
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push('first ends');
    throw new Error('refused');
  });
  const other = locked(async () => order.push('second'));
  await expect(slow).rejects.toThrow('refused');
  await other;
  expect(order).toEqual(['first begins', 'first ends', 'second']);
  expect((await navigator.locks.query?.())?.held ?? []).toEqual([]);
});
