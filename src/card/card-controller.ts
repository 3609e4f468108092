/**
 * The hover card of one frame: pointer and keys in, one card at a time out. When is decided by `hover.ts`, where by
 * `place.ts`, which mention is next by `walker.ts`. What is done in the card: `card-events.ts`, `card-focus.ts`.
 */
import type { VNode } from 'preact';
import { passedOver } from '../dom/passed-over.ts';
import { rangeOf } from '../dom/range.ts';
import { ring, ringForAWhile, scrollTo } from '../dom/ring.ts';
import type { Mention } from '../protocol/marks.ts';
import type { CardControl, PointerSample, WalkSurvey } from '../protocol/world.ts';
import { CardEvents } from './card-events.ts';
import { CardFocus } from './card-focus.ts';
import type { CardSetup } from './card-setup.ts';
import { Completeness } from './complete.ts';
import { isControl, isControlAround } from './controls.ts';
import { Hover } from './hover.ts';
import { ShownCard } from './look/shown-card.ts';
import { isSame, lineAt } from './mention.ts';
import { distance, isToward } from './place/toward.ts';
import { shield } from './shield.ts';
import { Walker } from './walk/walker.ts';

export class CardController implements CardControl {
  readonly #hover: Hover<Mention>;
  readonly #walker: Walker;
  readonly #events: CardEvents;
  readonly #focus: CardFocus;
  #shown: ShownCard | undefined;
  /** Where the pointer was last; undefined: out of the frame. */
  #pointer: PointerSample | undefined;
  /** What opens the next card. */
  #opener: PointerSample | null = null;
  /** The line of its mention that the pointer was on when a person closed the card. */
  #refusedOn: number | undefined;
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
      { show: (mention) => this.#show(mention), hide: () => this.#hide() },
      isSame,
      () => setup.options().openBy,
    );
    const dismiss = () => this.dismiss();
    const isPinned = () => this.#hover.state.is === 'pinned';
    this.#focus = new CardFocus(window, { isPinned, dismiss });
    this.#events = new CardEvents(
      {
        shown: () => this.#shown,
        over: (at) => this.#overCard(at),
        pin: (mention) => this.#hover.pin(mention),
        dismiss,
        refuse: () => this.refuse(),
      },
      this.#focus,
    );
  }

  // ---- what the content script tells --------------------------------------------------------

  /** No card is open and no mention is rested on. */
  get isIdle(): boolean {
    return this.#hover.state.is === 'closed' && !this.#hover.isRefused;
  }

  /** The pointer is on a mention, or on none. */
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

  /** The pointer left the frame. */
  leave(): void {
    this.#page.when(undefined);
    this.#pointer = undefined;
    this.#pointNowhere();
  }

  #pointNowhere(): void {
    this.#hover.point(undefined, { speed: 0, toward: false, time: performance.now() });
  }

  /** A person clicked on a mention, or tapped. */
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

  /**
   * An event that the content script heard before the page's own scripts could.
   * @returns whether it is the card's alone
   */
  hear(event: Event): boolean {
    return this.#events.hear(event);
  }

  /** The pointer is on the card, of which the content script is not told. */
  #overCard(at: PointerSample): void {
    this.#pointer = at;
    this.#hover.overCard(true);
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
    const { shown } = this.#hover;
    this.#hover.refuse();
    this.#refusedOn = shown && this.#pointer && lineAt(shown, this.#pointer);
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
    this.#opener = null;
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
    if (this.#shown === shown) setup.tell(true);
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

  /** The page moved under a pointer that did not: that is leaving, too. */
  #pageMoved(): void {
    const at = this.#pointer;
    const shown = this.#shown;
    if (!at || !shown || this.#hover.state.is !== 'open') return;
    const isOnCard = shown.box !== undefined && distance(at, shown.box) === 0;
    if (!isOnCard && !shown.isMentionAt(at)) this.#pointNowhere();
  }
}
