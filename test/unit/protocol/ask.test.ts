import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askUntilAnswered } from '../../../src/protocol/ask.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Fails so many times, then answers. */
const failing = (times: number) => {
  let count = 0;
  return vi.fn(async () => {
    if (count++ < times) throw new Error('Receiving end does not exist');
    return 'answer';
  });
};

test('a question that fails for a while is answered; one that always fails is given up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(12), fc.integer({ min: 1, max: 8 }), async (failures, tries) => {
      const send = failing(failures);
      const outcome = askUntilAnswered(send, () => true, tries).catch(() => 'given up');
      await vi.runAllTimersAsync();
      expect(await outcome).toBe(failures < tries ? 'answer' : 'given up');
      expect(send).toHaveBeenCalledTimes(Math.min(failures + 1, tries));
    }),
  );
});

test('the pauses grow, and no one is longer than half a minute', async () => {
  const times: number[] = [];
  const begun = Date.now();
  const send = vi.fn(async () => {
    times.push(Date.now() - begun);
    if (times.length < 9) throw new Error('stopped');
  });
  const answered = askUntilAnswered(send, () => true, Number.POSITIVE_INFINITY);
  await vi.runAllTimersAsync();
  await answered;
  const pauses = times.slice(1).map((time, index) => time - (times[index] as number));
  expect(pauses).toEqual([50, 200, 800, 3_200, 12_800, 30_000, 30_000, 30_000]);
});

test('once nobody wants the answer, nothing is asked again', async () => {
  let isAlive = true;
  const send = failing(9);
  const outcome = askUntilAnswered(send, () => isAlive).catch(({ message }: Error) => message);
  await vi.advanceTimersByTimeAsync(60);
  expect(send).toHaveBeenCalledTimes(2);
  isAlive = false;
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('Receiving end does not exist');
  expect(send).toHaveBeenCalledTimes(3);
});

test('a question that is never answered is asked again', async () => {
  let count = 0;
  const send = () =>
    count++ < 2 ? new Promise<string>(() => undefined) : Promise.resolve('answer');
  const answered = askUntilAnswered(send, () => true);
  await vi.runAllTimersAsync();
  expect(await answered).toBe('answer');
});
