/**
 * All mentions known in a document: where they stand, in document order, in little memory.
 *
 * Kept by text node, because pages change text node by text node: a text edited in place keeps its
 * place in the order, a removed one is swept out later, a new or moved one waits in `#unsorted` until
 * the order is asked for.
 */

import { elementAround } from './prose.ts';

/** A mention in the DOM. Offsets are UTF-16 units in the data of their node, `end` exclusive. */
export interface Place {
  /** Index into the story's names. */
  readonly name: number;
  readonly startNode: Text;
  readonly start: number;
  readonly endNode: Text;
  readonly end: number;
}

/** The mentions that begin in one text node. */
export class Unit {
  /** Three numbers a mention: name, start, end. Flat, because there may be a hundred thousand. */
  spans: readonly number[] = [];
  /** The node in which a mention ends, by its index in `spans` / 3, if that is another one. */
  ends: Map<number, Text> | undefined = undefined;
  /** Stands in the order where its node stands in the document. */
  isSorted = false;

  constructor(readonly node: Text) {}

  get size(): number {
    return this.spans.length / 3;
  }

  /** @param index below `size` */
  place(index: number): Place {
    const [name, start, end] = this.spans.slice(index * 3, index * 3 + 3) as [
      number,
      number,
      number,
    ];
    return {
      name,
      startNode: this.node,
      start,
      endNode: this.ends?.get(index) ?? this.node,
      end,
    };
  }

  *places(): Generator<Place> {
    for (let index = 0; index < this.size; index++) yield this.place(index);
  }
}

export class Mentions {
  readonly #unitOf = new Map<Text, Unit>();
  #sorted: readonly Unit[] = [];
  #unsorted: Unit[] = [];

  constructor(private readonly document: Document) {}

  /** How many texts have mentions, removed ones included until the next `inOrder()`. */
  get units(): number {
    return this.#unitOf.size;
  }

  unit(node: Text): Unit | undefined {
    return this.#unitOf.get(node);
  }

  /**
   * Says that exactly `places` begin in `node`. `moved`: the node may stand elsewhere than before.
   * @returns the node's unit, which is empty now if there are no places
   */
  set(node: Text, places: readonly Place[], moved: boolean): Unit {
    const unit = this.#unitOf.get(node) ?? new Unit(node);
    if (places.length === 0) {
      this.#forget(unit);
      return unit;
    }
    if (unit.size === 0) {
      this.#unitOf.set(node, unit);
      this.#unsorted.push(unit);
    } else if (moved && unit.isSorted) {
      unit.isSorted = false;
      this.#unsorted.push(unit);
    }
    // A copy, because it has no room to grow in.
    unit.spans = places.flatMap(({ name, start, end }) => [name, start, end]).slice();
    unit.ends = undefined;
    for (const [index, { endNode }] of places.entries()) {
      if (endNode === node) continue;
      unit.ends ??= new Map();
      unit.ends.set(index, endNode);
    }
    return unit;
  }

  #forget(unit: Unit): void {
    this.#unitOf.delete(unit.node);
    unit.spans = [];
    unit.ends = undefined;
    unit.isSorted = false;
  }

  /**
   * Every text with mentions that is still in the document, in document order; the same array as
   * before if none came, went or moved.
   */
  inOrder(): readonly Unit[] {
    for (const [node, unit] of this.#unitOf) {
      if (!node.isConnected || node.ownerDocument !== this.document) this.#forget(unit);
    }
    if (!this.#sorted.every(({ isSorted }) => isSorted)) {
      this.#sorted = this.#sorted.filter(({ isSorted }) => isSorted);
    }
    const added = this.#unsorted.filter(({ size }) => size > 0);
    this.#unsorted = [];
    for (const unit of added) unit.isSorted = true;
    if (added.length > 0) this.#sorted = merge(this.#sorted, sorted(added));
    return this.#sorted;
  }

  clear(): void {
    this.#unitOf.clear();
    this.#sorted = [];
    this.#unsorted = [];
  }
}

/** Mostly in order already (a scan finds them so): checks that before it pays for sorting. */
function sorted(units: Unit[]): Unit[] {
  for (let i = 1; i < units.length; i++) {
    if (compare(units[i - 1] as Unit, units[i] as Unit) > 0) return units.sort(compare);
  }
  return units;
}

function merge(left: readonly Unit[], right: readonly Unit[]): Unit[] {
  const last = left.at(-1);
  if (!last || compare(last, right[0] as Unit) < 0) return left.concat(right);
  const merged: Unit[] = [];
  let i = 0;
  for (const unit of right) {
    while (i < left.length && compare(left[i] as Unit, unit) < 0) merged.push(left[i++] as Unit);
    merged.push(unit);
  }
  return merged.concat(left.slice(i));
}

function compare(a: Unit, b: Unit): number {
  return compareNodes(a.node, b.node);
}

/**
 * Document order, with the content of a shadow root standing at its host, before the host's own
 * children. Negative: `a` first.
 */
export function compareNodes(a: Node, b: Node): number {
  if (a === b) return 0;
  const rootA = a.getRootNode();
  if (rootA === b.getRootNode()) return direct(a, b);
  const chainA = hostChain(a);
  const chainB = hostChain(b);
  for (let i = 0; ; i++) {
    const nodeA = chainA[i];
    const nodeB = chainB[i];
    if (!nodeA || !nodeB) return chainB.length - chainA.length;
    if (nodeA !== nodeB) return direct(nodeA, nodeB);
  }
}

function direct(a: Node, b: Node): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** The hosts around a node from the outside in, the node last. */
function hostChain(node: Node): Node[] {
  const host = elementAround(node.getRootNode());
  return host ? [...hostChain(host), node] : [node];
}
