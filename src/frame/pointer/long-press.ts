/** Hears a finger that is held down, where a tap would do something else. */
import { TOUCH_PX } from '../../protocol/world.ts';

/** Milliseconds that a finger is held down. Browsers take it for a long press at about the same time, or earlier. */
export const LONG_PRESS_MS = 500;

/**
 * @param take is asked once for each finger that is held down whether it is ours; then the browser opens no menu for what
 *   is there, and no click comes of it
 */
export function hearLongPress(window: Window, take: (press: PointerEvent) => boolean): void {
  /** The finger that is down and has not moved. */
  let press: PointerEvent | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Undefined: not asked yet. */
  let isTaken: boolean | undefined;

  const ask = () => {
    clearTimeout(timer);
    if (press) isTaken ??= take(press);
  };
  const end = () => {
    clearTimeout(timer);
    press = undefined;
  };
  const listen = (type: string, listener: (event: PointerEvent) => void) =>
    window.addEventListener(
      type,
      (event) => {
        if (event.isTrusted) listener(event as PointerEvent);
      },
      { capture: true },
    );

  listen('pointerdown', (event) => {
    end();
    isTaken = undefined;
    // A second finger pinches.
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    press = event;
    timer = setTimeout(ask, LONG_PRESS_MS);
  });
  listen('pointermove', ({ clientX, clientY }) => {
    if (!press) return;
    const way = Math.hypot(clientX - press.clientX, clientY - press.clientY);
    if (way > TOUCH_PX) end();
  });
  listen('pointerup', end);
  // It scrolls.
  listen('pointercancel', end);
  listen('contextmenu', (event) => {
    ask();
    if (isTaken) event.preventDefault();
  });
  listen('click', (event) => {
    if (!isTaken) return;
    isTaken = undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}
