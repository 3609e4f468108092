/** Reads a page: all of it once, then whatever it changes. Work for slices; nothing is read in one go. */
import * as native from '../../dom/native.ts';
import { isElement, isShadowRoot, isText } from '../../dom/nodes.ts';
import { passedOver } from '../../dom/passed-over.ts';
import { textsAround, textsWithin } from '../../dom/runs.ts';
import { elementsIn } from '../../dom/tree.ts';
import type { Spotter } from '../../names/spot.ts';
import { Changes, inGroups } from './changes.ts';
import type { Change, Mentions } from './mentions.ts';
import { Scan, type ScanRoot, SECTION_ELEMENTS } from './scan.ts';
import { readSection } from './section.ts';
import { isFew, type TextReader } from './text-reader.ts';

export interface PageReaderSetup {
  readonly spotter: Spotter;
  readonly reader: TextReader;
  readonly mentions: Mentions;
  /** The open shadow roots that are known. */
  readonly roots: ReadonlySet<ShadowRoot>;
  /** Whether a node still stands in the document. */
  readonly isHere: (node: Node) => boolean;
  /** An element was put in: what it holds may have shadow roots. */
  readonly elementAdded: (element: Element) => void;
}

/** Steps between two looks at the clock. */
const HANDFUL = 256;

const isAnew = (change: Change) => change === 'edited' || change === 'moved';

export class PageReader {
  readonly #setup: PageReaderSetup;
  readonly #changes = new Changes();
  readonly #scans = new Set<Scan>();
  /** Shadow roots whose content is to be read. */
  readonly #opened = new Set<ShadowRoot>();
  /** Nothing changed since what is read as one was read. */
  #isUnchanged = true;

  constructor(setup: PageReaderSetup) {
    this.#setup = setup;
  }

  /** A scan is under way. */
  get isScanning(): boolean {
    return this.#scans.size > 0;
  }

  /** What is known of the page may be no more, whether or not anything is read now. */
  pageChanged(): void {
    this.#setup.reader.pageChanged();
    this.#isUnchanged = false;
  }

  /** Takes in what changed, to be read by `readChanges`. */
  take(records: readonly MutationRecord[]): void {
    const removed = this.#changes.take(records);
    for (const scan of this.#scans) scan.changed(removed);
    if (removed.size > 0) this.#setup.mentions.somethingLeft();
  }

  /** A shadow root is to be read, and what stands around its host. */
  open(root: ShadowRoot): void {
    this.#opened.add(root);
  }

  /** Forgets what was to be read. */
  clear(): void {
    this.#changes.clear();
    this.#scans.clear();
    this.#opened.clear();
    this.#setup.reader.clear();
  }

  /**
   * Reads all of a tree.
   * @param change of what stands in `root` since it was last read
   */
  *readAll(root: ScanRoot, change: Change): Generator<void, void, void> {
    const scan = new Scan(root, this.#setup.spotter, (text, spotted, from) => {
      // What a frame was let through for may have left meanwhile.
      if (!spotted && !this.#setup.isHere(text)) return;
      if (isAnew(change) || !this.#setup.reader.isKnown(text)) {
        this.#setup.reader.readScanned(text, spotted, from, change);
      }
      // What is in view was read before all else.
      else if (change === 'first') this.#setup.mentions.pass(text);
    });
    this.#scans.add(scan);
    try {
      yield* scan.run();
    } finally {
      this.#scans.delete(scan);
    }
    yield* this.#setup.reader.readWaiting();
  }

  /** Reads what changed, until nothing is left. */
  *readChanges(): Generator<void, void, void> {
    const reader = this.#setup.reader;
    const edited = (text: Text) => reader.readLater(text, 'edited');
    while (!this.#changes.isEmpty || this.#opened.size > 0 || !reader.isDone) {
      for (const text of this.#changes.takeEdited()) edited(text);
      // The beginning of a name, away from the rest, is nothing that a scan would find.
      yield* this.#changes.moved([...this.#setup.mentions.cut], (text) =>
        reader.readLater(text, 'moved'),
      );
      yield* this.#changes.textsAtGaps(edited);
      yield* reader.readWaiting();
      yield* this.#readAdded(this.#changes.takeAdded(), this.#setup.mentions.mayBeGone);
      yield* this.#readAdded(this.#changes.takeRetyped(), true);
      yield* this.#readOpened();
    }
  }

  /** @param mayHaveRoots what is known of shadow roots in them is to be read anew */
  *#readAdded(nodes: ReadonlySet<Node>, mayHaveRoots: boolean): Generator<void, void, void> {
    for (const group of inGroups(nodes, (node) => this.#setup.isHere(node))) {
      try {
        if (group) yield* this.#readGroup(group);
      } catch (error) {
        passedOver('what was put in could not be read', error);
      }
      if (group && mayHaveRoots) for (const node of group) yield* this.#openAgain(node);
      yield;
    }
  }

  /** Has the known shadow roots in what was moved, or became an editor, or is one no more, read anew. */
  *#openAgain(node: Node): Generator<void, void, void> {
    if (this.#setup.roots.size === 0 || isText(node)) return;
    const elements = isElement(node) || isShadowRoot(node) ? elementsIn(node) : undefined;
    let passed = 0;
    if (elements && !elements.item(this.#setup.roots.size)) {
      for (let index = -1; index < elements.length; index++) {
        const element = index < 0 ? node : elements.item(index);
        const root = element && isElement(element) ? native.shadowRoot(element) : null;
        if (root && this.#setup.roots.has(root)) this.#opened.add(root);
        if (++passed % HANDFUL === 0) yield;
      }
      return;
    }
    for (const root of this.#setup.roots) {
      if (native.contains(node, root.host)) this.#opened.add(root);
      if (++passed % HANDFUL === 0) yield;
    }
  }

  /** Reads siblings that were put in together, and the texts that they stand beside. */
  *#readGroup(group: readonly Node[]): Generator<void, void, void> {
    let index = 0;
    while (index < group.length) {
      const first = group[index++] as Node;
      const parent = native.parentNode(first);
      if (!parent || !this.#setup.isHere(first)) continue;
      let last = first;
      let count = this.#countElements(first);
      while (index < group.length && count < SECTION_ELEMENTS) {
        const next = group[index] as Node;
        if (native.nextSibling(last) !== next) break;
        count += this.#countElements(next);
        if (count > SECTION_ELEMENTS) break;
        last = next;
        index++;
      }
      const edges = [
        ...textsAround(parent, native.previousSibling(first), first),
        ...textsAround(parent, last, native.nextSibling(last)),
      ];
      for (const text of edges) this.#setup.reader.readLater(text, 'edited');
      if (first !== last) yield* this.#readSiblings(parent, first, last);
      else if (isElement(first)) yield* this.readAll(first, 'moved');
      else if (isText(first)) this.#setup.reader.readLater(first, 'moved');
      yield;
    }
    yield* this.#setup.reader.readWaiting();
  }

  /** How many elements a node is and holds, as far as that is within a section; and has its shadow roots looked for. */
  #countElements(node: Node): number {
    if (!isElement(node)) return 1;
    this.#setup.elementAdded(node);
    if (!native.firstChild(node)) return 1;
    return isFew(node) ? elementsIn(node).length + 1 : SECTION_ELEMENTS + 1;
  }

  *#readSiblings(parent: Node, first: Node, last: Node): Generator<void, void, void> {
    const { reach } = this.#setup.spotter;
    this.#isUnchanged = true;
    const section = {
      root: parent,
      first,
      before: undefined,
      last,
      seam: '',
      edges: [reach, reach],
      isStale: () => !this.#isUnchanged,
    } as const;
    yield* readSection(section, this.#setup.spotter, (text, spotted, from) => {
      if (spotted || this.#setup.isHere(text))
        this.#setup.reader.readScanned(text, spotted, from, 'moved');
    });
  }

  *#readOpened(): Generator<void, void, void> {
    for (const root of this.#opened) {
      this.#opened.delete(root);
      if (!this.#setup.isHere(root)) continue;
      // What stands beside and within an element with a shadow root is no longer in one run.
      const { host } = root;
      const parent = native.parentNode(host);
      const beside = parent
        ? textsAround(parent, native.previousSibling(host), native.nextSibling(host))
        : [];
      for (const text of [...beside, ...textsWithin(host)])
        this.#setup.reader.readLater(text, 'edited');
      yield* this.readAll(root, 'moved');
      yield* this.#openAgain(root);
      yield;
    }
  }
}
