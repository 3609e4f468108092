/** What the pointer of a frame does about its cards: rests on mentions, clicks and taps them, closes cards, leaves. */
import type { Mention } from '../protocol/marks.ts';
import type { PointerSample } from '../protocol/world.ts';
import { sampleOf } from './card-events.ts';
import { isOnControl } from './controls.ts';
import type { Hover } from './hover.ts';
import type { ShownCard } from './look/shown-card.ts';
import { isSame, lineAt } from './mention.ts';
import { motionTo } from './motion.ts';
import { distance } from './place/toward.ts';

/** What the pointer is told of, and what it brings about. */
export interface CardPointerSetup {
  readonly hover: Hover<Mention>;
  /** The card that is open. */
  readonly shown: () => ShownCard | undefined;
  /** The card of a mention may be wanted soon. */
  readonly prepare: (mention: Mention) => void;
}

export class CardPointer {
  readonly #setup: CardPointerSetup;
  /** Where it was last; undefined: out of the frame. */
  #at: PointerSample | undefined;
  /** What opens the next card; null: a key. */
  opener: PointerSample | null = null;
  /** The line of its mention that it was on when a person closed the card. */
  #refusedOn: number | undefined;

  constructor(
    private readonly window: Window,
    setup: CardPointerSetup,
  ) {
    this.#setup = setup;
  }

  /** It is on a mention, or on none. */
  point(mention: Mention | undefined, at: PointerSample, opens: boolean): void {
    const { hover, shown, prepare } = this.#setup;
    const motion = motionTo(at, this.#at, shown()?.box);
    this.#at = at;
    this.opener = at;
    // The rest of the pointer hides the way to the background and back.
    if (mention && opens && hover.state.is === 'closed') prepare(mention);
    // On its way to another line of the same mention it has left it.
    if (mention && hover.isRefused && lineAt(mention, at) !== this.#refusedOn) {
      this.#pointNowhere(at.time);
    }
    hover.point(mention, { ...motion, opens });
  }

  /** It is on the card. */
  over(at: PointerSample): void {
    this.#at = at;
    this.#setup.hover.overCard(true);
  }

  /** It left the frame. */
  leave(): void {
    this.#at = undefined;
    this.#pointNowhere();
  }

  #pointNowhere(time = performance.now()): void {
    this.#setup.hover.point(undefined, { speed: 0, toward: false, opens: false, time });
  }

  /** It clicked on a mention, or tapped. */
  press(mention: Mention, click: PointerEvent): void {
    const { hover } = this.#setup;
    // The second click of a double one selects the word, a drag selects, a link is the page's.
    if (click.detail > 1 || this.window.getSelection()?.type === 'Range') return;
    if (isOnControl(click, mention.startNode, this.window)) return;
    if (hover.state.is === 'pinned' && isSame(hover.state.on, mention)) this.refuse();
    else this.hold(mention, click);
  }

  /** It asks for the card of a mention, to stay until it is dismissed. */
  hold(mention: Mention, event: PointerEvent): void {
    this.opener = sampleOf(event);
    this.#setup.hover.pin(mention);
  }

  /** A person closes the card. */
  refuse(): void {
    const { hover } = this.#setup;
    const { shown } = hover;
    hover.refuse();
    this.#refusedOn = shown && this.#at && lineAt(shown, this.#at);
  }

  /** The page moved under a pointer that did not: that is leaving, too. */
  pageMoved(): void {
    const { hover, shown } = this.#setup;
    const at = this.#at;
    const card = shown();
    if (!at || !card || hover.state.is !== 'open') return;
    const isOnCard = card.box !== undefined && distance(at, card.box) === 0;
    if (!isOnCard && !card.isMentionAt(at)) this.#pointNowhere();
  }
}
