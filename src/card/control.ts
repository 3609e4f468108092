/**
 * The hover card of one frame: pointer and keys in, one card at a time out. When is decided by
 * `hover.ts`, where by `place.ts`, which mention is next by `walker.ts`.
 */
import type { VNode } from 'preact';
import * as native from '../dom/native.ts';
import { passedOver } from '../dom/passed-over.ts';
import { rangeOf, rectsOf } from '../dom/range.ts';
import { ring, ringForAWhile, scrollTo } from '../dom/ring.ts';
import type { Mention } from '../protocol/marks.ts';
import type { CardControl, CardOptions, PointerSample, WalkSurvey } from '../protocol/world.ts';
import { Completeness } from './complete.ts';
import { focused, isControl, isControlAround, tabbableBeside } from './controls.ts';
import { Hover } from './hover.ts';
import { ShownCard } from './look/shown-card.ts';
import { distance, isToward, type Point } from './place/toward.ts';
import { shield } from './shield.ts';
import { Walker } from './walk/walker.ts';

/** What the card needs besides the page. */
export interface CardSetup {
  /** All of the page, in no order. */
  readonly mentions: () => readonly Mention[];
  readonly options: () => CardOptions;
  /** Of the interface's texts. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What the card of a mention shows, as soon as that is known; undefined: there is none. */
  readonly prepare: (mention: Mention) => Promise<VNode | undefined>;
  /** A card opened or closed. */
  readonly tell: (isOpen: boolean) => void;
}

/** The index of the line of a mention at a point; -1: none is. */
const lineAt = (mention: Mention, point: Point) =>
  rectsOf(mention).findIndex((line) => distance(point, line) === 0);

const isSame = (a: Mention, b: Mention) => a.startNode === b.startNode && a.start === b.start;

export class HoverCard implements CardControl {
  readonly #hover: Hover<Mention>;
  readonly #walker: Walker;
  #shown: ShownCard | undefined;
  /** Where the pointer was last; undefined: out of the frame. */
  #pointer: PointerSample | undefined;
  /** What opens the next card. */
  #opener: PointerSample | null = null;
  /** Where in the card a button of the pointer went down, and when. */
  #pressed: { readonly on: Element | null; readonly at: number } | undefined;
  /** When a person last did what may move the focus within the card. */
  #focusedAt = Number.NEGATIVE_INFINITY;
  /** What in the card has the focus because of that. */
  #focusGiven: Element | null = null;
  /** A person's click is being handed on to a control that leads out of the card. */
  #isActing = false;
  /** The line of its mention that the pointer was on when a person closed the card. */
  #refusedOn: number | undefined;
  /** Takes from the page what is done in the card. */
  #shield = new AbortController();
  /** What had the focus before the card took it. */
  #focusBefore: Element | null = null;
  #endRing: (() => void) | undefined;
  /** Each card that is to be shown has its own, so that what is prepared late opens none. */
  #token = 0;
  /** The next card is shown because a person went to its mention. */
  #isStepping = false;
  #isEscapeDown = false;
  readonly #page: Completeness;
  #isGivingWay = false;

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly setup: CardSetup,
  ) {
    this.#page = new Completeness(window);
    this.#walker = new Walker(window, setup.mentions);
    this.#hover = new Hover<Mention>(
      {
        now: () => performance.now(),
        after: (milliseconds, callback) => setTimeout(callback, milliseconds),
      },
      { show: (mention) => this.#show(mention), hide: () => this.#hide() },
      isSame,
      () => setup.options().openBy,
    );
  }

  // ---- what the content script tells --------------------------------------------------------

  get isIdle(): boolean {
    return this.#hover.state.is === 'closed' && !this.#hover.isRefused;
  }

  point(mention: Mention | undefined, at: PointerSample): void {
    this.#page.when(mention && (() => this.#point(mention, at)));
    if (!mention) this.#point(mention, at);
  }

  #point(mention: Mention | undefined, at: PointerSample): void {
    const from = this.#pointer;
    this.#pointer = at;
    const box = this.#shown?.box;
    const elapsed = from ? at.time - from.time : 0;
    this.#opener = at;
    // The rest of the pointer hides the way to the background and back.
    if (mention && this.#hover.state.is === 'closed') this.#prepare(mention);
    // On its way to another line of the same mention it has left it.
    if (mention && this.#hover.isRefused && lineAt(mention, at) !== this.#refusedOn) {
      this.#hover.point(undefined, { speed: 0, toward: false, time: at.time });
    }
    this.#hover.point(mention, {
      speed: from && elapsed > 0 ? Math.hypot(at.x - from.x, at.y - from.y) / elapsed : 0,
      toward: from !== undefined && box !== undefined && isToward(from, at, box),
      time: at.time,
    });
  }

  leave(): void {
    this.#page.when(undefined);
    this.#pointer = undefined;
    this.#pointNowhere();
  }

  #pointNowhere(): void {
    this.#hover.point(undefined, { speed: 0, toward: false, time: performance.now() });
  }

  press(mention: Mention, click: MouseEvent): void {
    this.#page.when(() => this.#pin(mention, click));
  }

  #pin(mention: Mention, click: MouseEvent): void {
    // The second click of a double one selects the word, a drag selects, a link is the page's.
    if (click.detail > 1 || this.window.getSelection()?.type === 'Range') return;
    if (isControl(mention.startNode, this.window)) return;
    // So is one that lies over the text: a teaser whose link covers all of it.
    const { target } = click;
    if (target instanceof Element && isControlAround(target)) return;
    const { state } = this.#hover;
    if (state.is === 'pinned' && isSame(state.on, mention)) {
      this.refuse();
      return;
    }
    const { clientX: x, clientY: y, timeStamp: time } = click;
    const { pointerType = 'mouse' } = click as Partial<PointerEvent>;
    this.#opener = { x, y, time, type: pointerType };
    this.#hover.pin(mention);
  }

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
        if (this.#isOn(event)) this.#focused(this.#shown?.host.root.activeElement ?? null);
        break;
    }
    if (__FIREFOX__ && this.#shown?.isOnTheWayTo(event) && !this.#isOn(event)) {
      return replace(event);
    }
    return this.#isOn(event) && keep(event);
  }

  dismiss(): void {
    this.#hover.dismiss();
  }

  /** A person closes the card. */
  refuse(): void {
    const { shown } = this.#hover;
    this.#hover.refuse();
    this.#refusedOn = shown && this.#pointer && lineAt(shown, this.#pointer);
  }

  /** Does what leads out of the card, while a person's click on it is handed on; else nothing. */
  act(run: () => void): void {
    if (this.#isActing) run();
  }

  giveWay(): void {
    this.#isGivingWay = true;
    this.dismiss();
    this.#isGivingWay = false;
  }

  stop(): void {
    this.dismiss();
    this.#endRing?.();
  }

  // ---- the walk from mention to mention ------------------------------------------------------

  survey(name: string | undefined): WalkSurvey {
    return this.#walker.survey(name);
  }

  step(direction: 1 | -1, name: string | undefined, from: 'here' | 'edge'): void {
    const mention = this.#walker.next(direction, name, from);
    if (!mention) return;
    const range = rangeOf(mention);
    scrollTo(range);
    this.#opener = null;
    // From one card to the next, what had the focus before the first is remembered.
    if (!this.#shown?.host.hasFocus) this.#focusBefore = focused(this.window.document);
    this.#hover.dismiss();
    ringForAWhile(this.window, range);
    this.#isStepping = true;
    this.#hover.pin(mention);
    this.#isStepping = false;
  }

  // ---- pointer and keys ----------------------------------------------------------------------

  #isOn(event: Event): boolean {
    return this.#shown?.isOn(event) ?? false;
  }

  #isOnOwnMention({ clientX: x, clientY: y }: MouseEvent): boolean {
    return this.#shown?.isMentionAt({ x, y }) ?? false;
  }

  #moved(event: PointerEvent): boolean {
    // A finger that moves scrolls.
    if (event.buttons !== 0 && event.pointerType === 'touch') return false;
    // Selecting text, the pointer may leave the card.
    if (event.buttons !== 0 && this.#pressed !== undefined)
      return !this.#isOn(event) || keep(event);
    this.#pressed = undefined;
    if (!this.#isOn(event)) return false;
    this.#pointer = sample(event);
    this.#hover.overCard(true);
    return keep(event);
  }

  #pressedDown(event: PointerEvent): boolean {
    const shown = this.#shown;
    this.#pressed = undefined;
    if (!shown) return false;
    if (this.#isOn(event)) {
      const on = shown.host.innerTarget(event.clientX, event.clientY);
      this.#pressed = { on, at: event.timeStamp };
      this.#focusedAt = performance.now();
      // Whoever uses the card keeps it.
      this.#hover.pin(shown.mention);
      return keep(event);
    }
    // A finger may be about to scroll: a tap closes, not a touch.
    if (event.pointerType !== 'touch' && !this.#isOnOwnMention(event)) this.dismiss();
    return false;
  }

  #clicked(event: PointerEvent): boolean {
    const shown = this.#shown;
    if (!shown) return false;
    if (!this.#isOn(event)) {
      if (event.pointerType === 'touch' && !this.#isOnOwnMention(event)) this.dismiss();
      return false;
    }
    // A click by key has no place but the focus, which only a person may have put there.
    const isByKey = event.detail === 0;
    const { host } = shown;
    const at = isByKey ? undefined : { x: event.clientX, y: event.clientY };
    const target = at ? host.innerTarget(at.x, at.y) : host.root.activeElement;
    const began = isByKey ? { on: this.#focusGiven, at: event.timeStamp } : this.#pressed;
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

  /** A page that has got at the root may move the focus, too: then a key that was meant for the page would press. */
  #focused(on: Element | null): void {
    const isPersons = performance.now() - this.#focusedAt <= AT_ONCE_MS;
    if (on !== this.#focusGiven) this.#focusGiven = isPersons ? on : null;
  }

  #keyDown(event: KeyboardEvent): boolean {
    const shown = this.#shown;
    if (!shown || event.isComposing) return false;
    if (event.key === 'Escape') {
      // The card alone goes: not the page's dialog, and the page does not hear of it.
      event.preventDefault();
      this.#isEscapeDown = true;
      this.refuse();
      return keep(event);
    }
    if (event.key === 'Tab' && !event.altKey && !event.ctrlKey && !event.metaKey) {
      this.#focusedAt = performance.now();
      if (this.#tabbed(shown, event.shiftKey)) {
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

  /**
   * The card stands in the order of the page where its mention stands: into it comes who pinned it,
   * out of it one comes to what is beside the mention.
   * @returns false: the browser knows where to go
   */
  #tabbed({ host, mention }: ShownCard, isBackward: boolean): boolean {
    const { document } = this.window;
    if (!host.hasFocus) {
      const active = native.activeElementOf(document);
      const isNowhere = active === null || active === native.bodyOf(document);
      if (this.#hover.state.is !== 'pinned' || isBackward || !isNowhere) return false;
      this.#focusBefore = null;
      host.controls[0]?.focus();
      return true;
    }
    const { controls } = host;
    const edge = isBackward ? controls[0] : controls.at(-1);
    const { activeElement } = host.root;
    const isAtEdge =
      activeElement === edge || (isBackward && !controls.includes(activeElement as HTMLElement));
    if (!isAtEdge) return false;
    const beside = tabbableBeside(mention.startNode, !isBackward);
    this.dismiss();
    if (beside) native.focus(beside);
    return true;
  }

  // ---- the card that is shown ----------------------------------------------------------------

  #show(mention: Mention): void {
    this.#hide();
    const token = ++this.#token;
    const opener = this.#opener;
    const isStep = this.#isStepping;
    this.#prepare(mention).then((content) => {
      // It may have been dismissed, or have moved on to another, meanwhile.
      if (token !== this.#token || !content) return;
      this.#open(mention, content, opener);
      if (!isStep || !this.#shown) return;
      this.#endRing = ring(this.window, rangeOf(mention));
      this.#shown.host.focus();
    });
  }

  #prepare(mention: Mention): Promise<VNode | undefined> {
    return this.setup.prepare(mention).catch((error: unknown) => {
      passedOver('a card could not be made ready', error);
      return undefined;
    });
  }

  #open(mention: Mention, content: VNode, opener: PointerSample | null): void {
    const { window, setup } = this;
    const { lang, dir } = setup;
    const shown = new ShownCard(
      window,
      {
        lang,
        dir,
        moved: () => this.#pageMoved(),
        gone: () => this.dismiss(),
        focused: (on) => this.#focused(on),
      },
      mention,
      opener,
    );
    this.#shown = shown;
    this.#walker.standOn(mention);
    this.#shield = new AbortController();
    shield(window, (event) => this.hear(event), this.#shield.signal);
    shown.open(content);
    if (this.#shown === shown) setup.tell(true);
  }

  #hide(): void {
    this.#token++;
    const shown = this.#shown;
    if (!shown) return;
    const hadFocus = shown.host.hasFocus;
    this.#shown = undefined;
    this.#pressed = undefined;
    this.#focusGiven = null;
    this.#shield.abort();
    shown.close();
    this.#endRing?.();
    this.#endRing = undefined;
    const before = this.#focusBefore;
    if (hadFocus && before && native.isConnected(before)) {
      native.focus(before as HTMLElement, { preventScroll: true });
    }
    if (!this.#isGivingWay) this.setup.tell(false);
  }

  /** The page moved under a pointer that did not: that is leaving, too. */
  #pageMoved(): void {
    const at = this.#pointer;
    const shown = this.#shown;
    if (!at || !shown || this.#hover.state.is !== 'open') return;
    const isOnCard = shown.box !== undefined && distance(at, shown.box) === 0;
    if (!isOnCard && !shown.isMentionAt(at)) this.#pointNowhere();
  }
}

/** Milliseconds within which the browser moves the focus after the key or the press that asks for it. */
const AT_ONCE_MS = 200;

const sample = ({ clientX: x, clientY: y, timeStamp: time, pointerType: type }: PointerEvent) => ({
  x,
  y,
  time,
  type,
});

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
