/**
 * All mentions known in a document, and where they stand.
 *
 * Kept by text node, because pages change text node by text node: one edited in place keeps its place in
 * the order, a removed one is swept out later, a new or moved one is told apart for who keeps the order.
 */

import { isIn } from '../../dom/tree.ts';
import type { Change, KnownTexts, Mention, PlaceAmong, Work } from '../../protocol/marks.ts';

/** Stands for the mentions of a text without a decision: only its place in the order is kept. */
const UNDECIDED: readonly Mention[] = [];

/** Texts that are gone through between two looks at the clock. */
const HANDFUL = 256;

const isSame = (a: Mention, b: Mention | undefined) =>
  a.name === b?.name && a.start === b.start && a.endNode === b.endNode && a.end === b.end;

export class Mentions implements KnownTexts {
  readonly #document: Document;
  /** In order, by the text in which they begin. */
  #byText = new WeakMap<Text, readonly Mention[]>();
  /**
   * Those of them whose place is known, in document order, and maybe some that are no longer. A list beside weak
   * keys: V8's `Map`, which keeps an order by itself, takes half as much again as both.
   */
  #order: Text[] = [];
  /** The texts whose place in the order is not known. */
  readonly #unplaced = new Set<Text>();
  /** The texts in which one begins that markup cuts: it is the last of its text, and ends in another. */
  readonly cut = new Set<Text>();
  /** From now on new texts are `#unplaced`, and not put at the end of the order: it was sorted, or a known text left it. */
  #isOrderClosed = false;
  /** Something left the document: `sweep()` has to go through all that is known. */
  mayBeGone = false;
  /** How many mentions there are, in removed texts included until the next `sweep()`. */
  count = 0;
  changes = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  has(node: Text): boolean {
    return this.places(node).length > 0;
  }

  /** All, and what may turn out to have one. Those that are placed stand in document order. */
  texts(): Text[] {
    return [...this.#placed(), ...this.#unplaced];
  }

  /** The order, without those that are no longer in it. */
  #placed(): Text[] {
    const placed = this.#order.filter((text) => this.isPlaced(text));
    if (placed.length < this.#order.length) this.#order = placed;
    return this.#order;
  }

  isPlaced(text: Text): boolean {
    return this.#byText.has(text) && !this.#unplaced.has(text);
  }

  putInOrder(place: PlaceAmong): readonly Text[] {
    this.#order = place(this.#placed(), [...this.#unplaced]);
    this.#unplaced.clear();
    this.#isOrderClosed = true;
    return this.#order;
  }

  /** The mentions that begin in `node`, in order. */
  places(node: Text): readonly Mention[] {
    return this.#byText.get(node) ?? UNDECIDED;
  }

  /**
   * Says that exactly `places` begin in `node`, in order.
   * @returns whether that is another thing than what was known
   */
  set(node: Text, places: readonly Mention[], change: Change): boolean {
    const before = this.#byText.get(node);
    const known = before ?? UNDECIDED;
    const isOther =
      places.length !== known.length || places.some((place, at) => !isSame(place, known[at]));
    if (places.length === 0) {
      if (before) this.#forget(node);
      return isOther;
    }
    this.count += places.length - known.length;
    this.#place(node, before !== undefined, change);
    if (change === 'moved' || known.length === 0) this.changes++;
    this.#byText.set(node, places);
    const isCut = places.at(-1)?.endNode !== node;
    if (isCut) this.cut.add(node);
    else this.cut.delete(node);
    // What a cut mention stands in may be another without a change of its own places.
    return isOther || isCut;
  }

  /** Nothing begins in `node` any more. */
  #forget(node: Text): void {
    this.count -= this.places(node).length;
    this.#byText.delete(node);
    this.#unplaced.delete(node);
    this.cut.delete(node);
    this.#isOrderClosed = true;
    this.changes++;
  }

  /** `node` is read by a scan of the whole document, and may have been known before. */
  pass(node: Text): void {
    const isKnown = this.#byText.has(node);
    if (!isKnown) this.#byText.set(node, UNDECIDED);
    this.#place(node, isKnown, 'first');
  }

  #place(node: Text, isKnown: boolean, change: Change): void {
    if (change === 'first' && !this.#isOrderClosed) {
      if (!isKnown || this.#unplaced.delete(node)) this.#order.push(node);
    } else if (change === 'moved' || !isKnown) {
      this.#unplaced.add(node);
      this.#isOrderClosed ||= isKnown;
    }
  }

  /** Forgets what has left the document, and yields often enough for the caller to let a frame through. */
  *sweep(): Work {
    this.mayBeGone = false;
    // Whatever comes meanwhile is here.
    for (const nodes of [this.#order, [...this.#unplaced]]) {
      for (let at = 0; at < nodes.length; at++) {
        const node = nodes[at] as Text;
        if (this.#byText.has(node) && !isIn(this.#document, node)) this.#forget(node);
        if ((at + 1) % HANDFUL === 0) yield;
      }
    }
  }

  clear(): void {
    this.#byText = new WeakMap();
    this.#order = [];
    this.cut.clear();
    this.#unplaced.clear();
    this.count = 0;
  }
}
