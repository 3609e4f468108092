/**
 * All mentions known in a document: where they stand, in little memory.
 *
 * Kept by text node, because pages change text node by text node: one edited in place keeps its place in
 * the order, a removed one is swept out later, a new or moved one is told apart for who keeps the order.
 */

import { isIn } from '../dom/tree.ts';
import type { KnownTexts, Mention, PlaceAmong } from '../protocol/world.ts';
import { MAX_MENTION, MAX_NAMES as NAMES } from '../story/limits.ts';

export type Place = Mention;

/**
 * Of a text since it was last read: nothing, what stands in it or beside it, or its own place, too. `first`:
 * nothing, and a scan of the whole document, which reads one text after the other, has come to it.
 */
export type Change = 'none' | 'first' | 'edited' | 'moved';

/** Lengths that a packed mention can have, from 0. */
const LENGTHS = MAX_MENTION + 1;

/**
 * A mention in one number: start, length, name. V8 keeps it in the map itself as long as the start
 * is below 16,384; there may be a hundred thousand. The length is 0 for one that markup cuts, which
 * has an entry in `#cuts`.
 */
type Packed = number;

const pack = (start: number, length: number, name: number): Packed =>
  (start * LENGTHS + length) * NAMES + name;

/** Where a mention that markup cuts ends. */
interface Cut {
  readonly endNode: Text;
  readonly end: number;
}

/** It waits for a decision: only its place in the order is kept. */
const OPEN: readonly Packed[] = [];

export class Mentions implements KnownTexts {
  readonly #document: Document;
  /** One in a text is the common case: a list costs more than it holds. */
  #packed = new WeakMap<Text, Packed | readonly Packed[]>();
  /**
   * Those of them whose place is known, in document order, and maybe some that are no longer. A list beside weak
   * keys: V8's `Map`, which keeps an order by itself, takes half as much again as both.
   */
  #order: Text[] = [];
  /** The others. */
  readonly #unplaced = new Set<Text>();
  /** By their first text, then by their number in it. */
  readonly #cuts = new Map<Text, Map<number, Cut>>();
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
    return sizeOf(this.#packed.get(node)) > 0;
  }

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
    return this.#packed.has(text) && !this.#unplaced.has(text);
  }

  putInOrder(place: PlaceAmong): readonly Text[] {
    this.#order = place(this.#placed(), [...this.#unplaced]);
    this.#unplaced.clear();
    this.#isOrderClosed = true;
    return this.#order;
  }

  /** The mentions that begin in `node`. */
  places(node: Text): Place[] {
    const packed = [this.#packed.get(node) ?? OPEN].flat();
    return packed.map((one, index) => this.#unpack(node, one, index));
  }

  #unpack(node: Text, packed: Packed, index: number): Place {
    const name = packed % NAMES;
    const rest = Math.floor(packed / NAMES);
    const start = Math.floor(rest / LENGTHS);
    const cut = this.#cuts.get(node)?.get(index);
    return {
      name,
      startNode: node,
      start,
      endNode: cut?.endNode ?? node,
      end: cut?.end ?? start + (rest % LENGTHS),
    };
  }

  /** First texts of the mentions that markup cuts. */
  get cut(): ReadonlyMap<Text, unknown> {
    return this.#cuts;
  }

  /**
   * Says that exactly `places` begin in `node`.
   * @returns whether that is another thing than what was known
   */
  set(node: Text, places: readonly Place[], change: Change): boolean {
    const before = this.#packed.get(node);
    const isKnown = before !== undefined;
    if (places.length === 0 && !isKnown) return false;
    const hadCut = this.#cuts.delete(node);
    this.#count += places.length - sizeOf(before);
    if (places.length === 0) {
      this.#packed.delete(node);
      this.#unplaced.delete(node);
      this.#isOrderClosed = true;
      this.#changes++;
      return before !== OPEN;
    }
    const packed =
      places.length === 1
        ? this.#pack(places[0] as Place, 0)
        : places.map((place, index) => this.#pack(place, index));
    this.#place(node, isKnown, change);
    if (change === 'moved' || sizeOf(before) === 0) this.#changes++;
    this.#packed.set(node, packed);
    return (
      hadCut ||
      this.#cuts.has(node) ||
      // V8 keeps each number that it has written out, up to 64 kB of them: only those of lists are.
      (before !== packed && (typeof packed === 'number' || String(before) !== String(packed)))
    );
  }

  /** `node` is read by a scan of the whole document, and may have been known before. */
  pass(node: Text): void {
    const isKnown = this.#packed.has(node);
    if (!isKnown) this.#packed.set(node, OPEN);
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

  #pack({ name, startNode, start, endNode, end }: Place, index: number): Packed {
    if (endNode === startNode) return pack(start, end - start, name);
    const cuts = this.#cuts.get(startNode) ?? new Map<number, Cut>();
    this.#cuts.set(startNode, cuts.set(index, { endNode, end }));
    return pack(start, 0, name);
  }

  /** Something was taken out of the document, or all of it may be another. */
  somethingLeft(): void {
    this.#mayBeGone = true;
  }

  /** Forgets what has left the document. */
  sweep(): void {
    if (!this.#mayBeGone) return;
    this.#mayBeGone = false;
    for (const node of this.texts()) {
      if (!isIn(this.#document, node)) this.set(node, [], 'none');
    }
  }

  clear(): void {
    this.#packed = new WeakMap();
    this.#order = [];
    this.#cuts.clear();
    this.#unplaced.clear();
    this.#count = 0;
  }
}

function sizeOf(packed: Packed | readonly Packed[] | undefined): number {
  return typeof packed === 'object' ? packed.length : Number(packed !== undefined);
}
