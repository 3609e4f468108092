/**
 * On which side of the viewport elements stand, without ever asking for layout.
 *
 * Two intersection observers, one with a root that reaches endlessly up, one endlessly down: an
 * element leaves the first only by going below the viewport and the second only by going above it.
 * So each element's side is known after every frame, however fast the page scrolls, at the price of
 * two targets an element.
 */

import * as native from '../../dom/native.ts';

export type Side = 'above' | 'near' | 'below' | 'unknown';

/**
 * Farther than any page is long, and below the 2²⁵ pixels at which Chromium's layout units end. Written out as text: V8
 * caches each number that it converts, up to 64 kB of them.
 */
const ENDLESS = '5000000px';

export class Sides {
  readonly #document: Document;
  readonly #changed: () => void;
  readonly #up: IntersectionObserver;
  readonly #down: IntersectionObserver;
  readonly #notBelow = new Map<Element, boolean>();
  readonly #notAbove = new Map<Element, boolean>();
  #watched: ReadonlySet<Element> = new Set();
  /** The root element, observed anew with every batch: once its entry arrives, the batch's have, but for skipped content. */
  #beacon: Element | undefined;
  /** The observers whose entry of the beacon has not arrived yet. */
  readonly #awaited = new Set<IntersectionObserver>();

  /**
   * @param margin CSS length beyond the viewport, and beyond a scroll container's box, that count as near. Not
   *   per cent: for the document's own scrolling Chromium takes those of the whole length of the page, and
   *   everything is near. The document gets it twice.
   * @param changed is called when it is known where what is watched stands, and after each frame in which one
   *   changed its side
   */
  constructor(document: Document, margin: string, changed: () => void) {
    this.#document = document;
    this.#changed = changed;
    const observe = (known: Map<Element, boolean>, rootMargin: string) =>
      new IntersectionObserver(
        (entries, observer) => {
          for (const { target, isIntersecting } of entries) {
            // It may have been let go since.
            if (this.#watched.has(target)) known.set(target, isIntersecting);
            if (target === this.#beacon) this.#awaited.delete(observer);
          }
          if (this.#awaited.size === 0) this.#changed();
        },
        // scrollMargin: the same for scroll containers within the page, which clip otherwise.
        { root: document, rootMargin, scrollMargin: rootMargin } as IntersectionObserverInit,
      );
    this.#up = observe(this.#notBelow, `${ENDLESS} ${ENDLESS} ${margin} ${ENDLESS}`);
    this.#down = observe(this.#notAbove, `${margin} ${ENDLESS} ${ENDLESS} ${ENDLESS}`);
  }

  /** Watches exactly these elements from now on. What is known of those that it has watched stays known. */
  watch(elements: ReadonlySet<Element>): void {
    const observers = [this.#up, this.#down];
    for (const element of [...this.#watched, this.#beacon]) {
      if (!element || elements.has(element)) continue;
      for (const observer of observers) observer.unobserve(element);
      this.#notBelow.delete(element);
      this.#notAbove.delete(element);
    }
    const added = [...elements].filter((element) => !this.#watched.has(element));
    this.#watched = elements;
    if (added.length === 0 && this.#awaited.size === 0) {
      this.#changed();
      return;
    }
    this.#beacon = native.rootElementOf(this.#document);
    for (const observer of observers) {
      for (const element of added) observer.observe(element);
      // Once more, to be told anew.
      observer.unobserve(this.#beacon);
      observer.observe(this.#beacon);
      this.#awaited.add(observer);
    }
  }

  /** The side of every watched element is known. */
  get isKnown(): boolean {
    return this.#awaited.size === 0;
  }

  /** `unknown`: an element that is not laid out. */
  of(element: Element): Side {
    const notBelow = this.#notBelow.get(element);
    const notAbove = this.#notAbove.get(element);
    if (notBelow && notAbove) return 'near';
    if (notBelow) return 'above';
    return notAbove ? 'below' : 'unknown';
  }

  disconnect(): void {
    this.#watched = new Set();
    this.#beacon = undefined;
    this.#awaited.clear();
    this.#up.disconnect();
    this.#down.disconnect();
    this.#notBelow.clear();
    this.#notAbove.clear();
  }
}
