/**
 * What a page changed and nobody has read yet. A record is taken in at once and costs the same whatever it tells of;
 * the places that it bears on are looked for later, in slices.
 */
import * as native from '../../dom/native.ts';
import { isText } from '../../dom/nodes.ts';
import { textsAround } from '../../dom/runs.ts';
import { isWithin } from '../../dom/tree.ts';

export const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  // Those that make an editor of what was prose, or the reverse.
  attributeFilter: ['contenteditable', 'role'],
  attributeOldValue: true,
};

/** Steps between two looks at the clock. */
const HANDFUL = 16;
/** Siblings that are read together at most. */
const MOST_SIBLINGS = 2_048;

/** What a value of an observed attribute makes of its element: an editor, none, even within one (`'false'`), or nothing. */
function kindBy(attribute: string | null, value: string | null): boolean | 'false' {
  if (attribute === 'role') return value === 'textbox';
  return value?.toLowerCase() === 'false' ? 'false' : value !== null;
}

export class Changes {
  /** Texts whose data changed. */
  #edited = new Set<Text>();
  #added = new Set<Node>();
  /** Elements that became an editor, or are none any more. */
  #retyped = new Set<Node>();
  #removed = new Set<Node>();
  /** Where something was taken out: what stands after a node, or first in a parent. */
  #after = new Map<Node, { readonly parent: Node; readonly next: Node | null }>();
  #firstIn = new Map<Node, Node | null>();

  /** @returns what of it was taken out of its place */
  take(records: readonly MutationRecord[]): ReadonlySet<Node> {
    const removed = new Set<Node>();
    for (const record of records) {
      const { type, target } = record;
      if (type === 'characterData') {
        if (isText(target)) this.#edited.add(target);
      } else if (type === 'childList') {
        const { addedNodes, removedNodes, previousSibling, nextSibling } = record;
        for (const node of addedNodes) {
          // A range can begin in whatever a page puts in, but for this one, which has no text.
          if (native.nodeType(node) !== Node.DOCUMENT_TYPE_NODE) this.#added.add(node);
        }
        if (removedNodes.length === 0) continue;
        for (const node of removedNodes) removed.add(node);
        if (previousSibling)
          this.#after.set(previousSibling, { parent: target, next: nextSibling });
        else this.#firstIn.set(target, nextSibling);
      } else {
        const { attributeName, oldValue } = record;
        const value = native.attribute(target as Element, attributeName as string);
        const before = kindBy(attributeName, oldValue);
        if (before !== kindBy(attributeName, value)) this.#retyped.add(target);
      }
    }
    for (const node of removed) this.#removed.add(node);
    return removed;
  }

  get isEmpty(): boolean {
    return (
      this.#edited.size === 0 &&
      this.#added.size === 0 &&
      this.#retyped.size === 0 &&
      this.#removed.size === 0 &&
      this.#after.size === 0 &&
      this.#firstIn.size === 0
    );
  }

  /** Texts whose data changed, since the last call. */
  takeEdited(): ReadonlySet<Text> {
    const edited = this.#edited;
    this.#edited = new Set();
    return edited;
  }

  /** Nodes that were put in, since the last call. */
  takeAdded(): ReadonlySet<Node> {
    const added = this.#added;
    this.#added = new Set();
    return added;
  }

  /** Elements that became an editor or are none any more, since the last call. */
  takeRetyped(): ReadonlySet<Node> {
    const retyped = this.#retyped;
    this.#retyped = new Set();
    return retyped;
  }

  /**
   * The texts on both sides of the places where something was taken out since the last call: their runs may have been
   * joined. Yields often enough for the caller to let a frame through.
   */
  *textsAtGaps(found: (text: Text) => void): Generator<void, void, void> {
    const after = this.#after;
    const firstIn = this.#firstIn;
    this.#after = new Map();
    this.#firstIn = new Map();
    let passed = 0;
    for (const [previous, { parent, next }] of after) {
      // Where one of them has left, or something else came between, another record tells of the place.
      if (native.parentNode(previous) === parent && native.nextSibling(previous) === next) {
        for (const text of textsAround(parent, previous, next)) found(text);
      }
      if (++passed % HANDFUL === 0) yield;
    }
    for (const [parent, next] of firstIn) {
      if (native.firstChild(parent) === next) {
        for (const text of textsAround(parent, null, next)) found(text);
      }
      if (++passed % HANDFUL === 0) yield;
    }
  }

  /**
   * Which of `texts` stand in what was taken out of its place since the last call. Yields often enough for the caller
   * to let a frame through.
   */
  *moved(texts: Iterable<Text>, found: (text: Text) => void): Generator<void, void, void> {
    const removed = this.#removed;
    this.#removed = new Set();
    if (removed.size === 0) return;
    let passed = 0;
    for (const text of texts) {
      if (isWithin(removed, text)) found(text);
      if (++passed % HANDFUL === 0) yield;
    }
  }

  clear(): void {
    this.takeEdited();
    this.takeAdded();
    this.takeRetyped();
    this.#removed.clear();
    this.#after.clear();
    this.#firstIn.clear();
  }
}

/**
 * Nodes that were put in, as they stand now: siblings together, without those that stand in others. Yields often
 * enough for the caller to let a frame through.
 * @param isHere whether a node still stands in the document
 */
export function* inGroups(
  nodes: ReadonlySet<Node>,
  isHere: (node: Node) => boolean,
): Generator<readonly Node[] | undefined, void, void> {
  const isCovered = createCoverTest(nodes);
  const done = new Set<Node>();
  let passed = 0;
  for (const node of nodes) {
    if (++passed % HANDFUL === 0) yield undefined;
    if (done.has(node) || !isHere(node) || isCovered(node)) continue;
    const isNext = (sibling: Node | null): sibling is Node =>
      sibling !== null && nodes.has(sibling) && !done.has(sibling);
    const before: Node[] = [];
    let sibling = native.previousSibling(node);
    while (isNext(sibling) && before.length < MOST_SIBLINGS) {
      before.push(sibling);
      sibling = native.previousSibling(sibling);
    }
    const group = [...before.reverse(), node];
    sibling = native.nextSibling(node);
    while (isNext(sibling) && group.length < MOST_SIBLINGS) {
      group.push(sibling);
      sibling = native.nextSibling(sibling);
    }
    for (const each of group) done.add(each);
    yield group;
  }
}

/** @returns a test of whether a node stands in one of `nodes`; each step on the way up is gone once */
function createCoverTest(nodes: ReadonlySet<Node>): (node: Node) => boolean {
  const known = new Map<Node, boolean>();
  return (node) => {
    const path: Node[] = [];
    let isCovered = false;
    for (let at = native.parentNode(node); at; at = native.parentNode(at)) {
      const answer = nodes.has(at) || known.get(at);
      if (answer === undefined) {
        path.push(at);
        continue;
      }
      isCovered = answer;
      break;
    }
    for (const each of path) known.set(each, isCovered);
    return isCovered;
  };
}
