/**
 * Finds the texts of a tree in which something may stand, section by section, without visiting each of its nodes.
 */
import * as native from '../../dom/native.ts';
import { isElement, isInline } from '../../dom/nodes.ts';
import { passedOver } from '../../dom/passed-over.ts';
import { DOCUMENT_POSITION_PRECEDING } from '../../dom/standard.ts';
import { elementsIn, isIn } from '../../dom/tree.ts';
import type { Spotter } from '../../names/spot.ts';
import { type Found, readSection } from './section.ts';

/** A document's element, a shadow root, or an element that was added. */
export type ScanRoot = Element | ShadowRoot;

/** Elements a section; measured: below 400 calls dominate, above 1,000 nothing is gained. */
export const SECTION_ELEMENTS = 800;

/** How often a scan begins anew because what it stood in was moved. */
const MOST_BEGINNINGS = 8;

/**
 * One scan of a tree. What changes in the tree meanwhile is the caller's to scan again; `changed` has to be told
 * that something did.
 */
export class Scan {
  readonly #root: ScanRoot;
  readonly #spotter: Spotter;
  readonly #found: Found;
  /** The element at which the next section begins; undefined when it was lost, or before the end. */
  #anchor: ScanRoot | undefined;
  /** What was read of the section at hand may be no more. */
  #isStale = false;
  /** It is known how many elements precede the anchor. */
  #isCounted = false;
  /** How often it began. */
  #beginnings = 0;

  /** @param found called for each text in which there may be a name, in document order */
  constructor(root: ScanRoot, spotter: Spotter, found: Found) {
    this.#root = root;
    this.#spotter = spotter;
    this.#found = found;
  }

  /** @param removed what was taken out of its place: a scan that stood in it begins anew */
  changed(removed: ReadonlySet<Node>): void {
    this.#isStale = true;
    this.#isCounted = false;
    let around: Node | null | undefined = this.#anchor;
    while (around && around !== this.#root && !removed.has(around)) {
      around = native.parentNode(around);
    }
    // Moved as a whole, it goes on; and a page that moves all of it without end is gone through all the same.
    if (around !== this.#root && this.#beginnings < MOST_BEGINNINGS) this.#anchor = undefined;
  }

  /** Yields often enough for the caller to let a frame through. */
  *run(): Generator<void, void, void> {
    const root = this.#root;
    const document = native.ownerDocument(root);
    const isHere = () => document !== null && isIn(document, root);
    while (isHere() && !(yield* this.#pass(isHere)));
  }

  /** @returns whether it came to the end */
  *#pass(isHere: () => boolean): Generator<void, boolean, void> {
    const root = this.#root;
    const spotter = this.#spotter;
    const { reach } = spotter;
    /** What stands beside an inline element goes on in it. */
    const edge = isElement(root) && isInline(root) ? reach : 0;
    let elements = elementsIn(root);
    this.#beginnings++;
    let index = 0;
    let seam = '';
    this.#anchor = root;
    this.#isCounted = true;
    for (;;) {
      const first: ScanRoot | undefined = this.#anchor;
      if (!first) return false;
      if (!this.#isCounted && first !== root) {
        elements = elementsIn(root);
        index = indexOf(elements, first as Element);
      }
      this.#isCounted = true;
      index += SECTION_ELEMENTS;
      const before = elements.item(index) ?? undefined;
      this.#isStale = false;
      const section = {
        root,
        first,
        before,
        last: root,
        seam,
        edges: [first === root ? edge : reach, before ? reach : edge],
        isStale: () => this.#isStale,
      } as const;
      const reading = readSection(section, spotter, this.#found);
      let glued = '';
      try {
        let step = reading.next();
        while (!step.done) {
          yield;
          if (!this.#anchor || !isHere()) return false;
          step = reading.next();
        }
        glued = step.value;
      } catch (error) {
        passedOver('a section of the page could not be read', error);
      }
      if (!before) return true;
      seam = (seam + glued.slice(-reach)).slice(-reach);
      this.#anchor = before;
      yield;
    }
  }
}

type Elements = ReturnType<typeof elementsIn>;

function indexOf(elements: Elements, element: Element): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = native.comparePosition(element, elements.item(middle) as Element);
    if (position & DOCUMENT_POSITION_PRECEDING) low = middle + 1;
    else high = middle;
  }
  return low;
}
