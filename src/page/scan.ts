/**
 * Finds the texts of a tree in which something may stand, without visiting each of its nodes.
 *
 * Reading a page's text node by node costs more than all else (a wrapper for each node), so a scan
 * reads stretches of some hundred elements with one `Range.toString()`, which the browser does
 * natively, asks one loose regular expression about each, and walks the text nodes of those
 * stretches alone in which it matched.
 */

import { isInline } from '../dom/prose.ts';
import type { Spotter } from '../story/spot.ts';

/** A document's element, a shadow root, or an element that was added. */
export type ScanRoot = Element | ShadowRoot;

/** Elements a stretch; measured: below 400 calls dominate, above 1,000 nothing is gained. */
const STRETCH = 800;
/** Texts with a match that are handed over between two looks at the clock. */
const HANDFUL = 16;

/**
 * A text in which a name may begin.
 * @param glued a stretch of the page's text, blocks glued together, that holds `text` and all that its
 *   run has beside it within reach
 * @param from where `text` begins in `glued`; -1 if all that has to be read anew
 */
export type Found = (text: Text, glued: string, from: number) => void;

/**
 * One scan of a tree, stretch by stretch. What changes in the tree meanwhile is the caller's to scan
 * again; `changed` has to be told that something did, and `removed` what leaves it.
 */
export class Scan {
  /** The element at which the next stretch begins; undefined when it was lost, or before the end. */
  #anchor: ScanRoot | undefined;
  /** What was read of the stretch at hand may be no more. */
  #isStale = false;

  /** @param found called for each text in which a match begins, in document order */
  constructor(
    private readonly root: ScanRoot,
    private readonly spotter: Pick<Spotter, 'mayContain' | 'reach'>,
    private readonly found: Found,
  ) {}

  changed(): void {
    this.#isStale = true;
  }

  /** A node was taken out of its place: a scan that stood in it begins anew. */
  removed(node: Node): void {
    if (this.#anchor && this.#anchor !== this.root && node.contains(this.#anchor)) {
      this.#anchor = undefined;
    }
  }

  /** Yields often enough for the caller to let a frame through. */
  *run(): Generator<void, void, void> {
    const { root } = this;
    const document = root.ownerDocument;
    const isHere = () => root.isConnected && root.ownerDocument === document;
    while (isHere() && !(yield* this.#pass(isHere)));
  }

  /** @returns whether it came to the end */
  *#pass(isHere: () => boolean): Generator<void, boolean, void> {
    const { root, spotter } = this;
    const { mayContain, reach } = spotter;
    /** What stands beside an inline element goes on in it. */
    const edge = root.nodeType === Node.ELEMENT_NODE && isInline(root) ? reach : 0;
    const elements = root.querySelectorAll('*');
    const range = root.ownerDocument.createRange();
    let index = 0;
    let seam = '';
    this.#anchor = root;
    for (;;) {
      const start: ScanRoot | undefined = this.#anchor;
      if (!start) return false;
      index += STRETCH;
      while (index < elements.length && !follows(elements[index] as Element, start, root)) index++;
      const end = elements[index];
      // Inside an element, before its first child: an offset of 0, which costs no counting.
      range.setStart(start, 0);
      if (end) range.setEnd(end, 0);
      else range.setEnd(root, root.childNodes.length);
      const glued = seam + range.toString();
      mayContain.lastIndex = 0;
      if (mayContain.test(glued)) {
        const { texts, starts } = textsWithMatches(root, start, glued, seam.length, mayContain);
        const first = start === root ? edge : 0;
        const last = glued.length - (end ? reach : edge);
        this.#isStale = false;
        for (const [at, text] of texts.entries()) {
          const from = starts[at] as number;
          const isWhole = !this.#isStale && from >= first && from + text.length <= last;
          this.found(text, glued, isWhole ? from : -1);
          if (at % HANDFUL !== HANDFUL - 1) continue;
          yield;
          if (!this.#anchor || !isHere()) return false;
        }
      }
      // A live range slows the page's own edits near it.
      range.setStart(root.ownerDocument, 0);
      range.collapse(true);
      if (!end) return true;
      seam = glued.slice(-reach);
      this.#anchor = end;
      yield;
    }
  }
}

function follows(element: Element, start: ScanRoot, root: ScanRoot): boolean {
  return (
    root.contains(element) &&
    (start.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  );
}

/**
 * The text nodes in which the matches of `glued` begin, and where they begin in it: -1 before it.
 * @param seam how much of `glued` stands before `start`
 */
function textsWithMatches(
  root: ScanRoot,
  start: ScanRoot,
  glued: string,
  seam: number,
  mayContain: RegExp,
): { texts: Text[]; starts: number[] } {
  const texts: Text[] = [];
  const starts: number[] = [];
  const walker = root.ownerDocument.createTreeWalker(
    root,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION,
  );
  walker.currentNode = start;
  let node = walker.nextNode() as Text | null;
  /** Where `node` ends in `glued`. */
  let nodeEnd = seam + (node?.length ?? 0);
  mayContain.lastIndex = 0;
  for (let match = mayContain.exec(glued); match && node; match = mayContain.exec(glued)) {
    // What ends before the stretch was found with the one before.
    if (match.index + match[0].length <= seam) continue;
    if (match.index < seam) {
      texts.push(textBefore(walker, node, seam - match.index));
      starts.push(-1);
      walker.currentNode = node;
      mayContain.lastIndex = seam;
      continue;
    }
    while (node && nodeEnd <= match.index) {
      node = walker.nextNode() as Text | null;
      nodeEnd += node?.length ?? 0;
    }
    if (!node) break;
    texts.push(node);
    starts.push(nodeEnd - node.length);
    // All that begins in this node is read with it.
    mayContain.lastIndex = nodeEnd;
  }
  return { texts, starts };
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
