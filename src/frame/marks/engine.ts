import * as native from '../../dom/native.ts';
import type { Part } from '../../dom/runs.ts';
import { isIn } from '../../dom/tree.ts';
import type { Spotter } from '../../names/spot.ts';
import type {
  BeginChoosing,
  Mention,
  PageJudge,
  PageMentions,
  Painted,
  UnjudgedPage,
} from '../../protocol/world.ts';
import { OBSERVED } from './changes.ts';
import { Mentions } from './mentions.ts';
import { PageReader } from './page-reader.ts';
import { Painter } from './painter.ts';
import { ShadowHosts } from './shadow-hosts.ts';
import { Slices } from './slices.ts';
import { isFew, TextReader } from './text-reader.ts';

export interface EngineEvents {
  /** At rest, while there is something that only a judge can decide about. */
  undecided(): void;
  /** There are more mentions than can be painted all: it takes a chooser to say which. */
  many(): void;
  /** There are letters that take another mark: the sheet of the look has it, which `sheetCame` awaits. */
  needsSheet?(): void;
  /** At rest, after changes: `places()` may tell of others than before. */
  settled(): void;
  /**
   * Asked now and then: once it says no, the engine stops. Chromium leaves the script of an updated
   * extension in the page, where it would fight the new one over the highlight.
   */
  isWanted(): boolean;
}

/** Milliseconds after a change until the record is put in order. */
const SETTLE_MS = 120;
/** Milliseconds between two looks at what nothing tells of: our highlight, `designMode`. */
const BEAT_MS = 1_000;
/** CSS pixels from the middle of the viewport: the first may be between two paragraphs. */
const GAPS = [0, 16, 40];
/** Siblings of theirs, on either side. */
const BESIDE = 16;
/** Painted texts whose styles are looked at in one go. */
const LOOKED_AT = 64;
/** Things that are gone through between two looks at the clock. */
const HANDFUL = 256;

/**
 * Knows the mentions of one document and keeps them painted while the page changes. Adds nothing to
 * the page and changes nothing in it.
 *
 * No step of it is longer than a constant bounds: records are taken in as they come, all that is read is read in
 * slices, and a slice can stop inside a text.
 */
export class Engine implements PageMentions, UnjudgedPage {
  readonly #window: Window & typeof globalThis;
  readonly #events: EngineEvents;
  readonly #mentions: Mentions;
  readonly #painter: Painter;
  readonly #slices: Slices;
  readonly #hosts: ShadowHosts;
  readonly #observer: MutationObserver;
  readonly #reader: TextReader;
  readonly #page: PageReader;
  /** Reads what changed, as long as there is something to read. */
  #catchingUp: Generator<void, void, void> | undefined;
  /** Of more mentions nobody is told the number, until somebody wants all: the toolbar button says 999+. */
  #counted = 999;
  #settleTimer = 0;
  #beatTimer = 0;
  #designMode = '';
  #willLook = false;
  /** Goes through what is painted, a few texts at each look. */
  #lookTurn: Iterator<Text> | undefined;
  #isStopped = false;
  /** Hidden: nothing is read; `#isStale` once something changed meanwhile. */
  #isPaused = false;
  #isStale = false;
  /** The open shadow roots that are known. */
  readonly #roots = new Set<ShadowRoot>();

  /** @param highlight the look to paint with: a `highlightName` */
  constructor(
    window: Window & typeof globalThis,
    spotter: Spotter,
    events: EngineEvents,
    highlight?: string,
  ) {
    this.#window = window;
    this.#events = events;
    this.#mentions = new Mentions(window.document);
    this.#painter = new Painter(window, this.#mentions, highlight, () => events.needsSheet?.());
    this.#slices = new Slices(window, () => this.#settle());
    this.#hosts = new ShadowHosts(window, this.#roots, (root) => this.#open(root));
    this.#observer = new MutationObserver((records) => this.#mutated(records));
    this.#reader = new TextReader({
      spotter,
      mentions: this.#mentions,
      isHere: (node) => this.#isHere(node),
      changed: (text) => this.#painter.update(text),
    });
    this.#page = new PageReader({
      spotter,
      reader: this.#reader,
      mentions: this.#mentions,
      roots: this.#roots,
      isHere: (node) => this.#isHere(node),
      elementAdded: (element) => this.#hosts.look(element),
    });
  }

  /** Scans the document, the first slice at once, and follows its changes. */
  start(): void {
    const { document } = this.#window;
    this.#learnDesignMode();
    this.#observer.observe(document, OBSERVED);
    this.#scanVisible();
    const root = native.rootElementOf(document);
    if (root) this.#do(this.#page.readAll(root, 'first'));
    if (!this.#slices.busy) this.#settle();
    this.#hosts.look(document);
    this.#beat();
  }

  /** Leaves no trace: nothing painted, observed or scheduled. */
  stop(): void {
    this.#isStopped = true;
    this.pause();
    this.#observer.disconnect();
    this.#slices.clear();
    this.#page.clear();
    this.#painter.detach();
    this.#mentions.clear();
  }

  /** The page is hidden: nothing runs until `resume`. */
  pause(): void {
    this.#isPaused = true;
    this.#slices.pause();
    this.#hosts.stop();
    this.#window.clearTimeout(this.#settleTimer);
    this.#settleTimer = 0;
    this.#window.clearTimeout(this.#beatTimer);
  }

  /** Goes on; reads everything anew if the page changed meanwhile. */
  resume(): void {
    if (!this.#isPaused || this.#isStopped) return;
    this.#isPaused = false;
    this.#slices.resume();
    this.#beat();
    if (this.#isStale) this.#readAnew();
    this.#isStale = false;
    this.#hosts.look(this.#window.document);
    this.#settleSoon();
  }

  /** Unlike a scan, it also reads the texts that had a mention and have none any more. */
  #readAnew(): void {
    this.#slices.clear();
    this.#catchingUp = undefined;
    this.#page.clear();
    this.#mentions.somethingLeft();
    for (const text of this.#mentions.texts()) this.#reader.readLater(text, 'moved');
    this.#catchUp();
    this.#scanVisible();
    for (const root of [native.rootElementOf(this.#window.document), ...this.#roots]) {
      if (root) this.#do(this.#page.readAll(root, 'moved'));
    }
  }

  /** `judge` decides about what waits for one, and from then on about all. The first one stays. */
  setJudge(judge: PageJudge): void {
    this.#reader.judge ??= judge;
    this.#goOnDeciding();
  }

  decideAll(): void {
    this.#counted = Number.POSITIVE_INFINITY;
    this.#reader.mayAsk = true;
    this.#goOnDeciding();
  }

  #goOnDeciding(): void {
    const { judge, mayAsk, undecided } = this.#reader;
    if (judge && mayAsk && undecided.size > 0) this.#do(this.#deciding());
  }

  /** Of very many only about those without a place in the order: whoever chooses what is painted comes to the others. */
  *#deciding(): Generator<void, void, void> {
    const reader = this.#reader;
    if (!reader.judge || !reader.mayAsk) return;
    reader.mayAsk = false;
    for (const text of reader.undecided) {
      // Goes on once there are answers.
      if (reader.judge?.isFull) break;
      if (this.#mentions.count <= this.#counted || !this.#mentions.isPlaced(text)) {
        reader.decide(text);
      }
      yield;
    }
    yield* reader.readWaiting();
  }

  /** The judge has answers about these. */
  answered(parts: readonly Part[]): void {
    if (!this.#isStopped) this.#do(this.#readingAnswered(parts));
  }

  *#readingAnswered(parts: readonly Part[]): Generator<void, void, void> {
    for (const part of parts) {
      this.#reader.readAnswered(part);
      yield;
    }
    yield* this.#reader.readWaiting();
    this.#settleSoon();
  }

  /** `begin` says from now on which mentions are painted where there are many. The first one stays. */
  choosePaintedBy(begin: BeginChoosing): void {
    if (this.#isStopped) return;
    this.#painter.chooseBy(begin, (text) => {
      this.#reader.decide(text);
      if (!this.#reader.isDone) this.#catchUp();
    });
  }

  /** The sheet of the look that it paints with is in the page, with all its marks. */
  sheetCame(): void {
    this.#painter.sheetCame();
  }

  get undecidedTexts(): ReadonlySet<Text> {
    return this.#reader.undecided;
  }

  /** Whether there is any mention: as long as not, a pointer's moves need no look. */
  get hasMentions(): boolean {
    return this.#mentions.count > 0;
  }

  /**
   * How many mentions there are, those that are not shown included, and for a moment those that have just left; of
   * more than 999 maybe some of them.
   */
  get count(): number {
    return this.#mentions.count;
  }

  places(): Mention[] {
    return this.#mentions
      .texts()
      .flatMap((text) => (this.#isHere(text) ? this.#mentions.places(text) : []));
  }

  placesIn(text: Text, from?: number, to?: number): readonly Mention[] {
    return this.#mentions.places(text, from, to);
  }

  get cutTexts(): ReadonlySet<Text> {
    return this.#mentions.cut;
  }

  get paintedTexts(): ReadonlyMap<Text, Painted> {
    return this.#painter.paintedTexts;
  }

  /** An event came along this path: shadow roots on it are known from now on. */
  follow(path: readonly EventTarget[]): void {
    if (!this.#isPaused) for (const node of path) this.#hosts.ask(node);
  }

  /** Paints again what a page took out of the registry. */
  keepPainted(): void {
    this.#painter.attach();
  }

  /** Work is under way or waits. */
  get busy(): boolean {
    return this.#slices.busy || this.#settleTimer !== 0 || this.#reader.judge?.isWaiting === true;
  }

  #open(root: ShadowRoot): void {
    if (!this.#isHere(root)) return;
    this.#roots.add(root);
    this.#observer.observe(root, OBSERVED);
    this.#page.open(root);
    this.#catchUp();
  }

  /** Work that is done within its first slice is followed by others mostly: settles a little later. */
  #do(work: Generator<void, void, void>): void {
    if (this.#slices.add(work)) this.#settleSoon();
  }

  /**
   * What is in view first, unless that is the beginning. Not while a document is being loaded: it would
   * have to be laid out.
   */
  #scanVisible(): void {
    const { document, innerWidth, innerHeight } = this.#window;
    if (native.readyState(document) !== 'complete' || !this.#window.scrollY) return;
    let visible: Element | null = null;
    for (const gap of GAPS) {
      visible = native.elementFromPoint(document, innerWidth / 2, innerHeight / 2 + gap);
      if (visible && isFew(visible)) break;
      visible = null;
    }
    if (!visible) return;
    let around = native.parentElement(visible);
    while (around && isFew(around)) {
      visible = around;
      around = native.parentElement(around);
    }
    this.#do(this.#page.readAll(visible, 'none'));
    // An entry of a long list, maybe.
    for (const step of [native.nextElement, native.previousElement]) {
      let beside: Element | null = visible;
      for (let count = 0; count < BESIDE; count++) {
        beside = beside && step(beside);
        if (beside) this.#do(this.#page.readAll(beside, 'none'));
      }
    }
  }

  #isHere(node: Node): boolean {
    return isIn(this.#window.document, node);
  }

  #mutated(records: readonly MutationRecord[]): void {
    this.#page.pageChanged();
    if (this.#isPaused) {
      this.#isStale = true;
      return;
    }
    this.#page.take(records);
    this.#catchUp();
  }

  /** Reads what changed, the first slice at once. */
  #catchUp(): void {
    this.#catchingUp ??= this.#readChanges();
    this.#do(this.#catchingUp);
  }

  *#readChanges(): Generator<void, void, void> {
    try {
      yield* this.#page.readChanges();
      yield* this.#deciding();
    } finally {
      this.#catchingUp = undefined;
    }
  }

  /** Once the next frame has computed the styles: what they make of the texts may be another thing by now. */
  #lookSoon(): void {
    if (this.#willLook || !(this.#reader.judge || this.#painter.paintedTexts.size > 0)) return;
    this.#willLook = true;
    const look = () => {
      this.#willLook = false;
      if (this.#isPaused) return;
      const others = this.#nextPainted().filter((text) => this.#reader.looks.isOther(text));
      others.push(...(this.#reader.judge?.partedAnew() ?? []));
      for (const text of others) this.#reader.readLater(text, 'edited');
      if (others.length > 0) this.#catchUp();
    };
    this.#window.requestAnimationFrame(() => this.#window.setTimeout(look));
  }

  #nextPainted(): Text[] {
    this.#lookTurn ??= this.#painter.paintedTexts.keys();
    const texts: Text[] = [];
    while (texts.length < LOOKED_AT) {
      const { value, done } = this.#lookTurn.next();
      if (done) {
        this.#lookTurn = undefined;
        break;
      }
      texts.push(value);
    }
    return texts;
  }

  #settleSoon(): void {
    if (this.#settleTimer !== 0 || this.#isPaused) return;
    this.#settleTimer = this.#window.setTimeout(() => this.#settle(), SETTLE_MS);
  }

  #settle(): void {
    this.#window.clearTimeout(this.#settleTimer);
    this.#settleTimer = 0;
    // Comes back here once that is done.
    if (this.#mentions.mayBeGone && !this.#slices.add(this.#forgetWhatLeft())) return;
    // A scan that goes on brings mentions in their order; to put them there before takes as long as a slice or two.
    if (!this.#page.isScanning && this.#painter.settle()) this.#events.many();
    const { judge, undecided } = this.#reader;
    if (!judge) {
      if (undecided.size > 0) this.#events.undecided();
    } else if (this.#mentions.count <= this.#counted) this.#goOnDeciding();
    this.#lookSoon();
    this.#events.settled();
  }

  *#forgetWhatLeft(): Generator<void, void, void> {
    yield* this.#mentions.sweep();
    let passed = 0;
    for (const nodes of [this.#roots, this.#reader.undecided] as Set<Node>[]) {
      for (const node of nodes) {
        if (!this.#isHere(node)) nodes.delete(node);
        if (++passed % HANDFUL === 0) yield;
      }
    }
  }

  /** What no observer tells: a page took our highlight, or became editable as a whole. */
  #beat(): void {
    this.#beatTimer = this.#window.setTimeout(() => {
      if (!this.#events.isWanted()) {
        this.stop();
        return;
      }
      this.#painter.attach();
      this.#painter.lookAnew();
      this.#lookSoon();
      if (this.#learnDesignMode()) this.#readAnew();
      this.#beat();
    }, BEAT_MS);
  }

  /** @returns whether it is another than before */
  #learnDesignMode(): boolean {
    const before = this.#designMode;
    this.#designMode = native.designMode(this.#window.document);
    this.#reader.isEditor = this.#designMode === 'on';
    return before !== this.#designMode;
  }
}
