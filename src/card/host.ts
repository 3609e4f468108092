import { render, type VNode } from 'preact';
import css from './card.css?inline';
import type { Box } from './place.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';

/**
 * The one element that stands in a page while a card is open, with a closed shadow root that the
 * Preact tree lives in. In the top layer, so that no page's z-index or overflow covers it.
 */
export class CardHost {
  readonly element: HTMLElement;
  readonly #container: HTMLElement;

  constructor(private readonly document: Document) {
    // Neither innerHTML nor a style element: both fail in XML documents or under a strict CSP.
    this.element = document.createElementNS(XHTML, 'backstory-card') as HTMLElement;
    this.element.setAttribute('popover', 'manual');
    const root = this.element.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    this.#container = document.createElementNS(XHTML, 'div') as HTMLElement;
    root.append(this.#container);
  }

  /** Renders, and puts the card over `node`: into its modal if it stands in one, else on top. */
  open(content: VNode, node: Node): void {
    render(content, this.#container);
    const parent = this.#topAround(node) ?? this.document.documentElement;
    if (this.element.parentNode !== parent) parent.append(this.element);
    if (!this.element.matches(':popover-open')) this.element.showPopover();
  }

  /** What is outside a modal dialog or a full-screen element is inert or unseen. */
  #topAround(node: Node): Element | null {
    let element: Element | null = node.parentElement;
    while (element) {
      const top: Element | null = element.closest(':modal, :fullscreen');
      if (top) return top;
      const root = element.getRootNode();
      element = root instanceof ShadowRoot ? root.host : null;
    }
    return null;
  }

  /** The size that its content asks for, CSS pixels. */
  naturalSize(): { width: number; height: number } {
    this.element.style.removeProperty('--width');
    this.element.style.removeProperty('--height');
    const { width, height } = this.element.getBoundingClientRect();
    return { width, height };
  }

  /** CSS pixels in the layout viewport. */
  moveTo({ x, y, width, height }: Box): void {
    const { style } = this.element;
    style.setProperty('--left', `${x}px`);
    style.setProperty('--top', `${y}px`);
    style.setProperty('--width', `${width}px`);
    style.setProperty('--height', `${height}px`);
  }

  close(): void {
    this.element.remove();
    render(null, this.#container);
  }
}
