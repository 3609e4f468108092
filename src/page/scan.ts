/**
 * Finds the texts of a tree in which something may stand, without visiting each of its nodes.
 *
 * Reading a page's text node by node costs more than all else (a wrapper for each node), so a scan
 * reads stretches of some hundred elements with one `Range.toString()`, which the browser does
 * natively, asks one loose regular expression about each, and walks the text nodes of those
 * stretches alone in which it matched.
 */

import * as native from '../dom/native.ts';
import { isElement, isInline } from '../dom/nodes.ts';
import { elementsIn, isIn, isWithin } from '../dom/tree.ts';
import type { Spotted, Spotter } from '../story/spot.ts';

/** A document's element, a shadow root, or an element that was added. */
export type ScanRoot = Element | ShadowRoot;

/** Elements a stretch; measured: below 400 calls dominate, above 1,000 nothing is gained. */
const STRETCH = 800;
const NONE: readonly Hit[] = [];

/** Texts that are handed over between two looks at the clock. */
const HANDFUL = 16;

/**
 * What begins in a text, spotted in what the page's blocks have glued together.
 * @param spotted what begins in `text`; undefined if that has to be read anew
 * @param from where `text` began in what was looked through
 */
export type Found = (text: Text, spotted: Spotted | undefined, from: number) => void;

interface Hit {
  readonly text: Text;
  readonly spotted: Spotted | undefined;
  readonly from: number;
}

/**
 * One scan of a tree, stretch by stretch. What changes in the tree meanwhile is the caller's to scan
 * again; `changed` has to be told that something did.
 */
export class Scan {
  readonly #root: ScanRoot;
  readonly #spotter: Spotter;
  readonly #found: Found;
  /** The element at which the next stretch begins; undefined when it was lost, or before the end. */
  #anchor: ScanRoot | undefined;
  /** What was read of the stretch at hand may be no more. */
  #isStale = false;
  /** It is known how many elements precede the anchor. */
  #isCounted = false;

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
    if (this.#anchor !== this.#root && isWithin(removed, this.#anchor)) this.#anchor = undefined;
  }

  /** Yields often enough for the caller to let a frame through. */
  *run(): Generator<void, void, void> {
    const root = this.#root;
    const document = native.ownerDocument(root);
    const isHere = () => isIn(document, root);
    while (isHere() && !(yield* this.#pass(isHere)));
  }

  /** @returns whether it came to the end */
  *#pass(isHere: () => boolean): Generator<void, boolean, void> {
    const root = this.#root;
    const spotter = this.#spotter;
    const { reach } = spotter;
    /** What stands beside an inline element goes on in it. */
    const edge = isElement(root) && isInline(root) ? reach : 0;
    let elements!: Elements;
    const document = native.ownerDocument(root);
    const range = native.createRange(document);
    let index = 0;
    let seam = '';
    this.#anchor = root;
    this.#isCounted = false;
    for (;;) {
      const start: ScanRoot | undefined = this.#anchor;
      if (!start) return false;
      if (!this.#isCounted) {
        elements = elementsIn(root);
        index = start === root ? 0 : indexOf(elements, start as Element);
        this.#isCounted = true;
      }
      index += STRETCH;
      const end = elements.item(index) ?? undefined;
      // Inside an element, before its first child: an offset of 0, which costs no counting.
      range.setStart(start, 0);
      if (end) range.setEnd(end, 0);
      else range.setEnd(root, native.childNodes(root).length);
      const glued = range.toString();
      const first = start === root ? edge : reach;
      const last = glued.length - (end ? reach : edge);
      const hits = this.#spot(start, seam, glued, first, last);
      this.#isStale = false;
      let handed = 0;
      for (const { text, spotted, from } of hits) {
        this.#found(text, this.#isStale ? undefined : spotted, from);
        if (++handed % HANDFUL !== 0) continue;
        yield;
        if (!this.#anchor || !isHere()) return false;
      }
      // A live range slows the page's own edits near it.
      range.setStart(document, 0);
      range.collapse(true);
      if (!end) return true;
      seam = (seam + glued.slice(-reach)).slice(-reach);
      this.#anchor = end;
      yield;
    }
  }

  /**
   * The texts of a stretch in which there may be a name.
   * @param seam what stands before `start`
   * @param first between there and `last`, `glued` holds all that a text has beside it
   */
  #spot(start: ScanRoot, seam: string, glued: string, first: number, last: number): readonly Hit[] {
    const spotter = this.#spotter;
    const joint = spotter.over(seam + glued.slice(0, spotter.reach));
    while (joint.at >= 0 && joint.end <= seam.length) joint.pass();
    const across = joint.at >= 0 && joint.at < seam.length ? seam.length - joint.at : 0;
    const spotting = spotter.over(glued);
    if (across === 0 && spotting.at < 0) return NONE;
    const hits: Hit[] = [];
    const walker = native.createTreeWalker(
      native.ownerDocument(this.#root),
      this.#root,
      NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION,
    );
    walker.currentNode = start;
    let text = walker.nextNode() as Text | null;
    if (text && across > 0) {
      hits.push({ text: textBefore(walker, text, across), spotted: undefined, from: 0 });
      walker.currentNode = text;
    }
    /** Where `text` begins in `glued`. */
    let from = 0;
    for (let at = spotting.at; text && at >= 0; at = spotting.at) {
      let { length } = text;
      while (from + length <= at) {
        text = walker.nextNode() as Text | null;
        if (!text) return hits;
        from += length;
        length = text.length;
      }
      const to = from + length;
      const spotted = spotting.take(from, to);
      if (spotted.plain.length === 0 && !spotted.isOpen) continue;
      const isWhole = from >= first && to <= last;
      hits.push({ text, spotted: isWhole ? spotted : undefined, from });
    }
    return hits;
  }
}

type Elements = ReturnType<typeof elementsIn>;

function indexOf(elements: Elements, element: Element): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = native.comparePosition(element, elements.item(middle) as Element);
    if (position & Node.DOCUMENT_POSITION_PRECEDING) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text node that has the letter so many units before the beginning of `node`. */
function textBefore(walker: TreeWalker, node: Text, units: number): Text {
  let text = node;
  for (let rest = units; rest > 0; rest -= text.length) {
    const previous = walker.previousNode() as Text | null;
    if (!previous) break;
    text = previous;
  }
  return text;
}
