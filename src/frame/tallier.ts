/** Milliseconds between two messages: a page may change many times a second. */
const PAUSE_MS = 1_000;

export interface Tallier {
  /** What is to be shown now; anything that differs when that does. */
  is(now: string): void;
  /** The button shows this by now; undefined: whatever, as it may have been drawn meanwhile. */
  reset(shown?: string): void;
  stop(): void;
}

/**
 * Says when what the toolbar button shows of this frame has changed: at once, then at most once a
 * second.
 * @param initial what the button shows of a page that has said nothing
 * @param tell is called when it changed
 */
export function createTallier(initial: string, tell: () => void): Tallier {
  let latest: string | undefined = initial;
  let isChanged = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function tellChange(): void {
    timer = undefined;
    if (!isChanged) return;
    isChanged = false;
    timer = setTimeout(tellChange, PAUSE_MS);
    tell();
  }
  return {
    is(now) {
      // Also what came back to what was told: another frame may have had it drawn in between.
      isChanged ||= now !== latest;
      latest = now;
      if (timer === undefined) tellChange();
    },
    reset(shown) {
      latest = shown;
      isChanged = false;
    },
    stop: () => clearTimeout(timer),
  };
}
