/** Shows where something is, without touching the DOM: scrolls there and rings it. */

import { markBetween } from './letters.ts';
import * as native from './native.ts';
import { isText } from './nodes.ts';

/** The ring's name in `CSS.highlights`, and in `::highlight()` of marks.css. */
const RING = 'backstory-here';

/** The ring goes after this, or at the first key or press. */
const RING_MS = 8_000;

let end: () => void = () => undefined;

/** Scrolls a range to the middle of the view, at once: what is shown beside it has to find it there. */
export function scrollTo(range: Range): void {
  const around = native.parentElement(range.startContainer);
  if (around) native.scrollIntoView(around, { block: 'center', behavior: 'instant' });
}

/**
 * Rings a range; there is one ring at a time.
 * @returns a function that ends it
 */
export function ring(window: Window & typeof globalThis, range: Range): () => void {
  end();
  const { highlights } = window.CSS;
  // Letters that are painted by more than their colour stay as they are.
  const ends = [range.startContainer, range.endContainer].filter(isText);
  const own = markBetween(ends) === '' ? new window.Highlight(range) : new window.Highlight();
  highlights.set(RING, own);
  const endOwn = () => {
    if (highlights.get(RING) === own) highlights.delete(RING);
  };
  end = endOwn;
  return endOwn;
}

/** Rings a range until the reader does something, for a while at most. */
export function ringForAWhile(window: Window & typeof globalThis, range: Range): void {
  const endRing = ring(window, range);
  const ringing = new AbortController();
  const { signal } = ringing;
  signal.addEventListener('abort', endRing);
  for (const type of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(type, () => ringing.abort(), { signal, capture: true, passive: true });
  }
  window.setTimeout(() => ringing.abort(), RING_MS);
}
