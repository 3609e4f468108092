/** Reads a page: all of it once, then whatever it changes. Work for slices; nothing is read in one go. */
import * as native from '../../dom/native.ts';
import { isElement, isText } from '../../dom/nodes.ts';
import { passedOver } from '../../dom/passed-over.ts';
import { textsAround, textsWithin } from '../../dom/runs.ts';
import { elementsIn, isFew } from '../../dom/tree.ts';
import type { Change, Work } from '../../protocol/marks.ts';
import { Changes } from './changes.ts';
import { Scan, type ScanRoot, SECTION_ELEMENTS } from './scan.ts';
import { type Found, readSection } from './section.ts';
import { siblingsAmong } from './siblings.ts';
import type { ReaderPage, TextReader } from './text-reader.ts';

export class PageReader {
  readonly #page: ReaderPage & { readonly reader: TextReader };
  readonly #elementAdded: (element: Element) => void;
  readonly #changes = new Changes();
  readonly #scans = new Set<Scan>();
  /** Shadow roots whose content is to be read. */
  readonly #opened = new Set<ShadowRoot>();
  /** Nothing changed since what is read as one was read. */
  #isUnchanged = true;

  /** @param elementAdded called when an element was put in: what it holds may have shadow roots */
  constructor(
    page: ReaderPage & { readonly reader: TextReader },
    elementAdded: (element: Element) => void,
  ) {
    this.#page = page;
    this.#elementAdded = elementAdded;
  }

  /** A scan is under way. */
  get isScanning(): boolean {
    return this.#scans.size > 0;
  }

  /** What is known of the page may be no more, whether or not anything is read now. */
  pageChanged(): void {
    this.#page.reader.pageChanged();
    this.#isUnchanged = false;
  }

  /** Keeps what changed, to be read by `readChanges`. */
  keep(records: readonly MutationRecord[]): void {
    this.#changes.keep(records);
  }

  /** A node is to be read as if it had been put in. */
  readAgain(node: Node): void {
    this.#changes.add(node);
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
    this.#page.reader.clear();
  }

  /**
   * Reads all of a tree.
   * @param change of what stands in `root` since it was last read
   */
  *readAll(root: ScanRoot, change: Change): Work {
    const scan = new Scan(root, this.#page.reader.spotter, this.#takeIn(change));
    this.#scans.add(scan);
    try {
      for (const _ of scan.run()) {
        yield;
        // It has to know what was taken out before it goes on.
        yield* this.#takeRecords();
      }
    } finally {
      this.#scans.delete(scan);
    }
    yield* this.#page.reader.readWaiting();
  }

  /** What is done with the texts that are found in what was read. */
  #takeIn(change: Change): Found {
    const { reader, known } = this.#page;
    return (text, spotted, from) => {
      // What a frame was let through for may have left meanwhile.
      if (!spotted && !this.#page.isHere(text)) return;
      if (change === 'moved' || !reader.isKnown(text)) {
        reader.readScanned(text, spotted, from, change);
      }
      // What is in view was read before all else.
      else if (change === 'first') known.pass(text);
    };
  }

  /** Reads what changed, and has what is in doubt decided about, until nothing is left. */
  *readChanges(): Work {
    const { reader } = this.#page;
    const later = (text: Text) => reader.readLater(text);
    do {
      yield* this.#takeRecords();
      yield* this.#tellAttendant();
      for (const text of this.#changes.takeEdited()) later(text);
      yield* this.#changes.textsAtGaps(later);
      yield* reader.readWaiting();
      yield* this.#readAdded(this.#changes.takeAdded());
      yield* this.#readOpened();
      // What the page changes while this lets frames through is read in another round.
      if (reader.attendant) yield* reader.attendant.deciding();
    } while (!this.#changes.isEmpty || this.#opened.size > 0 || !reader.isDone);
  }

  /** Looks at what was kept. Once it is done, nothing is left. */
  *#takeRecords(): Work {
    for (let records = this.#changes.next(); records; records = this.#changes.next()) {
      const removed = this.#changes.take(records);
      for (const scan of this.#scans) scan.changed(removed);
      if (removed.size > 0) this.#page.known.mayBeGone = true;
      yield;
    }
  }

  /** Lets who attends to the page know of what bears on more than the nodes that changed. */
  *#tellAttendant(): Work {
    const { known, reader } = this.#page;
    const removed = this.#changes.takeRemoved();
    if (!reader.attendant && known.count > 0) return;
    const attributes = this.#changes.takeAttributes();
    if (reader.attendant) yield* reader.attendant.changed(removed, attributes);
  }

  *#readAdded(nodes: ReadonlySet<Node>): Work {
    const { reader, known } = this.#page;
    const isHere = (node: Node) => this.#page.isHere(node);
    const sizeOf = (node: Node) => this.#countElements(node);
    for (const group of siblingsAmong(nodes, isHere, sizeOf)) {
      try {
        yield* this.#readGroup(group);
      } catch (error) {
        passedOver('what was put in could not be read', error);
      }
      if (reader.attendant && known.mayBeGone) {
        for (const node of group) yield* reader.attendant.moved(node);
      }
      yield;
    }
    yield* reader.readWaiting();
  }

  /** Reads siblings that were put in together, and the texts that they stand beside. */
  *#readGroup(group: readonly Node[]): Work {
    const { reader } = this.#page;
    const [first] = group;
    const last = group.at(-1);
    const parent = first && native.parentNode(first);
    if (!parent || !last || !this.#page.isHere(first)) return;
    const edges = [
      ...textsAround(parent, native.previousSibling(first), first),
      ...textsAround(parent, last, native.nextSibling(last)),
    ];
    for (const text of edges) reader.readLater(text);
    if (first !== last) yield* this.#readSiblings(parent, first, last);
    else if (isElement(first)) yield* this.readAll(first, 'moved');
    else if (isText(first)) reader.readLater(first, 'moved');
  }

  /** How many elements a node is and holds, as far as that is within a section; and has its shadow roots looked for. */
  #countElements(node: Node): number {
    if (!isElement(node)) return 1;
    this.#elementAdded(node);
    if (!native.firstElement(node)) return 1;
    return isFew(node) ? elementsIn(node).length + 1 : SECTION_ELEMENTS + 1;
  }

  *#readSiblings(parent: Node, first: Node, last: Node): Work {
    const { reach } = this.#page.reader.spotter;
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
    yield* readSection(section, this.#page.reader.spotter, this.#takeIn('moved'));
  }

  *#readOpened(): Work {
    for (const root of this.#opened) {
      this.#opened.delete(root);
      if (!this.#page.isHere(root)) continue;
      // What stands beside and within an element with a shadow root is no longer in one run.
      const { host } = root;
      const parent = native.parentNode(host);
      const beside = parent
        ? textsAround(parent, native.previousSibling(host), native.nextSibling(host))
        : [];
      for (const text of [...beside, ...textsWithin(host)]) this.#page.reader.readLater(text);
      yield* this.readAll(root, 'moved');
      if (this.#page.reader.attendant) yield* this.#page.reader.attendant.moved(root);
      yield;
    }
  }
}
