import { afterEach, expect, test, vi } from 'vitest';
import { lookForWalk, SIBLINGS } from '../../../src/background/look-for-walk.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Counts {
  reads: number;
}

/** A window that counts how often its frames are looked at. */
function windowIn(parent: object | undefined, counts: Counts, frames: object[]): object {
  const made: Record<string, unknown> = {
    get length() {
      return frames.length;
    },
  };
  const window: object = new Proxy(made, {
    get(target, key) {
      if (key === 'parent') return parent ?? window;
      if (typeof key === 'string' && /^\d+$/.test(key)) {
        counts.reads++;
        return frames[Number(key)];
      }
      return Reflect.get(target, key);
    },
  });
  return window;
}

/** `lookForWalk` in each of the frames of a page with so many side by side. */
function lookInAll(count: number): { paths: unknown[]; reads: number } {
  const counts: Counts = { reads: 0 };
  const frames: object[] = [];
  const top = windowIn(undefined, counts, frames);
  for (let index = 0; index < count; index++) frames.push(windowIn(top, counts, []));
  vi.stubGlobal('__backstory__', { page: { count: 1 } });
  const paths = frames.map((window) => {
    vi.stubGlobal('window', window);
    return (lookForWalk(null, SIBLINGS) as { path: unknown }).path;
  });
  return { paths, reads: counts.reads };
}

test('tells the place of each frame among its siblings, as far as it looks', () => {
  expect(lookInAll(3).paths).toEqual([[0], [1], [2]]);
  const { paths } = lookInAll(SIBLINGS + 2);
  expect(paths.slice(-3)).toEqual([[SIBLINGS - 1], [SIBLINGS], [SIBLINGS]]);
});

test('twice the frames cost at most twice the looks, each at most so many', () => {
  for (const count of [100, 393, 1_000]) {
    const { reads } = lookInAll(count);
    expect(reads).toBeLessThanOrEqual(count * SIBLINGS);
    expect(lookInAll(2 * count).reads).toBeLessThanOrEqual(2 * reads + SIBLINGS * SIBLINGS);
  }
});

test('frames in frames are told from the outermost on, and no deeper than it looks', () => {
  const counts: Counts = { reads: 0 };
  let innermost = windowIn(undefined, counts, []);
  for (let depth = 0; depth < 200; depth++) innermost = windowIn(innermost, counts, []);
  vi.stubGlobal('__backstory__', { page: { count: 1 } });
  vi.stubGlobal('window', innermost);
  const { path } = lookForWalk(null, SIBLINGS) as { path: unknown[] };
  expect(path.length).toBe(SIBLINGS);
});

test('tells nothing of a frame without mentions, or without our script', () => {
  vi.stubGlobal('window', {});
  expect(lookForWalk(null, SIBLINGS)).toBeNull();
  vi.stubGlobal('__backstory__', { page: { count: 0 } });
  expect(lookForWalk(null, SIBLINGS)).toBeNull();
});

test('asks a card that is there already', () => {
  const survey = vi.fn(() => ({ any: true }));
  const window = { length: 0 } as { parent?: object };
  window.parent = window;
  vi.stubGlobal('window', window);
  vi.stubGlobal('__backstory__', { page: { count: 1 }, card: { survey } });
  expect(lookForWalk('xai', SIBLINGS)).toEqual({ path: [], survey: { any: true } });
  expect(survey).toHaveBeenCalledWith('xai');
});
