/**
 * All mentions known in a document: where they stand, in document order, in little memory.
 *
 * Kept by text node, because pages change text node by text node: a text edited in place keeps its
 * place in the order, a removed one is swept out later, a new or moved one waits in `#loose` until
 * the order is asked for.
 */

import { createDocumentOrder } from '../dom/document-order.ts';
import type { Mention } from '../protocol/world.ts';

export type Place = Mention;

/** The longest mention and the most names that a packed one has room for. */
const LENGTHS = 1024;
const NAMES = 64;

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

export class Mentions {
  /** One mention in a text is the common case: a list would cost more than what it holds. */
  readonly #packed = new Map<Text, Packed | readonly Packed[]>();
  /** By their first text, then by their number in it. */
  readonly #cuts = new Map<Text, Map<number, Cut>>();
  #order: readonly Text[] = [];
  /** Known, but their place in the order is not. */
  readonly #loose = new Set<Text>();
  /** Something was forgotten or moved: `#order` has to be gone through. */
  #isStale = false;
  /** Something left the document: all that is known has to be gone through. */
  #mayBeGone = false;
  #count = 0;

  constructor(private readonly document: Document) {}

  /** How many texts have mentions, removed ones included until the next `inOrder()`. */
  get size(): number {
    return this.#packed.size;
  }

  /** How many mentions there are, in removed texts included until the next `inOrder()`. */
  get count(): number {
    return this.#count;
  }

  has(node: Text): boolean {
    return this.#packed.has(node);
  }

  /** The mentions that begin in `node`. */
  places(node: Text): Place[] {
    const packed = this.#packed.get(node);
    if (packed === undefined) return [];
    if (typeof packed === 'number') return [this.#unpack(node, packed, 0)];
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
   * @param moved the node may stand elsewhere than before
   * @returns whether that is another thing than what was known
   */
  set(node: Text, places: readonly Place[], moved: boolean): boolean {
    const before = this.#packed.get(node);
    const hadCut = this.#cuts.delete(node);
    this.#count += places.length - sizeOf(before);
    if (places.length === 0) {
      if (before === undefined) return false;
      this.#packed.delete(node);
      this.#loose.delete(node);
      this.#isStale = true;
      return true;
    }
    if (before === undefined || moved) {
      if (before !== undefined) this.#isStale = true;
      this.#loose.add(node);
    }
    const list = places.map((place, index) => this.#pack(place, index));
    const [first = 0] = list;
    this.#packed.set(node, list.length === 1 ? first : list);
    if (hadCut || this.#cuts.has(node)) return true;
    return typeof before === 'object'
      ? before.length !== list.length || before.some((one, index) => one !== list[index])
      : list.length > 1 || before !== first;
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

  /** Whether the place of `node` in the order is known. */
  isOrdered(node: Text): boolean {
    return !this.#loose.has(node);
  }

  /** Those of `nodes` that have mentions stand in this order: whoever read them knows. */
  adopt(nodes: readonly Text[]): void {
    const adopted = new Set(nodes);
    for (const node of this.#order) if (!adopted.has(node)) this.#loose.add(node);
    for (const node of nodes) this.#loose.delete(node);
    this.#order = nodes.filter((node) => this.#packed.has(node));
  }

  /**
   * Every text with mentions that is still in the document, in document order; the same array as
   * before if none came, went or moved.
   */
  inOrder(): readonly Text[] {
    if (this.#mayBeGone) {
      this.#mayBeGone = false;
      for (const node of this.#packed.keys()) {
        if (!node.isConnected || node.ownerDocument !== this.document) this.set(node, [], false);
      }
    }
    if (this.#isStale) {
      this.#isStale = false;
      this.#order = this.#order.filter((node) => this.#packed.has(node) && this.isOrdered(node));
    }
    if (this.#loose.size > 0) {
      const added = [...this.#loose];
      this.#loose.clear();
      const order = createDocumentOrder();
      this.#order = merge(this.#order, sorted(added, order), order);
    }
    return this.#order;
  }

  clear(): void {
    this.#packed.clear();
    this.#cuts.clear();
    this.#loose.clear();
    this.#order = [];
    this.#count = 0;
  }
}

function sizeOf(packed: Packed | readonly Packed[] | undefined): number {
  return typeof packed === 'object' ? packed.length : Number(packed !== undefined);
}

type Order = ReturnType<typeof createDocumentOrder>;

/** Mostly in order already (a scan finds them so): checks that before it pays for sorting. */
function sorted(nodes: Text[], order: Order): Text[] {
  for (let i = 1; i < nodes.length; i++) {
    if (order(nodes[i - 1] as Text, nodes[i] as Text) > 0) return nodes.sort(order);
  }
  return nodes;
}

function merge(left: readonly Text[], right: readonly Text[], order: Order): readonly Text[] {
  const last = left.at(-1);
  if (!last || order(last, right[0] as Text) < 0) return left.concat(right);
  const merged: Text[] = [];
  let i = 0;
  for (const node of right) {
    const from = i;
    i = firstAfter(left, node, from, order);
    for (let at = from; at < i; at++) merged.push(left[at] as Text);
    merged.push(node);
  }
  return merged.concat(left.slice(i));
}

/** Index, from `from` on, of the first in `nodes` (in order) that stands after `node`. */
function firstAfter(nodes: readonly Text[], node: Text, from: number, order: Order): number {
  let low = from;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(nodes[middle] as Text, node) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
