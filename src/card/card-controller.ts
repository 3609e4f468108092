/**
 * The hover card of one frame: pointer and keys in, one card at a time out. When is decided by `hover.ts`, where by
 * `place.ts`, which mention is next by `walker.ts`. What is done in the card: `card-events.ts`, `card-focus.ts`; what the
 * pointer does outside of it: `card-pointer.ts`.
 */
import type { VNode } from 'preact';
import { passedOver } from '../dom/passed-over.ts';
import { rangeOf } from '../dom/range.ts';
import { ring, ringForAWhile, scrollTo } from '../dom/ring.ts';
import type { Mention } from '../protocol/marks.ts';
import type { CardControl, PointerSample, WalkSurvey } from '../protocol/world.ts';
import { CardEvents } from './card-events.ts';
import { CardFocus } from './card-focus.ts';
import { CardPointer } from './card-pointer.ts';
import type { CardSetup } from './card-setup.ts';
import { Completeness } from './complete.ts';
import { Hover } from './hover.ts';
import { ShownCard } from './look/shown-card.ts';
import { isSame } from './mention.ts';
import { shield } from './shield.ts';
import { Walker } from './walk/walker.ts';

export class CardController implements CardControl {
  readonly #hover: Hover<Mention>;
  readonly #walker: Walker;
  readonly #pointer: CardPointer;
  readonly #events: CardEvents;
  readonly #focus: CardFocus;
  #shown: ShownCard | undefined;
  /** Takes from the page what is done in the card. */
  #shield = new AbortController();
  #endRing: (() => void) | undefined;
  /** Each card that is to be shown has its own, so that what is prepared late opens none. */
  #token = 0;
  /** The next card is shown because a person went to its mention. */
  #isStepping = false;
  readonly #page: Completeness;
  #isGivingWay = false;
  /** The next dismissal does not count: the card itself brings it about. */
  #isHeld = false;

  /** @param window of the page that cards stand in */
  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly setup: CardSetup,
  ) {
    this.#page = new Completeness(window);
    this.#walker = new Walker(window, setup.mentions);
    this.#hover = new Hover<Mention>(
      { now: () => performance.now(), after: (ms, callback) => setTimeout(callback, ms) },
      {
        show: (mention) => this.#show(mention),
        hide: () => this.#hide(),
        pin: () => this.#shown?.host.pin(),
      },
      isSame,
      () => setup.options().openAfterMs,
    );
    this.#pointer = new CardPointer(window, {
      hover: this.#hover,
      shown: () => this.#shown,
      prepare: (mention) => void this.#prepare(mention),
    });
    const dismiss = () => this.dismiss();
    this.#focus = new CardFocus(window, { isPinned: () => this.#isPinned, dismiss });
    this.#events = new CardEvents(
      {
        shown: () => this.#shown,
        over: (at) => this.#pointer.over(at),
        pin: (mention) => this.#hover.pin(mention),
        dismiss,
        refuse: () => this.refuse(),
      },
      this.#focus,
    );
  }

  get #isPinned(): boolean {
    return this.#hover.state.is === 'pinned';
  }

  // ---- what the content script tells --------------------------------------------------------

  /** No card is open and no mention is rested on. */
  get isIdle(): boolean {
    return this.#hover.state.is === 'closed' && !this.#hover.isRefused;
  }

  /** The pointer is on a mention, or on none. */
  point(mention: Mention | undefined, at: PointerSample, opens: boolean): void {
    this.#page.when(mention && (() => this.#pointer.point(mention, at, opens)));
    if (!mention) this.#pointer.point(mention, at, opens);
  }

  /** The pointer left the frame. */
  leave(): void {
    this.#page.when(undefined);
    this.#pointer.leave();
  }

  /** A person clicked on a mention, or tapped. */
  press(mention: Mention, click: PointerEvent): void {
    this.#page.when(() => this.#pointer.press(mention, click));
  }

  /** A person asks for the card of a mention in what a click is the page's. */
  hold(mention: Mention, event: PointerEvent): void {
    this.#page.when(() => this.#pointer.hold(mention, event));
  }

  /**
   * An event that the content script heard before the page's own scripts could.
   * @returns whether it is the card's alone
   */
  hear(event: Event): boolean {
    return this.#events.hear(event);
  }

  /** Closes the card, if one is open. */
  dismiss(): void {
    if (this.#isHeld) this.#isHeld = false;
    else this.#hover.dismiss();
  }

  /** The card stays for so many milliseconds, though what it does has its marks taken away: that dismisses it once. */
  holdFor(milliseconds: number): void {
    const shown = this.#shown;
    if (!shown) return;
    this.#hover.pin(shown.mention);
    this.#isHeld = true;
    setTimeout(() => {
      if (this.#shown === shown) this.letGo();
    }, milliseconds);
  }

  /** Closes the card, held or not. */
  letGo(): void {
    this.#hover.dismiss();
  }

  /** A person closes the card. */
  refuse(): void {
    this.#pointer.refuse();
  }

  /** Does what leads out of the card, while a person's click on it is handed on; else nothing. */
  act(run: () => void): void {
    this.#events.act(run);
  }

  /** Closes for a card in another frame: nobody is told. */
  giveWay(): void {
    this.#isGivingWay = true;
    this.dismiss();
    this.#isGivingWay = false;
  }

  /** Leaves nothing behind. */
  stop(): void {
    this.dismiss();
    this.#endRing?.();
  }

  // ---- the walk from mention to mention ------------------------------------------------------

  /** Where mentions of a name lie from where the reader is. */
  survey(name: string | undefined): WalkSurvey {
    return this.#walker.survey(name);
  }

  /** Goes to the next mention: scrolls there, rings it, opens its card. */
  step(direction: 1 | -1, name: string | undefined, from: 'here' | 'edge'): void {
    const mention = this.#walker.next(direction, name, from);
    if (!mention) return;
    const range = rangeOf(mention);
    scrollTo(range);
    this.#pointer.opener = null;
    // From one card to the next, what had the focus before the first is remembered.
    if (!this.#shown?.host.hasFocus) this.#focus.remember();
    this.#hover.dismiss();
    ringForAWhile(this.window, range);
    this.#isStepping = true;
    this.#hover.pin(mention);
    this.#isStepping = false;
  }

  // ---- the card that is shown ----------------------------------------------------------------

  #show(mention: Mention): void {
    this.#hide();
    const token = ++this.#token;
    const { opener } = this.#pointer;
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
        moved: () => this.#pointer.pageMoved(),
        gone: () => this.dismiss(),
        focused: (on) => this.#focus.came(on),
      },
      mention,
      opener,
    );
    this.#shown = shown;
    this.#walker.standOn(mention);
    this.#shield = new AbortController();
    shield(window, (event) => this.hear(event), this.#shield.signal);
    shown.open(content);
    // It may have found no room.
    if (this.#shown !== shown) return;
    if (this.#isPinned) shown.host.pin();
    setup.tell(true);
  }

  #hide(): void {
    this.#token++;
    this.#isHeld = false;
    const shown = this.#shown;
    if (!shown) return;
    const hadFocus = shown.host.hasFocus;
    this.#shown = undefined;
    this.#events.ended();
    this.#focus.ended();
    this.#shield.abort();
    shown.close();
    this.#endRing?.();
    this.#endRing = undefined;
    if (hadFocus) this.#focus.giveBack();
    if (!this.#isGivingWay) this.setup.tell(false);
  }
}
