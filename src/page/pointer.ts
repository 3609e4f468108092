/**
 * What of the card has to be in every frame from its start: the early listeners, and which mention is
 * under the pointer. All else comes with the card's bundle when the pointer first meets a mention.
 */
import { type Mention, world } from '../protocol/world.ts';
import type { Engine } from './engine.ts';
import { placeAtPoint } from './pointed.ts';

export interface PointerSetup {
  /** Undefined: nothing is marked. */
  readonly engine: () => Engine | undefined;
  /** Has the card's bundle run in this frame. */
  readonly bringCard: () => Promise<void>;
  /** Closes the card of another frame of the tab. */
  readonly dismissElsewhere: () => void;
}

/** What the content script needs to know of the pointer's part. */
export interface Pointer {
  /** May be called again: adds what is missing. */
  listen(signal: AbortSignal): void;
  /** Whether another frame of the tab has a card open. */
  elsewhere(isOpen: boolean): void;
}

/** Milliseconds and CSS pixels: a pointer that goes further in that time is on its way to somewhere else. */
const WHILE = 30;
const NEAR = 15;

export function createPointer({ engine, bringCard, dismissElsewhere }: PointerSetup): Pointer {
  /** Where the pointer is; undefined: out of the frame, or pressing. */
  let last: PointerEvent | undefined;
  /** What it is on. */
  let target: EventTarget | null = null;
  /** A look is due. */
  let looking = false;
  let isElsewhere = false;

  function placeAt({ clientX, clientY }: PointerEvent): Mention | undefined {
    const known = engine();
    return known?.hasMentions ? placeAtPoint(known, target, clientX, clientY) : undefined;
  }

  /** Every move on every page pays for what is asked here. */
  function moved(event: PointerEvent): void {
    const known = engine();
    if (!known || (event.buttons !== 0 && event.pointerType === 'touch')) return;
    const { card } = world();
    if (card?.hear(event)) return;
    // Pressing or selecting: not the moment for a card.
    if (event.buttons !== 0) {
      leave();
      return;
    }
    last = event;
    const before = target;
    target = targetOf(event);
    // In a shadow root, which may not be known.
    if (target !== before && target !== event.target) known.follow(event.composedPath());
    if (!known.hasMentions || looking) return;
    looking = true;
    // As long as nothing hangs on it, a pointer that passes by is not followed from mention to mention.
    if (card && !card.isIdle) lookInFrame();
    else lookAtRest(event);
  }

  /** Looks once the pointer is slow. What the card is told late counts from when it was. */
  function lookAtRest(from: PointerEvent): void {
    setTimeout(() => {
      const at = last ?? from;
      if (Math.hypot(at.clientX - from.clientX, at.clientY - from.clientY) > NEAR) lookAtRest(at);
      else lookInFrame();
    }, WHILE);
  }

  function lookInFrame(): void {
    requestAnimationFrame(() => {
      looking = false;
      if (!last) return;
      const mention = placeAt(last);
      const { card } = world();
      if (card) {
        const { clientX: x, clientY: y, timeStamp: time, pointerType: type } = last;
        card.point(mention, { x, y, time, type });
      } else if (mention) {
        bringCard().then(lookAgain);
      }
    });
  }

  /** The card came: the pointer may be elsewhere by now. */
  function lookAgain(): void {
    if (looking || !world().card) return;
    looking = true;
    lookInFrame();
  }

  function leave(): void {
    last = undefined;
    world().card?.leave();
  }

  function pressed(event: PointerEvent): void {
    if (isElsewhere && event.isTrusted) dismissElsewhere();
    world().card?.hear(event);
  }

  function clicked(event: PointerEvent): void {
    if (!event.isTrusted || world().card?.hear(event) || event.button !== 0) return;
    // By key: it has no place.
    if (event.detail === 0) return;
    target = targetOf(event);
    const mention = placeAt(event);
    if (mention) bringCard().then(() => world().card?.press(mention, event));
  }

  function keyed(event: KeyboardEvent): void {
    if (world().card?.hear(event) || event.key !== 'Escape' || !event.isTrusted) return;
    // The key goes to the frame with the focus, the card may stand in another one, which may be so
    // fresh that this one was not told yet.
    if (isElsewhere || window.length > 0 || window.parent !== window) dismissElsewhere();
    if (isElsewhere) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  function keyedUp(event: KeyboardEvent): void {
    world().card?.hear(event);
  }

  return {
    listen(signal) {
      // Before the page's own scripts, at the window, capturing: a page that stops every event is later.
      const early = { capture: true, signal } as const;
      window.addEventListener('pointermove', moved, { ...early, passive: true });
      window.addEventListener('pointerdown', pressed, early);
      window.addEventListener('click', clicked, early);
      window.addEventListener('keydown', keyed, early);
      window.addEventListener('keyup', keyedUp, early);
      document.addEventListener('pointerleave', leave, early);
    },
    elsewhere(isOpen) {
      isElsewhere = isOpen;
      if (isOpen) world().card?.giveWay();
    },
  };
}

/** What an event is on, in an open shadow root too. Only there its path is asked for: it is made anew. */
function targetOf(event: Event): EventTarget | null {
  const { target } = event;
  return (target as Element | null)?.shadowRoot ? (event.composedPath()[0] ?? null) : target;
}
