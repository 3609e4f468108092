/** Long work in slices that let the page's frames through. Nothing runs while the page is hidden. */

/** Milliseconds a slice: under half of a frame's 16, with room for what the page itself does. */
const SLICE = 4;

export class Slices {
  readonly #queue: Generator<void, void, void>[] = [];
  #scheduled = false;
  #stopped = false;

  /** @param idle called whenever all that was queued is done */
  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly idle: () => void,
  ) {}

  /** Runs `work` after what is queued already, the first slice at once if nothing is. */
  add(work: Generator<void, void, void>): void {
    this.#queue.push(work);
    if (!this.#scheduled) this.#run();
  }

  get busy(): boolean {
    return this.#queue.length > 0;
  }

  #run(): void {
    this.#scheduled = false;
    const end = performance.now() + SLICE;
    for (let work = this.#queue[0]; work && !this.#stopped; work = this.#queue[0]) {
      if (work.next().done) this.#queue.shift();
      if (performance.now() >= end) break;
    }
    if (this.#stopped) return;
    if (this.#queue.length === 0) {
      this.idle();
      return;
    }
    this.#scheduled = true;
    // After the next frame, not within it: that frame shows what this slice found.
    this.window.requestAnimationFrame(() => this.window.setTimeout(() => this.#run()));
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.length = 0;
  }
}
