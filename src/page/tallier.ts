/** Milliseconds between two messages: a page may change many times a second. */
const PAUSE = 1_000;

/**
 * Says when what the toolbar button shows of this frame has changed: at once, then at most once a
 * second.
 */
export class Tallier {
  #told = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = '';

  /**
   * @param initial what the button shows of a page that has said nothing
   * @param tell is called when it changed
   */
  constructor(
    private readonly initial: string,
    private readonly tell: () => void,
  ) {
    this.#told = initial;
  }

  /** What is to be shown now; anything that differs when that does. */
  is(now: string): void {
    this.#latest = now;
    if (this.#timer === undefined) this.#tell();
  }

  #tell(): void {
    if (this.#latest === this.#told) return;
    this.#told = this.#latest;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, PAUSE);
    this.tell();
  }

  /** The button was reset: the page was left and may be shown again. */
  reset(): void {
    this.#told = this.initial;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
