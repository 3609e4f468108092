/** What an open card follows: where its mention is seen now. Reads the page, decides nothing. */
import { shownAncestors, shownClosest } from '../../dom/flat-tree.ts';
import * as native from '../../dom/native.ts';
import { rectsOf } from '../../dom/range.ts';
import type { Mention } from '../../protocol/marks.ts';
import { type Box, pinchZoom } from './place.ts';
import { seen } from './seen.ts';
import { type CardShape, LARGE_TEXT_PX, shapeOf } from './shape.ts';

/** What is outside of these is inert, unseen, or closes them when it is clicked. */
export const LAYER = ':modal, :fullscreen, :popover-open, [aria-modal=true]';

/** The part of the layout viewport that is seen, CSS pixels, and what a card there is scaled by. */
export function viewportOf({
  visualViewport,
  document,
}: Window): Box & { readonly zoom: number; readonly scale: number } {
  const root = native.rootElementOf(document);
  // The layout viewport without its scroll bars, which the visual one does not know either.
  const {
    offsetLeft: x,
    offsetTop: y,
    width,
    height,
    scale,
  } = visualViewport ?? {
    offsetLeft: 0,
    offsetTop: 0,
    width: native.clientWidth(root),
    height: native.clientHeight(root),
    scale: 1,
  };
  return { x, y, width, height, scale, zoom: pinchZoom(width, scale) };
}

/** The shape of a card that was opened by this type of pointer, or by key (undefined). */
export function shapeFor(window: Window, pointerType: string | undefined): CardShape {
  const isTouch =
    pointerType === undefined
      ? window.matchMedia('(pointer: coarse)').matches
      : pointerType === 'touch';
  const { width, scale } = viewportOf(window);
  // In a media query an em is the text size that the browser is set to, whatever the page says.
  const ems = window.innerWidth / LARGE_TEXT_PX;
  const isTextLarge = window.matchMedia(`(max-width: ${ems}em)`).matches;
  return shapeOf({ width: width * scale, isTouch, isTextLarge });
}

/**
 * Where the card for a mention may stand, the best first. The body before the root: React 18 gives up a document
 * that it hydrates as a whole for one more child of the root, for one more at the end of the body it does not.
 */
export function parentsFor(mention: Mention, document: Document): Element[] {
  const rootElement = native.rootElementOf(document);
  const body = native.bodyOf(document);
  const layer = shownClosest(mention.startNode, LAYER);
  // An inert body would have the card be so, too.
  const outer = body && native.isInert(body) ? [rootElement, body] : [body, rootElement];
  const parents = [layer, ...outer];
  return parents.filter((parent): parent is Element => parent !== undefined && parent !== null);
}

/** What a page shows, as its address and its history tell of it. */
export class PageView {
  readonly #path: string;
  readonly #entry: string;
  readonly #fullscreen: Element | null;

  constructor(private readonly window: Window) {
    this.#path = pathOf(window);
    this.#entry = entryOf(window);
    this.#fullscreen = native.fullscreenElementOf(window.document);
  }

  /**
   * The page went to another view: another entry of the history, with another path. One that only writes another
   * address over its own (`replaceState`), or goes to another place in itself (`#`), shows what it showed.
   */
  get isAnother(): boolean {
    const { window } = this;
    return (
      native.fullscreenElementOf(window.document) !== this.#fullscreen ||
      (entryOf(window) !== this.#entry && pathOf(window) !== this.#path)
    );
  }
}

const pathOf = ({ location }: Window) => location.pathname + location.search;

/** Chromium 102 and Firefox 147 have names for the entries; before that, their number tells of a new one. */
function entryOf(window: Window & { readonly navigation?: Navigation }): string {
  return window.navigation?.currentEntry?.key ?? String(window.history.length);
}

/** The elements around `node` that cut off what reaches out of them. */
function clippersOf(node: Node, window: Window): Element[] {
  const root = native.rootElementOf(window.document);
  const body = native.bodyOf(window.document);
  return [...shownAncestors(node)].filter((element) => {
    // What these two cut off is the viewport's.
    if (element === root || element === body) return false;
    const { overflowX, overflowY } = window.getComputedStyle(element);
    return overflowX !== 'visible' || overflowY !== 'visible';
  });
}

/** One mention in the page as it is now. */
export class MentionView {
  readonly #clippers: readonly Element[];

  constructor(
    window: Window,
    readonly mention: Mention,
  ) {
    this.#clippers = clippersOf(mention.startNode, window);
  }

  /** Its line boxes, in sight or not. */
  get lines(): readonly DOMRect[] {
    return rectsOf(this.mention);
  }

  /** What is seen of its line boxes. */
  inSight(lines: readonly DOMRect[], viewport: Box): readonly Box[] {
    const rooms = this.#clippers.map((element) => native.boxOf(element));
    return seen(lines, [viewport, ...rooms]);
  }
}
