/**
 * Hears the pointer and the keys before the page's own scripts can, and hands what it hears to the parts
 * that answer, which come on demand.
 */
import * as native from '../../dom/native.ts';
import { asElement } from '../../dom/nodes.ts';
import { SHIELDED } from '../../protocol/shielded.ts';
import { type PointerControl, world } from '../../protocol/world.ts';

export interface EarlySetup {
  /** Another frame of the tab has a card open. */
  readonly isElsewhere: boolean;
  /** What follows the pointer, once it has come. */
  pointer(): PointerControl | undefined;
  /** The pointer is over something in a shadow root, which may not be known. */
  followPath(path: readonly EventTarget[]): void;
  /** Closes the card of another frame of the tab. */
  dismissElsewhere(): void;
}

/** @returns adds the listeners; may be called again: adds what is missing */
export function createEarlyListeners(setup: EarlySetup): (signal: AbortSignal) => void {
  const frame = world();

  /** Every move on every page pays for what is asked here. */
  const heard =
    (then?: (event: never) => void) =>
    (event: Event): void => {
      if (!frame.card?.hear(event)) then?.(event as never);
    };

  function entered(event: PointerEvent): void {
    const element = asElement(event.target);
    if (element && native.shadowRoot(element)) setup.followPath(event.composedPath());
  }

  function pressed(event: PointerEvent): void {
    if (setup.isElsewhere && event.isTrusted) setup.dismissElsewhere();
    frame.card?.hear(event);
  }

  function keyed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    const { isElsewhere } = setup;
    // The key goes to the frame with the focus, the card may stand in another one, which may be so
    // fresh that this one was not told yet.
    if (isElsewhere || window.length > 0 || window.parent !== window) setup.dismissElsewhere();
    if (isElsewhere) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  const isTheCards = heard();
  const listeners: Record<string, (event: never) => void> = {
    pointermove: heard((event) => {
      frame.moved = event;
      setup.pointer()?.moved(event);
    }),
    pointerover: heard(entered),
    pointerdown: pressed,
    click: heard((event) => setup.pointer()?.clicked(event)),
    keydown: heard(keyed),
    keyup: isTheCards,
  };
  const left = () => setup.pointer()?.left();

  return (signal) => {
    // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
    const early = { capture: true, signal } as const;
    for (const [type, listener] of Object.entries(listeners)) {
      window.addEventListener(type, listener as EventListener, early);
    }
    native.listen(document, 'pointerleave', left, early);
    if (!__FIREFOX__) return;
    for (const type of SHIELDED.split(' ')) {
      window.addEventListener(type, isTheCards, { ...early, passive: true });
    }
  };
}
