/** A card that is open: stands beside its mention, wherever the page moves it, until it cannot. */
import type { VNode } from 'preact';
import { isAlive } from '../../browser.ts';
import { shownAncestors } from '../../dom/flat-tree.ts';
import * as native from '../../dom/native.ts';
import type { Mention } from '../../protocol/marks.ts';
import type { PointerSample } from '../../protocol/world.ts';
import { type Box, place } from '../place/place.ts';
import type { CardShape } from '../place/shape.ts';
import { distance, type Point } from '../place/toward.ts';
import { LAYER, MentionView, PageView, parentsFor, shapeFor, viewportOf } from '../place/view.ts';
import { PagePreviews } from '../previews.ts';
import { CardWatch } from '../watch.ts';
import { schemeAround } from './ground.ts';
import { CardHost } from './host.ts';

/** Milliseconds between two looks for what the page shows under the card, and for how long it is looked for. */
const PREVIEWS_EACH_MS = 100;
const PREVIEWS_FOR_MS = 5000;

/** Firefox's events name what they are really about, in closed roots, too. */
interface FirefoxEvent extends MouseEvent {
  readonly explicitOriginalTarget?: EventTarget | null;
}

export interface ShownCardSetup {
  /** Of the interface's texts. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** The page moved it, or the mention. */
  readonly moved: () => void;
  /** It cannot stand there any more. */
  readonly gone: () => void;
  /** Something in it has the focus now. */
  readonly focused: (on: Element | null) => void;
}

export class ShownCard {
  readonly host: CardHost;
  readonly #view: MentionView;
  readonly #page: PageView;
  readonly #shape: CardShape;
  #watch: CardWatch | undefined;
  #previews: PagePreviews | undefined;
  #previewsAt: number;
  readonly #until: number;
  /** The page's own previews, from where the mention's first line begins. */
  readonly #avoid: Box[] = [];
  #box: Box | undefined;
  /** Where everything was when the card was last placed. */
  #placedFor = '';
  #isClosed = false;

  /** @param pointer what it is opened by; null: a key */
  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly setup: ShownCardSetup,
    readonly mention: Mention,
    private readonly pointer: PointerSample | null,
  ) {
    this.host = new CardHost(window.document, setup.gone, setup.focused);
    this.#view = new MentionView(window, mention);
    this.#page = new PageView(window);
    this.#shape = shapeFor(window, pointer?.type);
    this.#previewsAt = performance.now();
    this.#until = this.#previewsAt + PREVIEWS_FOR_MS;
  }

  open(content: VNode): void {
    const { window, setup, mention, host } = this;
    const scheme = schemeAround(mention.startNode, window);
    const look = { lang: setup.lang, dir: setup.dir, scheme, shape: this.#shape };
    host.open(content, look, parentsFor(mention, window.document));
    this.#watch = new CardWatch(window, host, setup.gone);
    // What opens by a key has no pointer that a page would show something for.
    if (this.pointer) this.#previews = new PagePreviews(window, host.element, mention.startNode);
    this.#follow();
  }

  close(): void {
    this.#isClosed = true;
    this.#watch?.stop();
    this.#previews?.stop();
    this.host.close();
  }

  /** Where it stands, CSS pixels in the layout viewport; undefined before it is placed. */
  get box(): Box | undefined {
    return this.#box;
  }

  isOn(event: Event): boolean {
    return event.composedPath().includes(this.host.element);
  }

  /**
   * The pointer or the focus comes to the card from what is the page's, or from out of the window. In Firefox that
   * event, too, names what in the card it comes to.
   */
  isOnTheWayTo(event: Event): boolean {
    const { relatedTarget, explicitOriginalTarget: inner } = event as FirefoxEvent;
    const isNamed =
      !!inner && 'nodeType' in inner && native.contains(this.host.root, inner as Node);
    return isNamed || relatedTarget === this.host.element;
  }

  /** @param away CSS pixels by which the point may be beside it */
  isMentionAt(point: Point, away = 0): boolean {
    return this.#view.lines.some((line) => distance(point, line) <= away);
  }

  /** Whether a press on what leads out of the card is a person's, who could see it. */
  isAllowed(
    control: Element,
    press: { readonly isTrusted: boolean; readonly at: number },
    at: Point | undefined,
  ): boolean {
    return this.#watch?.judge(control, press, at) === 'allowed';
  }

  /** What the page opens over the card (a dialog, a menu) makes it inert or unseen. */
  toggled({ target, newState }: ToggleEvent): void {
    if (newState !== 'open' || target === this.host.element || !(target instanceof Element)) return;
    if (!native.matches(target, LAYER)) return;
    for (const around of shownAncestors(this.mention.startNode)) {
      if (around !== target) continue;
      // What the card stands in was closed and opened again: it lies over the card now.
      this.host.showOnTop();
      this.#watch?.forget();
      return;
    }
    this.setup.gone();
  }

  /**
   * Each frame, as long as the card is open: whatever moves the mention (scrolling, zooming, the page
   * itself), no event tells of all of it.
   */
  #follow(): void {
    if (this.#isClosed) return;
    const lines = this.#view.lines;
    const viewport = viewportOf(this.window);
    if (
      // Nothing tells the script of an extension that was taken out: whatever it shows would stay.
      !isAlive() ||
      this.#page.isAnother ||
      this.#view.inSight(lines, viewport).length === 0 ||
      !this.host.isShown
    ) {
      this.setup.gone();
      return;
    }
    const card = this.host.naturalSize(this.#shape, viewport);
    this.#findPreviews(lines);
    const now = JSON.stringify([lines, viewport, card, this.#avoid]);
    if (now !== this.#placedFor) {
      const isMoved = this.#placedFor !== '';
      this.#placedFor = now;
      this.#put(lines, viewport, card);
      if (this.#isClosed) return;
      if (isMoved) this.setup.moved();
    }
    this.#watch?.look(viewport.zoom);
    requestAnimationFrame(() => this.#follow());
  }

  #findPreviews([line]: readonly DOMRect[]): void {
    const now = performance.now();
    if (!line || !this.#box || !this.#previews || now < this.#previewsAt) return;
    this.#previewsAt = now + PREVIEWS_EACH_MS;
    for (const { x, y, width, height } of this.#previews.under(this.#box, line)) {
      this.#avoid.push({ x: x - line.x, y: y - line.y, width, height });
    }
    if (now < this.#until) return;
    this.#previews.stop();
    this.#previews = undefined;
  }

  #put(
    lines: readonly DOMRect[],
    viewport: Box,
    card: { readonly width: number; readonly height: number },
  ): void {
    const { x = 0, y = 0 } = lines[0] ?? {};
    const avoid = this.#avoid.map((one) => ({ ...one, x: one.x + x, y: one.y + y }));
    const rightToLeft = this.setup.dir === 'rtl';
    const { pointer } = this;
    const placing = { lines, pointer, card, viewport, rightToLeft, shape: this.#shape };
    const box = place({ ...placing, avoid }) ?? place(placing);
    this.#box = box;
    if (box) {
      this.host.moveTo(box);
      this.host.ring(this.#view.inSight(lines, viewport), box);
    } else {
      // A frame that is too small for it.
      this.setup.gone();
    }
  }
}
