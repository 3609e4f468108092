/**
 * What a page changed and nobody has read yet. Records are kept as they come, however many they are; what they tell of,
 * and the places that it bears on, are looked for later, in slices.
 */
import * as native from '../../dom/native.ts';
import { isDocumentType, isText } from '../../dom/nodes.ts';
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

/** Records that are looked at between two looks at the clock. */
const HANDFUL = 16;

export class Changes {
  /** Records that nobody has looked at yet, in the lists that they came in. */
  #kept: (readonly MutationRecord[])[] = [];
  /** How many of the first list were looked at. */
  #passed = 0;
  /** Texts whose data changed. */
  #edited = new Set<Text>();
  #added = new Set<Node>();
  #removed = new Set<Node>();
  /** Of places where something was taken out. */
  #gaps: MutationRecord[] = [];
  /** Of attributes that make an editor of an element, or none any more. */
  #attributes: MutationRecord[] = [];

  /** Keeps records until they are asked for: costs the same however many they are. */
  keep(records: readonly MutationRecord[]): void {
    this.#kept.push(records);
  }

  /** The next handful of what was kept; undefined: there is nothing. */
  next(): readonly MutationRecord[] | undefined {
    const [first] = this.#kept;
    if (!first) return undefined;
    const from = this.#passed;
    this.#passed += HANDFUL;
    if (this.#passed >= first.length) {
      this.#kept.shift();
      this.#passed = 0;
    }
    return first.slice(from, from + HANDFUL);
  }

  /** @returns what of it was taken out of its place */
  take(records: readonly MutationRecord[]): ReadonlySet<Node> {
    const removed = new Set<Node>();
    for (const record of records) {
      const { type } = record;
      if (type === 'attributes') this.#attributes.push(record);
      else if (type === 'characterData') {
        if (isText(record.target)) this.#edited.add(record.target);
      } else {
        for (const node of record.addedNodes) {
          // A range can begin in whatever a page puts in, but for this one, which has no text.
          if (!isDocumentType(node)) this.add(node);
        }
        const { removedNodes } = record;
        for (const node of removedNodes) {
          removed.add(node);
          this.#removed.add(node);
        }
        if (removedNodes.length > 0) this.#gaps.push(record);
      }
    }
    return removed;
  }

  /** A node is to be read as if it had been put in. */
  add(node: Node): void {
    this.#added.add(node);
  }

  /** Nothing is to be read; what attributes changed may have to be looked at. */
  get isEmpty(): boolean {
    return this.#kept.length + this.#gaps.length + this.#edited.size + this.#added.size === 0;
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

  /** Nodes that were taken out of their places, since the last call. */
  takeRemoved(): ReadonlySet<Node> {
    const removed = this.#removed;
    this.#removed = new Set();
    return removed;
  }

  /** Changes of attributes, since the last call. */
  takeAttributes(): readonly MutationRecord[] {
    const attributes = this.#attributes;
    this.#attributes = [];
    return attributes;
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
    this.#kept = [];
    this.#passed = 0;
    this.#edited.clear();
    this.#added.clear();
    this.#removed.clear();
    this.#attributes = [];
    this.#gaps = [];
  }
}
