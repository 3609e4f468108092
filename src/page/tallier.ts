/** Milliseconds between two messages: a page may change many times a second. */
const PAUSE = 1_000;

export interface Tallier {
  /** What is to be shown now; anything that differs when that does. */
  is(now: string): void;
  /** The button was reset: the page was left and may be shown again. */
  reset(): void;
  stop(): void;
}

/**
 * Says when what the toolbar button shows of this frame has changed: at once, then at most once a
 * second.
 * @param initial what the button shows of a page that has said nothing
 * @param tell is called when it changed
 */
export function createTallier(initial: string, tell: () => void): Tallier {
  let told = initial;
  let latest = initial;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function tellChange(): void {
    timer = undefined;
    if (latest === told) return;
    told = latest;
    timer = setTimeout(tellChange, PAUSE);
    tell();
  }
  return {
    is(now) {
      latest = now;
      if (timer === undefined) tellChange();
    },
    reset() {
      told = initial;
    },
    stop: () => clearTimeout(timer),
  };
}
