/** The element that a card lives in, with its closed root. */
import { render, type VNode } from 'preact';
import * as native from '../../dom/native.ts';
import { isShadowRoot } from '../../dom/nodes.ts';
import { CARD_MARK } from '../../protocol/world.ts';
import { type Box, EDGE_PX } from '../place/place.ts';
import type { CardShape } from '../place/shape.ts';
import { CardSheets, MOST_RINGS } from './sheets.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const BORDER = 1;
/** Between the letters of the mention and its ring, CSS pixels. */
const RING_PX = 3;

export interface HostLook {
  /** Of the interface's texts: BCP 47, and which way they run. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Undefined: as the system has it. */
  readonly scheme: 'light' | 'dark' | undefined;
  readonly shape: CardShape;
}

/**
 * The one element that stands in a page while a card is open, with a closed shadow root that the
 * Preact tree lives in. In the top layer, so that no page's z-index or overflow covers it.
 *
 * A plain `div`: a page can define no element of that name, and so gets no `ElementInternals` of it. In Chromium
 * a page has no way to the root. In Firefox 153 `window.find()` and the selection hand out nodes in closed roots:
 * so whatever is changed in there by anybody else ends the card.
 */
export class CardHost {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** What is seen of it, and scrolls: a labelled dialog that is not modal. */
  readonly dialog: HTMLElement;
  readonly #content: HTMLElement;
  /** Around the lines of the mention that it belongs to. */
  readonly #rings: readonly HTMLElement[];
  readonly #sheets: CardSheets;
  readonly #changes: MutationObserver;
  /** Where the page lets it stand: the others are for pages that take it out again. */
  #parents: Element[] = [];
  #zoom = 1;
  /** A click of ours is on its way to a control. */
  #isPressing = false;
  #isTouched = false;

  /**
   * @param touched somebody else changed what is in it
   * @param focused something in it has the focus now
   */
  constructor(
    private readonly document: Document,
    private readonly touched: () => void = () => undefined,
    focused: (on: Element | null) => void = () => undefined,
  ) {
    // Neither innerHTML nor a style element: both fail in XML documents or under a strict CSP.
    this.element = this.#create('div');
    this.element.setAttribute(CARD_MARK, '');
    this.element.setAttribute('popover', 'manual');
    this.root = this.element.attachShadow({ mode: 'closed' });
    this.#sheets = new CardSheets(this.root);
    this.dialog = this.#create('div');
    this.#content = this.#create('div');
    this.#content.className = 'content';
    this.dialog.append(this.#content);
    this.#rings = Array.from({ length: MOST_RINGS }, () => this.#create('div'));
    this.root.append(this.dialog, ...this.#rings);
    this.root.addEventListener('click', (event) => this.#stopForeign(event), true);
    // From one to another in it, no event leaves it.
    this.root.addEventListener('focusin', () => focused(this.root.activeElement));
    this.#changes = new MutationObserver(() => this.#wasTouched());
  }

  #create(name: string): HTMLElement {
    return native.createElementNS(this.document, XHTML, name) as HTMLElement;
  }

  /** Renders and forgets, unseen. */
  warmUp(content: VNode): void {
    render(content, this.#content);
    render(null, this.#content);
  }

  /**
   * Stands it in the page and shows it.
   * @param parents where it may stand, the best first; at least one
   */
  open(content: VNode, look: HostLook, parents: readonly Element[]): void {
    const { dialog } = this;
    dialog.className = `card ${look.shape} ${look.scheme ?? ''}`;
    dialog.lang = look.lang;
    dialog.dir = look.dir;
    dialog.tabIndex = -1;
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-labelledby', 'name');
    dialog.setAttribute('aria-describedby', 'paragraph');
    for (const [index, element] of this.#rings.entries()) {
      element.className = `ring ring${index} ${look.scheme ?? ''}`;
    }
    render(content, this.#content);
    this.#changes.observe(this.root, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    this.#parents = [...parents];
    this.#stand();
  }

  /** In the first place that shows it: a page may forbid it any. */
  #stand(): void {
    for (let parent = this.#parents.shift(); parent; parent = this.#parents.shift()) {
      native.append(parent, this.element);
      this.showOnTop();
      if (this.#hasBox) return;
    }
  }

  /** Shows it above all that is in the top layer by now. */
  showOnTop(): void {
    const { element } = this;
    try {
      if (this.isInTopLayer) element.hidePopover();
      element.showPopover();
    } catch {
      // The page took it out while it was told (`beforetoggle`): it is not shown then, which is seen.
    }
  }

  /** Whether the browser shows it above all that is not in the top layer. */
  get isInTopLayer(): boolean {
    return this.element.isConnected && this.element.matches(':popover-open');
  }

  get #hasBox(): boolean {
    return this.element.isConnected && this.dialog.getClientRects().length > 0;
  }

  /** Whether it is shown; a page may have taken it out, then the next place is tried. */
  get isShown(): boolean {
    if (!this.element.isConnected) this.#stand();
    // A box of no size: what it stands in is not shown, or the document shows no HTML (SVG in Firefox).
    return this.#hasBox;
  }

  /** Whether nobody but us has had a hand in what is shown. */
  get isUntouched(): boolean {
    if (this.#isTouched || this.root.getAnimations().length > 0) return false;
    return !__FIREFOX__ || this.#sheets.areUntouched;
  }

  /** Whether no part of it shows something else than what we put there: of all, the one change that no observer tells. */
  get hasNoInnerRoot(): boolean {
    return ![...this.root.querySelectorAll('*')].some(native.anyShadowRoot);
  }

  /** The size that its content asks for, CSS pixels of the viewport. */
  naturalSize(
    shape: CardShape,
    viewport: { readonly width: number; readonly zoom: number },
  ): { width: number; height: number } {
    const { width: room, zoom } = viewport;
    this.#zoom = zoom;
    // The page's zoom is not ours: the card is as large as in any other page.
    const parent = native.parentElement(this.element);
    this.#sheets.set('zoom', `${zoom / ((parent && native.zoomOf(parent)) ?? 1)}`);
    this.#sheets.set('room', `${(shape === 'sheet' ? room : room - 2 * EDGE_PX) / zoom}px`);
    const { width } = this.dialog.getBoundingClientRect();
    const { height } = this.#content.getBoundingClientRect();
    return { width, height: height + (this.#hiddenHeight + 2 * BORDER) * zoom };
  }

  /** CSS pixels of an unzoomed card by which the text is longer than the room that it has. */
  get #hiddenHeight(): number {
    const text = this.#content.querySelector('.text');
    return text ? native.scrollHeight(text) - native.clientHeight(text) : 0;
  }

  /** Moves it to where it is to stand, CSS pixels in the layout viewport. */
  moveTo({ x, y, height }: Box): void {
    this.#sheets.set('left', `${x / this.#zoom}px`);
    this.#sheets.set('top', `${y / this.#zoom}px`);
    this.#sheets.set('height', `${height / this.#zoom}px`);
  }

  /**
   * Rings the mention, without a hand on how its letters are painted.
   * @param lines as far as they are seen, CSS pixels in the layout viewport
   * @param card where the card stands, from where it is all measured
   */
  ring(lines: readonly Box[], card: Box): void {
    for (const index of this.#rings.keys()) {
      const line = lines[index];
      const box = line && {
        left: line.x - card.x - RING_PX,
        top: line.y - card.y - RING_PX,
        width: line.width + 2 * RING_PX,
        height: line.height + 2 * RING_PX,
      };
      this.#sheets.ring(index, box, this.#zoom);
    }
  }

  /** Shows that it stays until it is dismissed. */
  pin(): void {
    // What changes during a press is ours.
    if (this.#changes.takeRecords().length > 0 && !this.#isPressing) {
      this.#wasTouched();
      return;
    }
    this.dialog.classList.add('pinned');
    // This change is ours.
    this.#changes.takeRecords();
  }

  /** Moves the focus into it, which has a screen reader announce it. */
  focus(): void {
    this.dialog.focus({ preventScroll: true });
  }

  /** Whether something in it has the focus. */
  get hasFocus(): boolean {
    return this.root.activeElement !== null;
  }

  /** What can have the focus in it, in order: what is in a closed menu cannot. */
  get controls(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('button:not([hidden] *)')];
  }

  /** What leads out of the card. */
  get guarded(): HTMLElement[] {
    return this.controls.filter((control) => 'guarded' in control.dataset);
  }

  /** What a person's pointer is on, and what is on top there. */
  innerTarget(x: number, y: number): Element | null {
    return this.root.elementFromPoint(x, y);
  }

  /** Whether a pointer there is on the card, for all that the browser says. */
  isTopmostAt(x: number, y: number): boolean {
    const scope = native.rootOf(this.element) as Document | ShadowRoot;
    const on = isShadowRoot(scope)
      ? scope.elementFromPoint(x, y)
      : native.elementFromPoint(scope, x, y);
    return on === this.element;
  }

  /**
   * Hands a click on to where it was meant for. Within the card only, past the page: a page that stops
   * every event stops the real one on its way down.
   */
  press(target: Element): void {
    if (this.#changes.takeRecords().length > 0) {
      this.#wasTouched();
      return;
    }
    this.#isPressing = true;
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: false }));
    this.#isPressing = false;
    // After Preact, which has waited for the same: these changes are ours.
    queueMicrotask(() => this.#changes.takeRecords());
  }

  #wasTouched(): void {
    this.#isTouched = true;
    this.touched();
  }

  /** Clicks that are none of a person's, nor handed on from one. */
  #stopForeign(event: Event): void {
    if (!this.#isPressing) event.stopImmediatePropagation();
  }

  /** Takes it out of the page. */
  close(): void {
    this.#changes.disconnect();
    this.element.remove();
    render(null, this.#content);
  }
}
