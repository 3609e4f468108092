/**
 * Keeps what a person does in the card from the page: its focus traps, its "click outside closes",
 * its shortcuts, what it forbids to select or to copy.
 */

/** Those that come through the content script's early listeners (`CardControl.hear`) are not here. */
const KEPT = (
  'pointerup pointercancel mousedown mouseup auxclick dblclick contextmenu touchstart touchmove ' +
  'touchend touchcancel wheel keypress focusin focusout focus blur selectstart selectionchange ' +
  'copy cut dragstart'
).split(' ');

/** @param isOn whether an event is on the card */
export function shield(window: Window, isOn: (event: Event) => boolean, signal: AbortSignal): void {
  const keep = (event: Event) => {
    if (isOn(event)) event.stopImmediatePropagation();
  };
  for (const type of KEPT) {
    window.addEventListener(type, keep, { capture: true, passive: true, signal });
  }
}

/**
 * Hands a click on to where it was meant for. Within the card only, past the page: a page that stops
 * every event stops the real one on its way down.
 */
export function clickWithin(target: Element): void {
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: false }));
}
