/** Long work in slices that let the page's frames through. */

import { passedOver } from '../../dom/passed-over.ts';
import type { Work } from '../../protocol/marks.ts';

/** Milliseconds a slice: under half of a frame's 16, with room for what the page itself does. */
const SLICE = 4;

/** Milliseconds that a frame lasts at least: all that is added within one shares one slice. */
const FRAME = 12;

export class Slices {
  readonly #window: Window & typeof globalThis;
  readonly #idle: () => void;
  /** In the order in which it was added first. */
  readonly #queue = new Set<Work>();
  /** When the frame began in which work was last added, and how much of its slice is spent. */
  #frame = Number.NEGATIVE_INFINITY;
  #spent = 0;
  #isScheduled = false;
  #isHalted = false;

  /** @param idle called when the last of what did not fit into its first slice is done */
  constructor(window: Window & typeof globalThis, idle: () => void) {
    this.#window = window;
    this.#idle = idle;
  }

  /**
   * Runs the first slice of `work` at once, so that what is quick is done before the next frame, and
   * the rest after what waits already. What waits may be added again: there is more to do for it.
   * @returns whether all is done
   */
  add(work: Work): boolean {
    if (!this.#isHalted && this.#advanceAtOnce(work)) {
      this.#queue.delete(work);
      return true;
    }
    this.#queue.add(work);
    this.#schedule();
    return false;
  }

  get busy(): boolean {
    return this.#queue.size > 0;
  }

  /** Nothing runs until `resume`. */
  pause(): void {
    this.#isHalted = true;
  }

  resume(): void {
    this.#isHalted = false;
    this.#schedule();
  }

  /** Drops all that waits. */
  clear(): void {
    this.#queue.clear();
  }

  #advanceAtOnce(work: Work): boolean {
    const now = performance.now();
    if (now > this.#frame + FRAME) {
      this.#frame = now;
      this.#spent = 0;
    }
    if (this.#spent >= SLICE) return false;
    const isDone = advance(work, now + SLICE - this.#spent);
    this.#spent += performance.now() - now;
    return isDone;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isHalted || !this.busy) return;
    this.#isScheduled = true;
    // After the next frame, not within it: that frame shows what this slice found.
    this.#window.requestAnimationFrame(() => this.#window.setTimeout(() => this.#run()));
  }

  #run(): void {
    this.#isScheduled = false;
    if (this.#isHalted) return;
    const end = performance.now() + SLICE;
    for (const work of this.#queue) {
      if (!advance(work, end)) break;
      this.#queue.delete(work);
      if (!this.busy) this.#idle();
    }
    this.#schedule();
  }
}

/** Runs `work` until the clock shows `end`, one step at least; whether it is done. */
function advance(work: Work, end: number): boolean {
  try {
    do {
      if (work.next().done) return true;
    } while (performance.now() < end);
    return false;
  } catch (error) {
    passedOver('work was given up', error);
    return true;
  }
}
