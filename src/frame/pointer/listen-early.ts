/**
 * Hears the pointer and the keys before the page's own scripts can, and hands what it hears to the parts
 * that answer, which come on demand.
 */
import * as native from '../../dom/native.ts';
import { asElement } from '../../dom/nodes.ts';
import { SHIELDED } from '../../protocol/shielded.ts';
import { type PointerControl, world } from '../../protocol/world.ts';

export interface EarlySetup {
  /** Whether anything is marked: as long as not, nothing asks where the pointer is. */
  readonly hasMentions: () => boolean;
  /** What follows the pointer, as soon as it has come. */
  pointer(): PointerControl | undefined;
  /** Has that come into this frame. */
  readonly bringPointer: () => Promise<void>;
  /** The pointer is over something in a shadow root, which may not be known. */
  readonly follow: (path: readonly EventTarget[]) => void;
  /** Closes the card of another frame of the tab. */
  readonly dismissElsewhere: () => void;
}

export interface EarlyListeners {
  /** May be called again: adds what is missing. */
  listen(signal: AbortSignal): void;
  /** Whether another frame of the tab has a card open. */
  elsewhere(isOpen: boolean): void;
}

export function createEarlyListeners(setup: EarlySetup): EarlyListeners {
  const frame = world();
  let isElsewhere = false;

  const isTheCards = (event: Event) => frame.card?.hear(event);

  /** Every move on every page pays for what is asked here. */
  const pointed = (what: 'moved' | 'clicked') => (event: PointerEvent) => {
    const pointer = setup.pointer();
    const { card } = frame;
    if (card?.hear(event)) return;
    if (pointer) {
      pointer[what](event);
    } else if (setup.hasMentions()) {
      setup.bringPointer().then(() => setup.pointer()?.[what](event));
    }
  };
  const moved = pointed('moved');
  const clicked = pointed('clicked');
  const left = () => setup.pointer()?.left();

  function entered(event: PointerEvent): void {
    if (isTheCards(event)) return;
    const element = asElement(event.target);
    if (element && native.shadowRoot(element)) setup.follow(event.composedPath());
  }

  function pressed(event: PointerEvent): void {
    if (isElsewhere && event.isTrusted) setup.dismissElsewhere();
    isTheCards(event);
  }

  function keyed(event: KeyboardEvent): void {
    if (isTheCards(event) || event.key !== 'Escape' || !event.isTrusted) return;
    // The key goes to the frame with the focus, the card may stand in another one, which may be so
    // fresh that this one was not told yet.
    if (isElsewhere || window.length > 0 || window.parent !== window) setup.dismissElsewhere();
    if (isElsewhere) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  return {
    listen(signal) {
      // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
      const early = { capture: true, signal } as const;
      window.addEventListener('pointermove', moved, { ...early, passive: true });
      window.addEventListener('pointerover', entered, early);
      window.addEventListener('pointerdown', pressed, early);
      window.addEventListener('click', clicked, early);
      window.addEventListener('keydown', keyed, early);
      window.addEventListener('keyup', isTheCards, early);
      native.listen(document, 'pointerleave', left, early);
      if (!__FIREFOX__) return;
      for (const type of SHIELDED.split(' ')) {
        window.addEventListener(type, isTheCards, { ...early, passive: true });
      }
    },
    elsewhere(isOpen) {
      isElsewhere = isOpen;
      if (isOpen) frame.card?.giveWay();
    },
  };
}
