/**
 * Whether a page is complete. A script that takes over what the server sent (hydration) compares it element by
 * element with what it would have made: a card that stands there by then can have it throw all away.
 */

import * as native from '../dom/native.ts';

/** Milliseconds after a page's `load` that its own answers to that take. */
const AFTERWARDS_MS = 100;
/** Milliseconds after which a page that does not become complete (a picture that never comes) is taken for it. */
const PATIENCE_MS = 3000;

export class Completeness {
  #isComplete: boolean;
  #waiting: (() => void) | undefined;
  #isAwaited = false;

  constructor(private readonly window: Window) {
    this.#isComplete = native.readyState(window.document) === 'complete';
  }

  /**
   * Runs at once, or once the page is complete, what was asked last; nothing asked last takes back what was asked.
   * @returns whether it ran
   */
  when(run: (() => void) | undefined): boolean {
    if (this.#isComplete) {
      run?.();
      return true;
    }
    this.#waiting = run;
    if (!run || this.#isAwaited) return false;
    this.#isAwaited = true;
    this.window.addEventListener('load', () => this.#after(AFTERWARDS_MS), { once: true });
    this.#after(PATIENCE_MS);
    return false;
  }

  #after(milliseconds: number): void {
    setTimeout(() => {
      this.#isComplete = true;
      const run = this.#waiting;
      this.#waiting = undefined;
      run?.();
    }, milliseconds);
  }
}
