/**
 * Sees to it that the marks of a page that clears the registry of highlights are back before anybody sees them gone:
 * after whatever may have had the page do that, and in every frame for a while once it did.
 */

/** How long a page that took the marks out is watched in every frame. */
const WATCH_MS = 1_000;

export interface Guard {
  /** Puts the marks back if they are gone. */
  look(): void;
  /** To be called in an event, before the page hears of it: looks once it has. */
  lookSoon(): void;
}

/** @param restore puts back what the page took out; whether there was anything to put back */
export function createGuard(restore: () => boolean): Guard {
  let watchedUntil = 0;
  let isAwaited = false;
  let frame = 0;

  function look(): void {
    if (!restore()) return;
    watchedUntil = performance.now() + WATCH_MS;
    lookInFrame();
  }
  /** Behind what the page has asked to be called in the same frame by now. */
  function lookInFrame(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      look();
      if (performance.now() < watchedUntil) setTimeout(lookInFrame);
    });
  }
  return {
    look,
    lookSoon() {
      if (isAwaited) return;
      isAwaited = true;
      // What the page does in an event is done in the next task, what it puts off mostly by the next frame.
      setTimeout(() => {
        isAwaited = false;
        look();
        lookInFrame();
      });
    },
  };
}
