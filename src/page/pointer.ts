/**
 * What of the card has to be in every frame from its start: the early listeners, and which mention is
 * under the pointer. All else comes with the card's bundle when the pointer first meets a mention.
 */
import { type CardControl, type Mention, type PointerSample, world } from '../protocol/world.ts';
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

export function createPointer({ engine, bringCard, dismissElsewhere }: PointerSetup): Pointer {
  let last: PointerSample | undefined;
  /** What the pointer is on. */
  let target: EventTarget | undefined;
  let looking = false;
  let isElsewhere = false;
  /** What the card is told once it is there. */
  let waiting: ((card: CardControl) => void)[] = [];

  function tell(isWanted: boolean, what: (card: CardControl) => void): void {
    const { card } = world();
    if (card) {
      what(card);
    } else if (isWanted || waiting.length > 0) {
      if (waiting.push(what) === 1) {
        bringCard().then(() => {
          const told = waiting;
          waiting = [];
          const brought = world().card;
          if (brought) for (const act of told) act(brought);
        });
      }
    }
  }

  function placeAt({ x, y }: PointerSample): Mention | undefined {
    const known = engine();
    return known?.hasMentions ? placeAtPoint(known, target, x, y) : undefined;
  }

  function moved(event: PointerEvent): void {
    const known = engine();
    if (!known || event.pointerType === 'touch' || world().card?.hear(event)) return;
    // Pressing or selecting: not the moment for a card.
    if (event.buttons !== 0) {
      leave();
      return;
    }
    const { clientX: x, clientY: y, timeStamp: time, pointerType: type } = event;
    last = { x, y, time, type };
    const before = target;
    const path = event.composedPath();
    target = path[0];
    if (target !== before) known.follow(path);
    if (!known.hasMentions || looking) return;
    looking = true;
    requestAnimationFrame(() => {
      looking = false;
      const at = last;
      if (!at) return;
      const mention = placeAt(at);
      tell(mention !== undefined, (card) => card.point(mention, at));
    });
  }

  function leave(): void {
    last = undefined;
    tell(false, (card) => card.leave());
  }

  function pressed(event: PointerEvent): void {
    if (isElsewhere && event.isTrusted) dismissElsewhere();
    world().card?.hear(event);
  }

  function clicked(event: PointerEvent): void {
    if (!event.isTrusted || world().card?.hear(event) || event.button !== 0) return;
    // By key: it has no place.
    if (event.detail === 0) return;
    const { clientX: x, clientY: y, timeStamp: time, pointerType: type } = event;
    target = event.composedPath()[0];
    const mention = placeAt({ x, y, time, type });
    if (mention) tell(true, (card) => card.press(mention, event));
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
