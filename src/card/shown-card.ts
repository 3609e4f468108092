/** A card that is open: stands beside its mention, wherever the page moves it, until it cannot. */
import type { VNode } from 'preact';
import { shownAncestors } from '../dom/flat-tree.ts';
import type { Mention, PointerSample } from '../protocol/world.ts';
import { schemeAround } from './ground.ts';
import { CardHost } from './host.ts';
import { type Box, place } from './place.ts';
import { shield } from './shield.ts';
import { distance, type Point } from './toward.ts';
import { LAYER, MentionView, parentsFor, shapeFor, viewportOf } from './view.ts';

export interface ShownCardSetup {
  /** Of the interface's texts. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** The page moved it, or the mention. */
  readonly moved: () => void;
  /** It cannot stand there any more. */
  readonly gone: () => void;
}

export class ShownCard {
  readonly host: CardHost;
  readonly #view: MentionView;
  readonly #ended = new AbortController();
  readonly #shape: 'beside' | 'sheet';
  /** What the page shows besides: another address or full-screen element is another view. */
  readonly #href: string;
  readonly #fullscreen: Element | null;
  #box: Box | undefined;
  /** Where everything was when the card was last placed. */
  #placedFor = '';

  /** @param pointer what it is opened by; null: a key */
  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly setup: ShownCardSetup,
    readonly mention: Mention,
    private readonly pointer: PointerSample | null,
  ) {
    const { document, location } = window;
    this.host = new CardHost(document);
    this.#view = new MentionView(window, mention);
    this.#shape = shapeFor(window, pointer?.type);
    this.#href = location.href;
    this.#fullscreen = document.fullscreenElement;
  }

  open(content: VNode): void {
    const { window, setup, mention } = this;
    const { signal } = this.#ended;
    const scheme = schemeAround(mention.startNode, window);
    const look = { lang: setup.lang, dir: setup.dir, scheme, shape: this.#shape };
    this.host.open(content, look, parentsFor(mention, window.document));
    shield(window, (event) => this.isOn(event), signal);
    // What the page opens over the card (a dialog, a menu) makes it inert or unseen.
    window.addEventListener('toggle', (event) => this.#toggled(event as ToggleEvent), {
      capture: true,
      signal,
    });
    this.#follow();
  }

  close(): void {
    this.#ended.abort();
    this.host.close();
  }

  /** Where it stands, CSS pixels in the layout viewport; undefined before it is placed. */
  get box(): Box | undefined {
    return this.#box;
  }

  isOn(event: Event): boolean {
    return event.composedPath().includes(this.host.element);
  }

  isMentionAt(point: Point): boolean {
    return this.#view.lines.some((line) => distance(point, line) === 0);
  }

  #toggled({ target, newState }: ToggleEvent): void {
    if (newState !== 'open' || target === this.host.element || !(target instanceof Element)) return;
    if (!target.matches(LAYER)) return;
    for (const around of shownAncestors(this.mention.startNode)) if (around === target) return;
    this.setup.gone();
  }

  /**
   * Each frame, as long as the card is open: whatever moves the mention (scrolling, zooming, the page
   * itself), no event tells of all of it.
   */
  #follow(): void {
    if (this.#ended.signal.aborted) return;
    const { document, location } = this.window;
    const lines = this.#view.lines;
    const viewport = viewportOf(this.window);
    if (
      location.href !== this.#href ||
      document.fullscreenElement !== this.#fullscreen ||
      !this.#view.isInSight(lines, viewport) ||
      !this.host.isShown
    ) {
      this.setup.gone();
      return;
    }
    const card = this.host.naturalSize(this.#shape, viewport);
    const now = JSON.stringify([lines, viewport, card]);
    if (now !== this.#placedFor) {
      const isMoved = this.#placedFor !== '';
      this.#placedFor = now;
      this.#put(lines, viewport, card);
      if (isMoved) this.setup.moved();
    }
    requestAnimationFrame(() => this.#follow());
  }

  async #put(
    lines: readonly DOMRect[],
    viewport: Box,
    card: { readonly width: number; readonly height: number },
  ): Promise<void> {
    const rightToLeft = this.setup.dir === 'rtl';
    const shape = this.#shape;
    const box = await place({ lines, pointer: this.pointer, card, viewport, rightToLeft, shape });
    if (this.#ended.signal.aborted) return;
    this.#box = box;
    if (box) this.host.moveTo(box);
    // A frame that is too small for it.
    else this.setup.gone();
  }
}
