/**
 * All mentions known in a document, and where they stand.
 *
 * Kept by text node, because pages change text node by text node: one edited in place keeps its place in
 * the order, a removed one is swept out later, a new or moved one is told apart for who keeps the order.
 */

import { isIn } from '../../dom/tree.ts';
import type { Change, KnownTexts, Mention, PlaceAmong, Work } from '../../protocol/marks.ts';

/** It waits for a decision: only its place in the order is kept. */
const UNDECIDED: Mention[] = [];

/** Texts that are gone through between two looks at the clock. */
const HANDFUL = 256;

const isSame = (a: Mention | undefined, b: Mention | undefined) =>
  a?.name === b?.name && a?.start === b?.start && a?.endNode === b?.endNode && a?.end === b?.end;

export class Mentions implements KnownTexts {
  readonly #document: Document;
  /** In order, by the text in which they begin. */
  #byText = new WeakMap<Text, Mention[]>();
  /**
   * Those of them whose place is known, in document order, and maybe some that are no longer. A list beside weak
   * keys: V8's `Map`, which keeps an order by itself, takes half as much again as both.
   */
  #order: Text[] = [];
  /** The others. */
  readonly #unplaced = new Set<Text>();
  /** The texts in which one begins that markup cuts: it is the last of its text, and ends in another. */
  readonly #cut = new Set<Text>();
  /** Nothing is put at the end of the order any more: somebody keeps it, or it has what may come again. */
  #isOrderClosed = false;
  /** Something left the document: all that is known has to be gone through. */
  #mayBeGone = false;
  #count = 0;
  #changes = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  /** How many mentions there are, in removed texts included until the next `sweep()`. */
  get count(): number {
    return this.#count;
  }

  get changes(): number {
    return this.#changes;
  }

  has(node: Text): boolean {
    return this.sizeIn(node) > 0;
  }

  sizeIn(node: Text): number {
    return this.#byText.get(node)?.length ?? 0;
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

  /** The mentions that begin in `node`, in order; from one offset to, exclusive, another. */
  places(node: Text, from = 0, to = Number.POSITIVE_INFINITY): readonly Mention[] {
    const all = this.#byText.get(node) ?? UNDECIDED;
    if (from <= 0 && to === Number.POSITIVE_INFINITY) return all;
    return all.slice(firstFrom(all, from), firstFrom(all, to));
  }

  /** In which those begin that markup cuts. */
  get cut(): ReadonlySet<Text> {
    return this.#cut;
  }

  /**
   * Says that exactly `places` begin in `node`.
   * @param from, to the part of it for which that is said, UTF-16 units; default: all
   * @returns whether that is another thing than what was known
   */
  set(
    node: Text,
    places: readonly Mention[],
    change: Change,
    from = 0,
    to = Number.POSITIVE_INFINITY,
  ): boolean {
    const before = this.#byText.get(node);
    if (places.length === 0 && !before) return false;
    const known = before && before !== UNDECIDED ? before : [];
    const first = firstFrom(known, from);
    const last = firstFrom(known, to);
    const isOther =
      last - first !== places.length ||
      places.some((place, index) => !isSame(place, known[first + index]));
    const wasEmpty = known.length === 0;
    if (isOther) {
      this.#count += places.length - (last - first);
      known.splice(first, last - first, ...places);
    }
    if (known.length === 0) {
      this.#forget(node);
      return isOther;
    }
    this.#place(node, before !== undefined, change);
    if (change === 'moved' || wasEmpty) this.#changes++;
    this.#byText.set(node, known);
    const isCut = known.at(-1)?.endNode !== node;
    if (isCut) this.#cut.add(node);
    else this.#cut.delete(node);
    // What a cut mention stands in may be another without a change of its own places.
    return isOther || isCut;
  }

  /** Nothing begins in `node` any more. */
  #forget(node: Text): void {
    this.#count -= this.places(node).length;
    this.#byText.delete(node);
    this.#unplaced.delete(node);
    this.#cut.delete(node);
    this.#isOrderClosed = true;
    this.#changes++;
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

  /** Something was taken out of the document, or all of it may be another. */
  somethingLeft(): void {
    this.#mayBeGone = true;
  }

  /** Something left since the last sweep: what is known may stand in no document. */
  get mayBeGone(): boolean {
    return this.#mayBeGone;
  }

  /** Forgets what has left the document, and yields often enough for the caller to let a frame through. */
  *sweep(): Work {
    this.#mayBeGone = false;
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
    this.#cut.clear();
    this.#unplaced.clear();
    this.#count = 0;
  }
}

/** Index of the first in `mentions` (in order) that begins at `start` or after. */
function firstFrom(mentions: readonly Mention[], start: number): number {
  let low = 0;
  let high = mentions.length;
  if (start <= 0) return 0;
  if (start === Number.POSITIVE_INFINITY) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((mentions[middle] as Mention).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
