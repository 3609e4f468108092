/**
 * On which side of the viewport elements stand, without ever asking for layout.
 *
 * Two intersection observers, one with a root that reaches endlessly up, one endlessly down: an
 * element leaves the first only by going below the viewport and the second only by going above it.
 * So each element's side is known after every frame, however fast the page scrolls, at the price of
 * two targets an element.
 */

export type Side = 'above' | 'near' | 'below' | 'unknown';

/**
 * CSS length; written out, since V8 keeps every number that it has written out itself, up to 64 kB of them. Below the
 * 2²⁵ pixels at which Chromium's layout units end, with room for a long page.
 */
const ENDLESS = '5000000px';

export class Sides {
  readonly #changed: () => void;
  readonly #up: IntersectionObserver;
  readonly #down: IntersectionObserver;
  readonly #notBelow = new Map<Element, boolean>();
  readonly #notAbove = new Map<Element, boolean>();
  #watched: ReadonlySet<Element> = new Set();

  /**
   * @param margin CSS length beyond the viewport, and beyond a scroll container's box, that count as near. Not
   *   per cent: for the document's own scrolling Chromium takes those of the whole length of the page, and
   *   everything is near. The document gets it twice.
   * @param changed is called when it is known where what is watched stands, and after each frame in which one
   *   changed its side
   */
  constructor(document: Document, margin: string, changed: () => void) {
    this.#changed = changed;
    const observe = (known: Map<Element, boolean>, rootMargin: string) =>
      new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) {
            // It may have been let go since.
            if (this.#watched.has(target)) known.set(target, isIntersecting);
          }
          this.#tell();
        },
        // scrollMargin: the same for scroll containers within the page, which clip otherwise.
        { root: document, rootMargin, scrollMargin: rootMargin } as IntersectionObserverInit,
      );
    this.#up = observe(this.#notBelow, `${ENDLESS} ${ENDLESS} ${margin} ${ENDLESS}`);
    this.#down = observe(this.#notAbove, `${margin} ${ENDLESS} ${ENDLESS} ${ENDLESS}`);
  }

  /** Watches exactly these elements from now on. What is known of those that it has watched stays known. */
  watch(elements: ReadonlySet<Element>): void {
    for (const element of this.#watched) {
      if (elements.has(element)) continue;
      this.#up.unobserve(element);
      this.#down.unobserve(element);
      this.#notBelow.delete(element);
      this.#notAbove.delete(element);
    }
    const added = [...elements].filter((element) => !this.#watched.has(element));
    for (const element of added) {
      this.#up.observe(element);
      this.#down.observe(element);
    }
    this.#watched = elements;
    // Of those that are new the next frame tells, but for content that the browser skips.
    if (added.length === 0) this.#tell();
  }

  /** Not between the first answers of one observer and those of the other. */
  #tell(): void {
    if (this.#notBelow.size === this.#notAbove.size) this.#changed();
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
    this.#watched = new Set();
    this.#up.disconnect();
    this.#down.disconnect();
    this.#notBelow.clear();
    this.#notAbove.clear();
  }
}
