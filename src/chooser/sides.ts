/**
 * On which side of the viewport elements stand, without ever asking for layout.
 *
 * Two intersection observers, one with a root that reaches endlessly up, one endlessly down: an
 * element leaves the first only by going below the viewport and the second only by going above it.
 * So each element's side is known after every frame, however fast the page scrolls, at the price of
 * two targets an element.
 */

export type Side = 'above' | 'near' | 'below' | 'unknown';

/** CSS pixels; below the 2²⁵ at which Chromium's layout units end, with room for a long page. */
const ENDLESS = 5_000_000;
/**
 * How far beyond the viewport, and beyond a scroll container's box, counts as near, so that scrolling
 * finds marks ready. Not per cent: for the document's own scrolling Chromium takes those of the whole
 * length of the page, and everything is near. The document gets both margins, 600 px.
 */
const MARGIN = '300px';

export class Sides {
  readonly #up: IntersectionObserver;
  readonly #down: IntersectionObserver;
  readonly #notBelow = new Map<Element, boolean>();
  readonly #notAbove = new Map<Element, boolean>();

  /** `changed` is called after a frame in which an element changed its side. */
  constructor(document: Document, changed: () => void) {
    const observe = (known: Map<Element, boolean>, rootMargin: string) =>
      new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) known.set(target, isIntersecting);
          // Not between the first answers of one observer and those of the other.
          if (this.#notBelow.size === this.#notAbove.size) changed();
        },
        // scrollMargin: the same for scroll containers within the page, which clip otherwise.
        { root: document, rootMargin, scrollMargin: rootMargin } as IntersectionObserverInit,
      );
    this.#up = observe(this.#notBelow, `${ENDLESS}px ${ENDLESS}px ${MARGIN} ${ENDLESS}px`);
    this.#down = observe(this.#notAbove, `${MARGIN} ${ENDLESS}px ${ENDLESS}px ${ENDLESS}px`);
  }

  /** Watches exactly these elements from now on. */
  watch(elements: Iterable<Element>): void {
    this.disconnect();
    for (const element of elements) {
      this.#up.observe(element);
      this.#down.observe(element);
    }
  }

  /** `unknown` before the first frame, and for an element that is not laid out. */
  of(element: Element): Side {
    const notBelow = this.#notBelow.get(element);
    const notAbove = this.#notAbove.get(element);
    if (notBelow && notAbove) return 'near';
    if (notBelow) return 'above';
    return notAbove ? 'below' : 'unknown';
  }

  disconnect(): void {
    this.#up.disconnect();
    this.#down.disconnect();
    this.#notBelow.clear();
    this.#notAbove.clear();
  }
}
