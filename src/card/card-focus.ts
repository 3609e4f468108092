/** The focus: how it comes into the card and out of it by Tab, what had it before, and what in the card a person gave it. */
import * as native from '../dom/native.ts';
import { focused, tabbableBeside } from './controls.ts';
import type { ShownCard } from './look/shown-card.ts';

/** Milliseconds within which the browser moves the focus after the key or the press that asks for it. */
const AT_ONCE_MS = 200;

/** What the focus needs of the card that is open. */
export interface FocusSetup {
  /** It stays until it is dismissed. */
  readonly isPinned: () => boolean;
  readonly dismiss: () => void;
}

export class CardFocus {
  /** What had the focus before the card took it. */
  #before: Element | null = null;
  /** When a person last did what may move the focus within the card. */
  #askedAt = Number.NEGATIVE_INFINITY;
  /** What in the card has the focus because of that. */
  #given: Element | null = null;

  /** @param window of the page that the card stands in */
  constructor(
    private readonly window: Window,
    private readonly setup: FocusSetup,
  ) {}

  /** What in the card has the focus because a person put it there. */
  get given(): Element | null {
    return this.#given;
  }

  /** A person did what may move the focus within the card. */
  asked(): void {
    this.#askedAt = performance.now();
  }

  /**
   * Something in the card has the focus now. A page that has got at the root may move the focus, too: then a key that
   * was meant for the page would press.
   */
  came(on: Element | null): void {
    const isPersons = performance.now() - this.#askedAt <= AT_ONCE_MS;
    if (on !== this.#given) this.#given = isPersons ? on : null;
  }

  /** Of a card that closes, nothing has the focus. */
  ended(): void {
    this.#given = null;
  }

  /** What has the focus now gets it back from the card. */
  remember(): void {
    this.#before = focused(this.window.document);
  }

  /** What had the focus before the card gets it back, if it is still there. */
  giveBack(): void {
    const before = this.#before;
    if (before && native.isConnected(before)) {
      native.focus(before as HTMLElement, { preventScroll: true });
    }
  }

  /**
   * The Tab key was pressed. The card stands in the order of the page where its mention stands: into it comes who
   * pinned it, out of it one comes to what is beside the mention.
   * @returns false: the browser knows where to go
   */
  tab({ host, mention }: ShownCard, isBackward: boolean): boolean {
    const { document } = this.window;
    if (!host.hasFocus) {
      const active = native.activeElementOf(document);
      const isNowhere = active === null || active === native.bodyOf(document);
      if (!this.setup.isPinned() || isBackward || !isNowhere) return false;
      this.#before = null;
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
    this.setup.dismiss();
    if (beside) native.focus(beside);
    return true;
  }
}
