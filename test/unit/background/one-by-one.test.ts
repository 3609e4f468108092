import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oneByOne } from '../../../src/background/one-by-one.ts';

const PAUSE = 250;

/** Work that ends when it is told to. */
function work() {
  const begun: { id: number; end(): void; fail(): void }[] = [];
  const run = (id: number) =>
    new Promise<void>((resolve, reject) => {
      begun.push({ id, end: resolve, fail: () => reject(new Error('gone')) });
    });
  return { begun, run };
}

/** Lets all that is settled go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is asked for meanwhile is done once more, after a pause, for all who asked', async () => {
  const { begun, run } = work();
  const ask = oneByOne(run, PAUSE);
  const done: string[] = [];
  void ask(1).then(() => done.push('first'));
  for (let count = 0; count < 300; count++) void ask(1).then(() => done.push('later'));
  expect(begun.length).toBe(1);
  begun[0]?.end();
  await settle();
  expect(done).toEqual(['first']);
  expect(begun.length).toBe(1);
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(begun.length).toBe(2);
  // Who asks now wants what is so now: the one that is under way began before.
  void ask(1).then(() => done.push('last'));
  begun[1]?.end();
  await settle();
  expect(done.length).toBe(301);
  await vi.advanceTimersByTimeAsync(PAUSE);
  begun[2]?.end();
  await settle();
  expect(done.at(-1)).toBe('last');
  await vi.advanceTimersByTimeAsync(10 * PAUSE);
  expect(begun.length).toBe(3);
});

test('nobody waits for another thing, and at rest everybody is served at once', async () => {
  const { begun, run } = work();
  const ask = oneByOne(run, PAUSE);
  void ask(1);
  void ask(2);
  expect(begun.map(({ id }) => id)).toEqual([1, 2]);
  for (const { end } of begun) end();
  await settle();
  void ask(1);
  expect(begun.length).toBe(3);
});

test('work that fails is over, for those who asked and for those who wait', async () => {
  const { begun, run } = work();
  const ask = oneByOne(run, PAUSE);
  const first = ask(1);
  const second = ask(1);
  begun[0]?.fail();
  await first;
  await vi.advanceTimersByTimeAsync(PAUSE);
  begun[1]?.fail();
  await second;
  void ask(1);
  expect(begun.length).toBe(3);
});
