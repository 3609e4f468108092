/** The moments of a document's life at which our work may begin. */
import * as native from '../dom/native.ts';

/** A document that is still being parsed then, such as one that never ends, is read as far as it is there. */
const LONGEST_PARSING_MS = 3_000;
/** A page that is still loading then is not waited for any longer. */
const LONGEST_LOADING_MS = 2_000;
/** No frame comes where nothing is painted, such as far below the view. */
const LONGEST_FRAME_MS = 100;

/** Calls `run` once, soon: after the next frame, and after the events of the task at hand. */
function afterFrame(run: () => void): void {
  let isDue = true;
  const once = () => {
    if (isDue) run();
    isDue = false;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, LONGEST_FRAME_MS);
}

/**
 * Calls `run` once the document is parsed and its own scripts have heard of that: not between the parser and
 * `DOMContentLoaded`, which would come later by as much.
 */
export function whenParsed(run: () => void, signal: AbortSignal): void {
  if (native.readyState(document) !== 'loading') {
    afterFrame(run);
    return;
  }
  let isDue = true;
  const once = () => {
    if (isDue && !signal.aborted) afterFrame(run);
    isDue = false;
  };
  // At the window, capturing, before the page's own scripts: a page that stops every event is later.
  window.addEventListener('DOMContentLoaded', once, { capture: true, signal });
  setTimeout(once, LONGEST_PARSING_MS);
}

/** Resolved once the page is loaded and its own scripts have heard of that, or has taken too long for it. */
export function pageLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (native.readyState(document) === 'complete') {
      resolve();
      return;
    }
    window.addEventListener('load', () => setTimeout(resolve), { capture: true, once: true });
    setTimeout(resolve, LONGEST_LOADING_MS);
  });
}
