import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTallier } from '../../../src/frame/tallier.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells what changed at once, then once a second, and nothing that did not', () => {
  const tell = vi.fn();
  const tallier = createTallier('0', tell);
  tallier.is('0');
  expect(tell).toHaveBeenCalledTimes(0);
  tallier.is('1');
  expect(tell).toHaveBeenCalledTimes(1);
  for (const now of ['2', '3', '4']) tallier.is(now);
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(tell).toHaveBeenCalledTimes(2);
  tallier.is('4');
  vi.advanceTimersByTime(10_000);
  tallier.is('4');
  expect(tell).toHaveBeenCalledTimes(2);
});

// The button shows the sum of all frames, asked when any of them tells.
test('tells what came back to what was told: the button may have been drawn in between', () => {
  const tell = vi.fn();
  const tallier = createTallier('0', tell);
  tallier.is('1');
  tallier.is('0');
  tallier.is('1');
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(tell).toHaveBeenCalledTimes(2);
});

test('tells anew after the button was reset, and nothing once stopped', () => {
  const tell = vi.fn();
  const tallier = createTallier('0', tell);
  tallier.is('1');
  vi.advanceTimersByTime(1_000);
  tallier.reset('0');
  tallier.is('0');
  expect(tell).toHaveBeenCalledTimes(1);
  tallier.is('1');
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  tallier.reset();
  tallier.is('1');
  expect(tell).toHaveBeenCalledTimes(3);
  tallier.is('2');
  tallier.stop();
  vi.advanceTimersByTime(10_000);
  expect(tell).toHaveBeenCalledTimes(3);
});
