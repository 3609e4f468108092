/**
 * What a page changed and nobody has read yet. A record is taken in at once and costs the same whatever it tells of;
 * the places that it bears on are looked for later, in slices.
 */
import * as native from '../../dom/native.ts';
import { isText } from '../../dom/nodes.ts';
import { textsAround } from '../../dom/runs.ts';
import type { Work } from '../../protocol/marks.ts';

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

export class Changes {
  /** Texts whose data changed. */
  #edited = new Set<Text>();
  #added = new Set<Node>();
  /** Of places where something was taken out. */
  #gaps: MutationRecord[] = [];

  /** @returns what of it was taken out of its place */
  take(records: readonly MutationRecord[]): ReadonlySet<Node> {
    const removed = new Set<Node>();
    for (const record of records) {
      const { type, target, addedNodes, removedNodes } = record;
      if (type === 'characterData' && isText(target)) this.#edited.add(target);
      for (const node of addedNodes) {
        // A range can begin in whatever a page puts in, but for this one, which has no text.
        if (native.nodeType(node) !== Node.DOCUMENT_TYPE_NODE) this.add(node);
      }
      for (const node of removedNodes) removed.add(node);
      if (removedNodes.length > 0) this.#gaps.push(record);
    }
    return removed;
  }

  /** A node is to be read as if it had been put in. */
  add(node: Node): void {
    this.#added.add(node);
  }

  get isEmpty(): boolean {
    return this.#edited.size === 0 && this.#added.size === 0 && this.#gaps.length === 0;
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

  /**
   * The texts on both sides of the places where something was taken out since the last call: their runs may have been
   * joined. Yields often enough for the caller to let a frame through.
   */
  *textsAtGaps(found: (text: Text) => void): Work {
    const gaps = this.#gaps;
    this.#gaps = [];
    let passed = 0;
    for (const { target, previousSibling, nextSibling } of gaps) {
      // Where one of them has left, or something else came between, another record tells of the place.
      const isStill = previousSibling
        ? native.parentNode(previousSibling) === target &&
          native.nextSibling(previousSibling) === nextSibling
        : native.firstChild(target) === nextSibling;
      if (isStill) {
        for (const text of textsAround(target, previousSibling, nextSibling)) found(text);
      }
      if (++passed % HANDFUL === 0) yield;
    }
  }

  clear(): void {
    this.#edited.clear();
    this.#added.clear();
    this.#gaps = [];
  }
}
