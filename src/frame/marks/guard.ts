/**
 * Sees to it that the marks of a page that clears the registry of highlights are back before anybody sees them gone:
 * after whatever may have had the page do that, and in every frame for a while once it did.
 */

/** How long a page that took the marks out is watched in every frame. */
const WATCH_MS = 1_000;

/** After each of these a page may clear the registry of highlights. */
const ACTS = ['input', 'change', 'keydown', 'keyup', 'click', 'pointerup', 'selectionchange'];

export interface Guard {
  /** Puts the marks back if they are gone. */
  look(): void;
  /** Looks after each act of a person. May be called again: `document.open()` takes all listeners away. */
  begin(): void;
  end(): void;
}

/** @param restore puts back what the page took out; whether there was anything to put back */
export function createGuard(window: Window & typeof globalThis, restore: () => boolean): Guard {
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
    window.cancelAnimationFrame(frame);
    frame = window.requestAnimationFrame(() => {
      look();
      if (performance.now() < watchedUntil) window.setTimeout(lookInFrame);
    });
  }
  function lookSoon(): void {
    if (isAwaited) return;
    isAwaited = true;
    // What the page does in an event is done in the next task, what it puts off mostly by the next frame.
    window.setTimeout(() => {
      isAwaited = false;
      look();
      lookInFrame();
    });
  }
  let acts: AbortController | undefined;
  return {
    look,
    begin() {
      acts ??= new AbortController();
      const options = { capture: true, passive: true, signal: acts.signal };
      for (const act of ACTS) window.addEventListener(act, lookSoon, options);
    },
    end() {
      acts?.abort();
      acts = undefined;
      window.cancelAnimationFrame(frame);
      watchedUntil = 0;
    },
  };
}
