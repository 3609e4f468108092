import * as native from '../../dom/native.ts';
import { isIn } from '../../dom/tree.ts';
import type { Spotter } from '../../names/spot.ts';
import type { Attendant, AttendedPage, Mention, Painted, Work } from '../../protocol/marks.ts';
import { OBSERVED } from './changes.ts';
import { Mentions } from './mentions.ts';
import { PageReader } from './page-reader.ts';
import { Painter } from './painter.ts';
import { ShadowHosts } from './shadow-hosts.ts';
import { Slices } from './slices.ts';
import { TextReader } from './text-reader.ts';

export interface EngineEvents {
  /** Something like a name stands in the page. Told again and again: it is time for who attends to it. */
  found(): void;
  /** At rest, after changes: `places()` may tell of others than before. */
  settled(): void;
}

/** Milliseconds after a change until the record is put in order. */
const SETTLE_MS = 120;
/** Things that are gone through between two looks at the clock. */
const HANDFUL = 256;

/**
 * Knows the mentions of one document and keeps them painted while the page changes. Adds nothing to
 * the page and changes nothing in it. What leaves no doubt it knows by itself; all else comes with who attends to a
 * page with names.
 *
 * No step of it is longer than a constant bounds: records are taken in as they come, all that is read is read in
 * slices, and a slice can stop inside a text.
 */
export class Engine implements AttendedPage {
  readonly #window: Window & typeof globalThis;
  readonly #events: EngineEvents;
  readonly #slices: Slices;
  readonly #hosts: ShadowHosts;
  readonly #observer: MutationObserver;
  readonly #page: PageReader;
  readonly known: Mentions;
  readonly painter: Painter;
  readonly reader: TextReader;
  /** Reads what changed, as long as there is something to read. */
  #catchingUp: Work | undefined;
  #settleTimer = 0;
  #isStopped = false;
  /** Hidden: nothing is read; `#isStale` once something changed meanwhile. */
  #isPaused = false;
  #isStale = false;
  readonly roots = new Set<ShadowRoot>();

  /** @param look to paint with: a `highlightName`; null: nothing is painted until the attendant knows it */
  constructor(
    window: Window & typeof globalThis,
    spotter: Spotter,
    events: EngineEvents,
    look?: string | null,
  ) {
    this.#window = window;
    this.#events = events;
    this.known = new Mentions(window.document);
    this.painter = new Painter(window.CSS.highlights, this.known, look);
    this.#slices = new Slices(window, () => this.#settle());
    this.#hosts = new ShadowHosts(window, this.roots, (root) => this.#opened(root));
    this.#observer = new MutationObserver((records) => this.#mutated(records));
    this.reader = new TextReader(this, spotter, () => events.found());
    this.#page = new PageReader(this, (element) => this.#hosts.look(element));
  }

  /** Scans the document, the first slice at once, and follows its changes. */
  start(): void {
    const { document } = this.#window;
    this.#observer.observe(document, OBSERVED);
    this.#learnDesignMode();
    const root = native.rootElementOf(document);
    if (root) this.do(this.#page.readAll(root, 'first'));
    if (!this.#slices.busy) this.#settle();
    this.#hosts.look(document);
  }

  /** Leaves no trace: nothing painted, observed or scheduled. */
  stop(): void {
    this.pause();
    this.#isStopped = true;
    this.#observer.disconnect();
    this.#slices.clear();
    this.#page.clear();
    this.painter.detach();
    this.known.clear();
  }

  /** The page is hidden: nothing runs until `resume`. */
  pause(): void {
    this.#isPaused = true;
    this.#slices.pause();
    this.#hosts.stop();
    this.reader.attendant?.pause();
    this.#window.clearTimeout(this.#settleTimer);
    this.#settleTimer = 0;
  }

  /** Goes on; reads everything anew if the page changed meanwhile. */
  resume(): void {
    if (!this.#isPaused || this.#isStopped) return;
    this.#isPaused = false;
    this.#slices.resume();
    this.reader.attendant?.resume();
    if (this.#isStale) this.readAnew();
    this.#isStale = false;
    this.#hosts.look(this.#window.document);
    this.settleSoon();
  }

  /** Who attends to the page from now on. The first one stays. */
  attendBy(attendant: Attendant): void {
    if (this.reader.attendant) return;
    this.reader.attendBy(attendant);
    if (this.#isPaused) attendant.pause();
    else this.catchUp();
    this.settleSoon();
  }

  /** Unlike a scan, it also reads the texts that had a mention and have none any more. */
  readAnew(): void {
    this.#slices.clear();
    this.#catchingUp = undefined;
    this.#page.clear();
    this.#learnDesignMode();
    this.known.mayBeGone = true;
    for (const text of this.known.texts()) this.reader.readLater(text, 'moved');
    this.catchUp();
    for (const root of [native.rootElementOf(this.#window.document), ...this.roots]) {
      if (root) this.do(this.#page.readAll(root, 'moved'));
    }
  }

  readAgain(node: Node): void {
    this.#page.readAgain(node);
  }

  open(root: ShadowRoot): void {
    this.#page.open(root);
  }

  scan(element: Element): void {
    this.do(this.#page.readAll(element, 'none'));
  }

  /**
   * How many mentions there are, those that are not shown included, and for a moment those that have just left; of
   * more than 999 maybe some of them.
   */
  get count(): number {
    return this.known.count;
  }

  places(): Mention[] {
    return this.known.texts().flatMap((text) => (this.isHere(text) ? this.known.places(text) : []));
  }

  get paintedTexts(): ReadonlyMap<Text, Painted> {
    return this.painter.paintedTexts;
  }

  /** An event came along this path: shadow roots on it are known from now on. */
  follow(path: readonly EventTarget[]): void {
    if (!this.#isPaused) for (const node of path) this.#hosts.ask(node);
  }

  /** Work is under way or waits. */
  get busy(): boolean {
    return (
      this.#slices.busy || this.#settleTimer !== 0 || this.reader.attendant?.isWaiting === true
    );
  }

  /** Work that is done within its first slice is followed by others mostly: settles a little later. */
  do(work: Work): void {
    if (!this.#isStopped && this.#slices.add(work)) this.settleSoon();
  }

  /** Reads what changed, the first slice at once. */
  catchUp(): void {
    this.#catchingUp ??= this.#readChanges();
    this.do(this.#catchingUp);
  }

  isHere(node: Node): boolean {
    return isIn(this.#window.document, node);
  }

  settleSoon(): void {
    if (this.#settleTimer !== 0 || this.#isPaused) return;
    this.#settleTimer = this.#window.setTimeout(() => this.#settle(), SETTLE_MS);
  }

  #opened(root: ShadowRoot): void {
    if (!this.isHere(root)) return;
    this.roots.add(root);
    this.#observer.observe(root, OBSERVED);
    this.open(root);
    this.catchUp();
  }

  #mutated(records: readonly MutationRecord[]): void {
    this.#page.pageChanged();
    if (this.#isPaused) {
      this.#isStale = true;
      return;
    }
    this.#page.keep(records);
    this.catchUp();
  }

  *#readChanges(): Work {
    try {
      yield* this.#page.readChanges();
    } finally {
      this.#catchingUp = undefined;
    }
  }

  #settle(): void {
    this.#window.clearTimeout(this.#settleTimer);
    this.#settleTimer = 0;
    // Comes back here once that is done.
    if (this.known.mayBeGone && !this.#slices.add(this.#forgetWhatLeft())) return;
    // A scan that goes on brings mentions in their order; to put them there before takes as long as a slice or two.
    if (!this.#page.isScanning) this.painter.settle();
    this.reader.attendant?.settled();
    this.#events.settled();
  }

  *#forgetWhatLeft(): Work {
    yield* this.known.sweep();
    let passed = 0;
    for (const nodes of [this.roots, this.reader.undecided] as Set<Node>[]) {
      for (const node of nodes) {
        if (!this.isHere(node)) nodes.delete(node);
        if (++passed % HANDFUL === 0) yield;
      }
    }
  }

  #learnDesignMode(): void {
    this.reader.isEditor = native.designMode(this.#window.document) === 'on';
  }
}
