/**
 * What a page shows of its own for the name under the pointer (a preview of a link, a tooltip): the card is above
 * all of the page, and would hide it. Found by what is new under the card; no event tells of it.
 */
import { shownAncestors } from '../dom/flat-tree.ts';
import * as native from '../dom/native.ts';
import { type Box, overlaps } from './place/place.ts';

/** Points a side of the grid that is asked for what is under the card. */
const GRID_POINTS = 3;
/** Records of one batch that are looked at: of a page that changes more, the hit tests have to do. */
const MOST_RECORDS = 100;
/** A preview stands no further from the name than this, CSS pixels: what else comes to float is not for it. */
const NEAR_PX = 48;
/** The part of the viewport's width and height that a preview takes at most: what is larger is the page. */
const LARGE_SHARE = 0.6;

const FLOATING = new Set(['absolute', 'fixed']);

const around = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** Follows what floats under a card. */
export class PagePreviews {
  /** Was there when the card came, and is not lifted above the page: its own text, put in place by its style. */
  #known: Set<Element> | undefined;
  readonly #changed = new Set<Element>();
  readonly #observer: MutationObserver;

  /** @param mention where the card's mention begins */
  constructor(
    private readonly window: Window,
    private readonly host: Element,
    private readonly mention: Node,
  ) {
    this.#observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records.slice(0, MOST_RECORDS)) {
        for (const node of [target, ...addedNodes]) {
          if (node instanceof Element && this.#changed.size < MOST_RECORDS) this.#changed.add(node);
        }
      }
    });
    this.#observer.observe(window.document, {
      attributeFilter: ['class', 'hidden', 'style'],
      childList: true,
      subtree: true,
    });
  }

  /** Previews for the mention at `line` that the card at `box` hides. */
  under(box: Box, line: Box): DOMRect[] {
    const { innerWidth, innerHeight } = this.window;
    const floating = this.#floatingIn(box);
    this.#known ??= new Set([...floating].filter((element) => !this.#isLifted(element)));
    for (const element of this.#changed) {
      // What the pointer goes through (`pointer-events: none`) is not found where it is.
      if (native.isConnected(element) && this.#isFloating(element)) floating.add(element);
    }
    this.#changed.clear();
    return [...floating]
      .filter(
        (element) =>
          element !== this.host &&
          !this.#known?.has(element) &&
          !native.contains(element, this.mention) &&
          native.isVisible(element, { opacityProperty: true, visibilityProperty: true }),
      )
      .map((element) => native.boxOf(element))
      .filter(
        (rect) =>
          overlaps(rect, box) &&
          overlaps(rect, around(line, NEAR_PX)) &&
          (rect.width < LARGE_SHARE * innerWidth || rect.height < LARGE_SHARE * innerHeight),
      );
  }

  /** What floats in a part of the view: the topmost of the page at some points of it. */
  #floatingIn(box: Box): Set<Element> {
    const found = new Set<Element>();
    const { document } = this.window;
    for (let row = 0; row < GRID_POINTS; row++) {
      for (let column = 0; column < GRID_POINTS; column++) {
        const x = box.x + (box.width * (column + 0.5)) / GRID_POINTS;
        const y = box.y + (box.height * (row + 0.5)) / GRID_POINTS;
        const stack = native.elementsFromPoint(document, x, y);
        const on = stack.find((element) => element !== this.host);
        const floating = on && this.#floatingAround(on);
        if (floating) found.add(floating);
      }
    }
    return found;
  }

  #floatingAround(element: Element): Element | undefined {
    if (this.#isFloating(element)) return element;
    for (const around of shownAncestors(element)) if (this.#isFloating(around)) return around;
    return undefined;
  }

  #isFloating(element: Element): boolean {
    return FLOATING.has(this.window.getComputedStyle(element).position);
  }

  #isLifted(element: Element): boolean {
    return Number(this.window.getComputedStyle(element).zIndex) > 0;
  }

  stop(): void {
    this.#observer.disconnect();
  }
}
