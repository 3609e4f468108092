/**
 * The hover card of one frame: pointer and keys in, one card at a time out. When is decided by
 * `hover.ts`, where by `place.ts`, which mention is next by `walker.ts`.
 */
import type { VNode } from 'preact';
import { ring, ringForAWhile, scrollTo } from '../dom/here.ts';
import { rangeOf } from '../dom/range.ts';
import type {
  CardControl,
  CardOptions,
  Mention,
  PointerSample,
  WalkSurvey,
} from '../protocol/world.ts';
import { focused, isControl, tabbableBeside } from './controls.ts';
import { Hover } from './hover.ts';
import { clickWithin } from './shield.ts';
import { ShownCard } from './shown-card.ts';
import { distance, isToward } from './toward.ts';
import { Walker } from './walker.ts';

/** What the card needs besides the page. */
export interface CardSetup {
  /** All of the page, in no order. */
  readonly mentions: () => readonly Mention[];
  readonly options: () => CardOptions;
  /** `StoryName.id` by `Mention.name` */
  readonly names: readonly string[];
  /** Of the interface's texts. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly render: (mention: Mention) => VNode | undefined;
  /** A card opened or closed. */
  readonly tell: (isOpen: boolean) => void;
}

const isSame = (a: Mention, b: Mention) => a.startNode === b.startNode && a.start === b.start;

export class HoverCard implements CardControl {
  readonly #hover: Hover<Mention>;
  readonly #walker: Walker;
  #shown: ShownCard | undefined;
  /** Where the pointer was last; undefined: out of the frame. */
  #pointer: PointerSample | undefined;
  /** What opens the next card. */
  #opener: PointerSample | null = null;
  /** Where in the card a button of the pointer went down. */
  #pressed: Element | null | undefined;
  /** What had the focus before the card took it. */
  #focusBefore: Element | null = null;
  #endRing: (() => void) | undefined;
  #isEscapeDown = false;
  #isGivingWay = false;

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly setup: CardSetup,
  ) {
    this.#walker = new Walker(window, setup.mentions, setup.names);
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
    return this.#hover.state.is === 'closed';
  }

  point(mention: Mention | undefined, at: PointerSample): void {
    const from = this.#pointer;
    this.#pointer = at;
    const box = this.#shown?.box;
    const elapsed = from ? at.time - from.time : 0;
    this.#opener = at;
    this.#hover.point(mention, {
      speed: from && elapsed > 0 ? Math.hypot(at.x - from.x, at.y - from.y) / elapsed : 0,
      toward: from !== undefined && box !== undefined && isToward(from, at, box),
      time: at.time,
    });
  }

  leave(): void {
    this.#pointer = undefined;
    this.#pointNowhere();
  }

  #pointNowhere(): void {
    this.#hover.point(undefined, { speed: 0, toward: false, time: performance.now() });
  }

  press(mention: Mention, click: MouseEvent): void {
    // The second click of a double one selects the word, a drag selects, a link is the page's.
    if (click.detail > 1 || this.window.getSelection()?.type === 'Range') return;
    if (isControl(mention.startNode, this.window)) return;
    const { state } = this.#hover;
    if (state.is === 'pinned' && isSame(state.on, mention)) {
      this.dismiss();
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
      default:
        return false;
    }
  }

  dismiss(): void {
    this.#hover.dismiss();
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
    this.#hover.pin(mention);
    if (this.#shown) {
      this.#endRing = ring(this.window, range);
      this.#shown.host.focus();
    } else {
      ringForAWhile(this.window, range);
    }
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
    if (event.buttons !== 0 && this.#pressed !== undefined) return true;
    this.#pressed = undefined;
    if (!this.#isOn(event)) return false;
    this.#pointer = sample(event);
    this.#hover.overCard(true);
    return true;
  }

  #pressedDown(event: PointerEvent): boolean {
    const shown = this.#shown;
    this.#pressed = undefined;
    if (!shown) return false;
    if (this.#isOn(event)) {
      this.#pressed = shown.host.innerTarget(event.clientX, event.clientY);
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
    // A click by key has no place but the focus.
    const isByKey = event.detail === 0;
    const target = isByKey
      ? shown.host.root.activeElement
      : shown.host.innerTarget(event.clientX, event.clientY);
    if (target && (isByKey || target === this.#pressed)) clickWithin(target);
    return keep(event);
  }

  #keyDown(event: KeyboardEvent): boolean {
    const shown = this.#shown;
    if (!shown || event.isComposing) return false;
    if (event.key === 'Escape') {
      // The card alone goes: not the page's dialog, and the page does not hear of it.
      event.preventDefault();
      this.#isEscapeDown = true;
      this.dismiss();
      return keep(event);
    }
    if (event.key === 'Tab' && !event.altKey && !event.ctrlKey && !event.metaKey) {
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
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
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
    beside?.focus();
    return true;
  }

  // ---- the card that is shown ----------------------------------------------------------------

  #show(mention: Mention): void {
    const { window, setup } = this;
    this.#hide();
    const content = setup.render(mention);
    if (!content) return;
    const { lang, dir } = setup;
    const shown = new ShownCard(
      window,
      {
        lang,
        dir,
        moved: () => this.#pageMoved(),
        gone: () => this.dismiss(),
      },
      mention,
      this.#opener,
    );
    this.#shown = shown;
    this.#walker.standOn(mention);
    shown.open(content);
    if (this.#shown === shown) setup.tell(true);
  }

  #hide(): void {
    const shown = this.#shown;
    if (!shown) return;
    const hadFocus = shown.host.hasFocus;
    this.#shown = undefined;
    this.#pressed = undefined;
    shown.close();
    this.#endRing?.();
    this.#endRing = undefined;
    if (hadFocus && this.#focusBefore?.isConnected) {
      (this.#focusBefore as HTMLElement).focus({ preventScroll: true });
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

const sample = ({ clientX: x, clientY: y, timeStamp: time, pointerType: type }: PointerEvent) => ({
  x,
  y,
  time,
  type,
});

/** The page does not hear of it. What the browser does with it by itself, it does. */
function keep(event: Event): true {
  event.stopImmediatePropagation();
  return true;
}
