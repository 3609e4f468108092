/** What a page has put into the top layer, where the card stands, since the card opened: it may lie over the card. */

import * as native from '../../dom/native.ts';
import { SHOW_ELEMENT } from '../../dom/standard.ts';

const TOP_LAYER = ':modal, :fullscreen, :popover-open';

/** Elements that one look goes through. */
const ELEMENTS_PER_LOOK = 500;
/** A page that shows more at a time wants something else than to be read. */
const MANY_LAYERS = 100;

/** What a look tells of the top layer: nothing, something that may have been there before the card, or something new. */
export type LayerNews = 'nothing' | 'older' | 'newer';

/**
 * Goes through a document round after round, a part at each look, in all its shadow trees: a page can keep the
 * events to itself that would tell of a popover, and no event leaves a shadow tree.
 */
export class LayerSearch {
  #known = new Set<Element>();
  /** Where the round is, in the tree of a shadow root within that of another. */
  #way: TreeWalker[] = [];
  #isRoundWhole = true;
  #isFirst = true;

  /**
   * @param own the card's host
   * @param around what it stands in: is there before it
   */
  constructor(
    private readonly document: Document,
    private readonly own: Element,
    around: Iterable<Element>,
  ) {
    for (const element of around) if (native.matches(element, TOP_LAYER)) this.#known.add(element);
  }

  /** Every element has been looked at since the card opened. */
  get isThrough(): boolean {
    return !this.#isFirst;
  }

  look(): LayerNews {
    let found: LayerNews = 'nothing';
    // What the page took out of the layer is new when it comes again.
    for (const element of this.#known) {
      if (!native.matches(element, TOP_LAYER)) this.#known.delete(element);
    }
    for (let count = 0; count < ELEMENTS_PER_LOOK; count++) {
      const element = this.#next();
      if (!element) break;
      if (element === this.own) continue;
      if (native.matches(element, TOP_LAYER) && !this.#known.has(element)) {
        found = this.#isFirst && this.#known.size < MANY_LAYERS ? 'older' : 'newer';
        this.#known.add(element);
        if (found === 'newer') return found;
      }
      // In Chromium an observer tells of what closed roots cover (`CardWatch`).
      const root = native.anyShadowRoot(element);
      if (root) this.#way.push(this.#walk(root));
    }
    return found;
  }

  #walk(root: Node): TreeWalker {
    return native.createTreeWalker(this.document, root, SHOW_ELEMENT);
  }

  /** The next element of the round; undefined: it is at its end. */
  #next(): Element | undefined {
    if (this.#way.length === 0) {
      this.#way.push(this.#walk(this.document));
      this.#isRoundWhole = true;
    }
    for (let walker = this.#way.at(-1); walker; walker = this.#way.at(-1)) {
      const node = walker.nextNode();
      if (node) return node as Element;
      // The page took out where the round was: what followed was not seen.
      this.#isRoundWhole &&= native.contains(walker.root, walker.currentNode);
      this.#way.pop();
    }
    if (this.#isRoundWhole) this.#isFirst = false;
    return undefined;
  }
}
