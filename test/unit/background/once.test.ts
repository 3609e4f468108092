import { expect, test, vi } from 'vitest';
import { once } from '../../../src/background/once.ts';

test('makes nothing before it is asked for', () => {
  const make = vi.fn(async () => 1);
  once(make);
  expect(make).not.toHaveBeenCalled();
});

test('gives all who ask the same, those too who ask while it is being made', async () => {
  let finish: (made: object) => void = () => undefined;
  const make = vi.fn(() => new Promise<object>((resolve) => (finish = resolve)));
  const get = once(make);
  const early = [get(), get()];
  const made = {};
  finish(made);
  const all = await Promise.all([...early, get()]);
  expect(all.every((each) => each === made)).toBe(true);
  expect(make).toHaveBeenCalledTimes(1);
});

test('tells a failure to all who wait for it, and is tried again by the next one', async () => {
  const make = vi
    .fn<() => Promise<number>>()
    .mockRejectedValueOnce(new Error('the package is gone'))
    .mockResolvedValue(2);
  const get = once(make);
  const waiting = await Promise.allSettled([get(), get()]);
  expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(make).toHaveBeenCalledTimes(1);
  expect(await Promise.all([get(), get()])).toEqual([2, 2]);
  expect(make).toHaveBeenCalledTimes(2);
});
