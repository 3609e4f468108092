import { render, type VNode } from 'preact';
import { CARD_ELEMENT } from '../protocol/world.ts';
import css from './card.css?inline';
import { keepAlive } from './lifeline.ts';
import { type Box, EDGE } from './place.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const BORDER = 1;

let sheet: CSSStyleSheet | undefined;

/** Parsed once: most pages show more than one card. */
function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/**
 * Firefox 140, the oldest that we support, refuses it to a content script unless it is done as the page would
 * do it: https://bugzilla.mozilla.org/show_bug.cgi?id=1770592
 */
function adopt(root: ShadowRoot & { readonly wrappedJSObject?: ShadowRoot }): void {
  try {
    root.adoptedStyleSheets = [styles()];
  } catch (error) {
    if (!root.wrappedJSObject) throw error;
    root.wrappedJSObject.adoptedStyleSheets.push(styles());
  }
}

export interface HostLook {
  /** Of the interface's texts: BCP 47, and which way they run. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Undefined: as the system has it. */
  readonly scheme: 'light' | 'dark' | undefined;
  readonly shape: 'beside' | 'sheet';
}

/**
 * The one element that stands in a page while a card is open, with a closed shadow root that the
 * Preact tree lives in. In the top layer, so that no page's z-index or overflow covers it.
 */
export class CardHost {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** What is seen of it, and scrolls: a labelled dialog that is not modal. */
  readonly #dialog: HTMLElement;
  readonly #content: HTMLElement;
  /** Where the page lets it stand: the others are for pages that take it out again. */
  #parents: Element[] = [];
  #pageZoom = 1;
  #zoom = 1;
  #endLife: (() => void) | undefined;

  constructor(private readonly document: Document) {
    // Neither innerHTML nor a style element: both fail in XML documents or under a strict CSP.
    this.element = this.#create(CARD_ELEMENT);
    this.element.setAttribute('popover', 'manual');
    this.root = this.element.attachShadow({ mode: 'closed' });
    adopt(this.root);
    this.#dialog = this.#create('div');
    this.#content = this.#create('div');
    this.#content.className = 'content';
    this.#dialog.append(this.#content);
    this.root.append(this.#dialog);
  }

  #create(name: string): HTMLElement {
    return this.document.createElementNS(XHTML, name) as HTMLElement;
  }

  /** Renders and forgets, unseen. */
  warmUp(content: VNode): void {
    render(content, this.#content);
    render(null, this.#content);
  }

  /** Has the browser find the fonts, which takes the longest of all that a first card needs. */
  static warmUpFonts(): void {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (!context) return;
    for (const [, family] of css.matchAll(/--(?:serif|sans):([^;}]+)/g)) {
      for (const style of ['16px', 'bold 16px', 'italic 13px']) {
        context.font = `${style} ${family}`;
        context.measureText('Grave, « être », 2024 · “quoted” ‹›×');
      }
    }
  }

  /** @param parents where it may stand, the best first; at least one */
  open(content: VNode, look: HostLook, parents: readonly Element[]): void {
    const dialog = this.#dialog;
    dialog.className = `card ${look.shape} ${look.scheme ?? ''}`;
    dialog.lang = look.lang;
    dialog.dir = look.dir;
    dialog.tabIndex = -1;
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-labelledby', 'name');
    dialog.setAttribute('aria-describedby', 'paragraph');
    render(content, this.#content);
    this.#parents = [...parents];
    this.#stand();
    this.#endLife = keepAlive(dialog);
  }

  #stand(): void {
    const parent = this.#parents.shift();
    if (!parent) return;
    parent.append(this.element);
    // The page's zoom is not ours: the card is as large as in any other page.
    this.#pageZoom = (parent as Partial<Element>).currentCSSZoom ?? 1;
    if (!this.element.matches(':popover-open')) this.element.showPopover();
  }

  /** Whether it is shown; a page may have taken it out, then the next place is tried. */
  get isShown(): boolean {
    if (!this.element.isConnected) this.#stand();
    // A box of no size: what it stands in is not shown, or the document shows no HTML (SVG in Firefox).
    return this.element.isConnected && this.#dialog.getClientRects().length > 0;
  }

  /** The size that its content asks for, CSS pixels of the viewport. */
  naturalSize(
    shape: 'beside' | 'sheet',
    viewport: { readonly width: number; readonly zoom: number },
  ): { width: number; height: number } {
    const { width: room, zoom } = viewport;
    this.#zoom = zoom;
    this.#set('--zoom', zoom / this.#pageZoom);
    this.#set('--room', (shape === 'sheet' ? room : room - 2 * EDGE) / zoom, 'px');
    const { width } = this.#dialog.getBoundingClientRect();
    const { height } = this.#content.getBoundingClientRect();
    return { width, height: height + 2 * BORDER * zoom };
  }

  /** CSS pixels in the layout viewport. */
  moveTo({ x, y, height }: Box): void {
    this.#set('--left', x / this.#zoom, 'px');
    this.#set('--top', y / this.#zoom, 'px');
    this.#set('--height', height / this.#zoom, 'px');
  }

  #set(property: string, value: number, unit = ''): void {
    this.element.style.setProperty(property, `${value}${unit}`);
  }

  /** Moves the focus into it, which has a screen reader announce it. */
  focus(): void {
    this.#dialog.focus({ preventScroll: true });
  }

  get hasFocus(): boolean {
    return this.root.activeElement !== null;
  }

  /** What can have the focus in it, in order. */
  get controls(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('button')];
  }

  /** What a person's pointer is on. */
  innerTarget(x: number, y: number): Element | null {
    return this.root.elementFromPoint(x, y);
  }

  close(): void {
    this.#endLife?.();
    this.element.remove();
    render(null, this.#content);
  }
}
