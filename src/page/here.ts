/** Shows where something is, without touching the DOM: scrolls there and rings it for a while. */

/** The name in `CSS.highlights`, and in `::highlight()` of marks.css. */
const HERE = 'backstory-here';

/** Until the reader does something, or so many milliseconds. */
const WHILE = 8_000;

let ended: AbortController | undefined;

export function showHere(window: Window & typeof globalThis, range: Range): void {
  ended?.abort();
  const here = new AbortController();
  ended = here;
  const { signal } = here;
  range.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'auto' });
  window.CSS.highlights.set(HERE, new window.Highlight(range));
  signal.addEventListener('abort', () => window.CSS.highlights.delete(HERE));
  for (const type of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(type, () => here.abort(), { signal, capture: true, passive: true });
  }
  window.setTimeout(() => here.abort(), WHILE);
}
