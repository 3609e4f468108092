/**
 * What a person does by pointer and keys while a card is open: heard before the page hears it, and kept from the page
 * where it is the card's alone.
 */
import * as native from '../dom/native.ts';
import type { Mention } from '../protocol/marks.ts';
import { type PointerSample, TOUCH_PX } from '../protocol/world.ts';
import type { CardFocus } from './card-focus.ts';
import type { ShownCard } from './look/shown-card.ts';
import type { Point } from './place/toward.ts';

/** What the events are about, and what they do to it. */
export interface EventsSetup {
  /** The card that is open. */
  readonly shown: () => ShownCard | undefined;
  /** The pointer is on the card. */
  readonly over: (at: PointerSample) => void;
  /** The card of a mention stays until it is dismissed. */
  readonly pin: (mention: Mention) => void;
  readonly dismiss: () => void;
  /** A person closes the card. */
  readonly refuse: () => void;
}

export class CardEvents {
  /** Where in the card a button of the pointer went down, and when. */
  #pressed: { readonly on: Element | null; readonly at: number } | undefined;
  /** A person's click is being handed on to a control that leads out of the card. */
  #isActing = false;
  #isEscapeDown = false;

  /** @param focus is told of what may move it, and asked what a key presses */
  constructor(
    private readonly setup: EventsSetup,
    private readonly focus: CardFocus,
  ) {}

  /**
   * Does what an event of the page's window asks of the card.
   * @returns whether it is the card's alone, and the page does not hear of it
   */
  hear(event: Event): boolean {
    if (!event.isTrusted) return false;
    switch (event.type) {
      case 'pointermove':
        return this.#moved(event as PointerEvent);
      case 'pointerdown':
        return this.#pressedDown(event as PointerEvent);
      case 'click':
        return this.#clicked(event as PointerEvent);
      case 'keydown':
        return this.#keyDown(event as KeyboardEvent);
      case 'keyup':
        return this.#keyUp(event as KeyboardEvent);
      case 'toggle':
        this.#shown?.toggled(event as ToggleEvent);
        break;
      case 'focusin':
        // Kept from the page, it does not come to the root either.
        if (this.#isOn(event)) this.focus.came(this.#shown?.host.root.activeElement ?? null);
        break;
    }
    if (__FIREFOX__ && this.#shown?.isOnTheWayTo(event) && !this.#isOn(event)) {
      return replace(event);
    }
    return this.#isOn(event) && keep(event);
  }

  /** Does what leads out of the card, while a person's click on it is handed on; else nothing. */
  act(run: () => void): void {
    if (this.#isActing) run();
  }

  /** The card closes: a press that began in it is none in the next. */
  ended(): void {
    this.#pressed = undefined;
  }

  get #shown(): ShownCard | undefined {
    return this.setup.shown();
  }

  #isOn(event: Event): boolean {
    return this.#shown?.isOn(event) ?? false;
  }

  #isOnOwnMention({ clientX: x, clientY: y, pointerType }: PointerEvent): boolean {
    const away = pointerType === 'touch' ? TOUCH_PX : 0;
    return this.#shown?.isMentionAt({ x, y }, away) ?? false;
  }

  #moved(event: PointerEvent): boolean {
    // A finger that moves scrolls.
    if (event.buttons !== 0 && event.pointerType === 'touch') return false;
    // Selecting text, the pointer may leave the card.
    if (event.buttons !== 0 && this.#pressed !== undefined)
      return !this.#isOn(event) || keep(event);
    this.#pressed = undefined;
    if (!this.#isOn(event)) return false;
    this.setup.over(sampleOf(event));
    return keep(event);
  }

  #pressedDown(event: PointerEvent): boolean {
    const shown = this.#shown;
    this.#pressed = undefined;
    if (!shown) return false;
    if (this.#isOn(event)) {
      const on = shown.host.innerTarget(event.clientX, event.clientY);
      this.#pressed = { on, at: event.timeStamp };
      this.focus.asked();
      // Whoever uses the card keeps it.
      this.setup.pin(shown.mention);
      return keep(event);
    }
    // A finger may be about to scroll: a tap closes, not a touch.
    if (event.pointerType !== 'touch' && !this.#isOnOwnMention(event)) this.setup.dismiss();
    return false;
  }

  #clicked(event: PointerEvent): boolean {
    const shown = this.#shown;
    if (!shown) return false;
    if (!this.#isOn(event)) {
      if (event.pointerType === 'touch' && !this.#isOnOwnMention(event)) this.setup.dismiss();
      return false;
    }
    // A click by key has no place but the focus, which only a person may have put there.
    const isByKey = event.detail === 0;
    const { host } = shown;
    const at = isByKey ? undefined : { x: event.clientX, y: event.clientY };
    const target = at ? host.innerTarget(at.x, at.y) : host.root.activeElement;
    const began = isByKey ? { on: this.focus.given, at: event.timeStamp } : this.#pressed;
    if (target && target === began?.on) this.#press(shown, target, began.at, at);
    return keep(event);
  }

  #press(shown: ShownCard, target: Element, began: number, at: Point | undefined): void {
    const { host } = shown;
    const guarded = host.guarded.find((control) => native.contains(control, target));
    const press = { isTrusted: true, at: began };
    if (guarded && !shown.isAllowed(guarded, press, at)) return;
    this.#isActing = guarded !== undefined;
    host.press(target);
    this.#isActing = false;
  }

  #keyDown(event: KeyboardEvent): boolean {
    const shown = this.#shown;
    if (!shown || event.isComposing) return false;
    if (event.key === 'Escape') {
      // The card alone goes: not the page's dialog, and the page does not hear of it.
      event.preventDefault();
      this.#isEscapeDown = true;
      this.setup.refuse();
      return keep(event);
    }
    if (event.key === 'Tab' && !event.altKey && !event.ctrlKey && !event.metaKey) {
      this.focus.asked();
      if (this.focus.tab(shown, event.shiftKey)) {
        event.preventDefault();
        return keep(event);
      }
    }
    return this.#isOn(event) && keep(event);
  }

  /** Of a key that the page did not see go down, it does not see it come up. */
  #keyUp(event: KeyboardEvent): boolean {
    const isOurs = this.#isOn(event) || (this.#isEscapeDown && event.key === 'Escape');
    if (event.key === 'Escape') this.#isEscapeDown = false;
    return isOurs && keep(event);
  }
}

/** Where the pointer was at an event. */
export function sampleOf(event: PointerEvent): PointerSample {
  const { clientX: x, clientY: y, timeStamp: time, pointerType: type } = event;
  return { x, y, time, type };
}

/**
 * The page hears of it by another event of the same kind, which names nothing that is not the page's. Later: Firefox
 * gives an event that is made within another one the nodes of that one.
 */
function replace(event: Event): true {
  const { target, type } = event;
  const Kind = event.constructor as typeof Event;
  const { bubbles, cancelable, composed } = event;
  const { relatedTarget, clientX, clientY, screenX, screenY, pointerType } = event as PointerEvent;
  const place = { clientX, clientY, screenX, screenY, pointerType, view: window };
  const init = { bubbles, cancelable, composed, relatedTarget, ...place };
  setTimeout(() => target && native.dispatch(target, new Kind(type, init)), 0);
  return keep(event);
}

/** The page does not hear of it. What the browser does with it by itself, it does. */
function keep(event: Event): true {
  event.stopImmediatePropagation();
  return true;
}
