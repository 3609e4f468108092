/**
 * Finds the texts of a tree in which something may stand, without visiting each of its nodes.
 *
 * Reading a page's text node by node costs more than all else (a wrapper for each node), so a scan
 * reads stretches of some hundred elements with one `Range.toString()`, which the browser does
 * natively, asks one loose regular expression about each, and walks the text nodes of those
 * stretches alone in which it matched.
 */

/** A document's element, a shadow root, or an element that was added. */
export type ScanRoot = Element | ShadowRoot;

/** Elements a stretch; measured: below 400 calls dominate, above 1,000 nothing is gained. */
const STRETCH = 800;
/** More than the longest name with its neighbours: what two stretches may share at their seam. */
const SEAM = 64;

/** Texts with a match that are handed over between two looks at the clock. */
const HANDFUL = 16;

/**
 * One scan of a tree, stretch by stretch. What changes in the tree meanwhile is the caller's to scan
 * again; `removed` has to be told what leaves it.
 */
export class Scan {
  /** The element at which the next stretch begins; undefined when it was lost, or before the end. */
  #anchor: ScanRoot | undefined;

  /**
   * @param mayContain loose and global: matches wherever a candidate might stand, in text whose
   *   blocks are glued together
   * @param found called for each text in which a match begins, in document order
   */
  constructor(
    private readonly root: ScanRoot,
    private readonly mayContain: RegExp,
    private readonly found: (text: Text) => void,
  ) {}

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
    const { root, mayContain } = this;
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
        const texts = textsWithMatches(root, start, glued, seam.length, mayContain);
        for (const [at, text] of texts.entries()) {
          this.found(text);
          if (at % HANDFUL !== HANDFUL - 1) continue;
          yield;
          if (!this.#anchor || !isHere()) return false;
        }
      }
      // A live range slows the page's own edits near it.
      range.setStart(root.ownerDocument, 0);
      range.collapse(true);
      if (!end) return true;
      seam = glued.slice(-SEAM);
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
 * The text nodes in which the matches of `glued` begin.
 * @param seam how much of `glued` stands before `start`
 */
function textsWithMatches(
  root: ScanRoot,
  start: ScanRoot,
  glued: string,
  seam: number,
  mayContain: RegExp,
): Text[] {
  const texts: Text[] = [];
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
    // All that begins in this node is read with it.
    mayContain.lastIndex = nodeEnd;
  }
  return texts;
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
