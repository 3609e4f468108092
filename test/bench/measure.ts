/**
 * Adds up what a contender does in a page: its start, and every callback that it has the browser
 * call. Installed before the contender; the bench itself uses `native`, which is not counted.
 */

/** `mentions`: our program for pages with mentions comes; `answer`: the background has answered. */
type Kind =
  | 'start'
  | 'added'
  | 'timer'
  | 'beat'
  | 'frame'
  | 'idle'
  | 'observer'
  | 'mentions'
  | 'answer';

/** One stretch of a contender's script. Milliseconds. */
interface Entry {
  readonly kind: Kind;
  readonly duration: number;
}

interface FirstMark {
  readonly range: AbstractRange;
  /** Milliseconds of script until it was registered. */
  readonly script: number;
  /** Frames that had begun since the start. */
  readonly frames: number;
}

export const native = {
  requestAnimationFrame: window.requestAnimationFrame.bind(window),
  setTimeout: window.setTimeout.bind(window),
  clearTimeout: window.clearTimeout.bind(window),
  requestIdleCallback: window.requestIdleCallback.bind(window),
  cancelIdleCallback: window.cancelIdleCallback.bind(window),
};

/** Timers of this length or more are a heartbeat, not work under way. Milliseconds. */
const BEAT = 1_000;

let entries: Entry[] = [];
let marks: FirstMark[] = [];
let script = 0;
let frames = 0;
let begin: number | undefined;
const pending = new Set<string>();
let awaits = 0;

/** Runs and counts a piece of a contender's script. */
export function measured<T>(kind: Kind, run: () => T): T {
  if (begin !== undefined) return run();
  begin = performance.now();
  try {
    return run();
  } finally {
    const duration = performance.now() - begin;
    begin = undefined;
    script += duration;
    entries.push({ kind, duration });
  }
}

/** Hops within one task that an answer takes through `await`s to where it is used. */
const HOPS = 20;

/** Runs `run` and what follows from it in the same task, counted. */
export async function withMicrotasks(kind: Kind, run: () => void): Promise<void> {
  begin = performance.now();
  run();
  for (let hop = 0; hop < HOPS; hop++) await undefined;
  const duration = performance.now() - begin;
  begin = undefined;
  script += duration;
  entries.push({ kind, duration });
}

/** The same as a task of its own. */
export function later(kind: Kind, run: () => void): void {
  const token = `later ${kind}`;
  pending.add(token);
  native.setTimeout(async () => {
    await withMicrotasks(kind, run);
    pending.delete(token);
  });
}

/** The contender waits for this: it is not quiet yet. */
export async function awaited<T>(promise: Promise<T>): Promise<T> {
  const token = `awaited ${awaits++}`;
  pending.add(token);
  try {
    return await promise;
  } finally {
    // What follows from it is under way by then.
    native.setTimeout(() => pending.delete(token));
  }
}

/** Counts whatever is called back from now on. */
export function install(): void {
  window.requestAnimationFrame = (callback) => {
    const id = native.requestAnimationFrame((time) => {
      pending.delete(`frame ${id}`);
      measured('frame', () => callback(time));
    });
    pending.add(`frame ${id}`);
    return id;
  };
  const setTimer = (callback: () => void, delay = 0) => {
    const id = native.setTimeout(() => {
      pending.delete(`timer ${id}`);
      measured(delay < BEAT ? 'timer' : 'beat', callback);
    }, delay);
    if (delay < BEAT) pending.add(`timer ${id}`);
    return id;
  };
  const clearTimer = (id?: number) => {
    pending.delete(`timer ${id}`);
    native.clearTimeout(id);
  };
  window.requestIdleCallback = (callback) => {
    const id = native.requestIdleCallback((deadline) => {
      pending.delete(`idle ${id}`);
      measured('idle', () => callback(deadline));
    });
    pending.add(`idle ${id}`);
    return id;
  };
  Object.assign(window, {
    setTimeout: setTimer,
    clearTimeout: clearTimer,
    cancelIdleCallback(id: number) {
      pending.delete(`idle ${id}`);
      native.cancelIdleCallback(id);
    },
    MutationObserver: class extends MutationObserver {
      constructor(callback: MutationCallback) {
        super((records, own) => measured('observer', () => callback(records, own)));
      }
    },
    IntersectionObserver: class extends IntersectionObserver {
      constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        super((records, own) => measured('observer', () => callback(records, own)), options);
      }
    },
  });
  const { add } = Highlight.prototype;
  Highlight.prototype.add = function (range) {
    marks.push({ range, script: script + performance.now() - (begin ?? 0), frames });
    return add.call(this, range);
  };
  const count = () => {
    frames++;
    native.requestAnimationFrame(count);
  };
  native.requestAnimationFrame(count);
}

/** Forgets what was counted so far. */
export function reset(): void {
  entries = [];
  marks = [];
  script = 0;
  frames = 0;
}

/** All that was counted since `reset`. */
export const counted = (): readonly Entry[] => entries;

/** The first registered mark that is in the viewport. */
export function firstVisibleMark(): FirstMark | undefined {
  return marks.find(({ range: { startContainer, startOffset, endContainer, endOffset } }) => {
    if (!startContainer.isConnected || !endContainer.isConnected) return false;
    const live = new Range();
    live.setStart(startContainer, startOffset);
    live.setEnd(endContainer, endOffset);
    const { top, bottom, width } = live.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  });
}

/** `n` frames and the task after the last. */
export async function nextFrames(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((resolve) => native.requestAnimationFrame(resolve));
  await new Promise((resolve) => native.setTimeout(resolve));
}

/** Until nothing of the contender's is under way: no callback waits but a heartbeat's. */
export async function quiet(): Promise<void> {
  for (let still = 0; still < 3; still = pending.size === 0 ? still + 1 : 0) await nextFrames(1);
}
