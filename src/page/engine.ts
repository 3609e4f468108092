import { Looks } from '../dom/looks.ts';
import { isElement, isText } from '../dom/nodes.ts';
import { createProseTest, type Prose } from '../dom/prose.ts';
import { blockAround, type Run, runAround, textsAround, textsWithin } from '../dom/runs.ts';
import { elementsIn, isIn, isWithin } from '../dom/tree.ts';
import type { BeginChoosing, Judge, PageMentions, UnjudgedPage } from '../protocol/world.ts';
import { NOTHING, type Spotted, type Spotter } from '../story/spot.ts';
import { ShadowHosts } from './hosts.ts';
import { type Change, Mentions, type Place } from './mentions.ts';
import { Painter } from './painter.ts';
import { Scan, type ScanRoot } from './scan.ts';
import { Slices } from './slices.ts';

export interface EngineEvents {
  /** At rest, while there is something that only a judge can decide about. */
  undecided(): void;
  /** There are more mentions than can be painted all: it takes a chooser to say which. */
  many(): void;
  /** At rest, after changes: `places()` may tell of others than before. */
  settled(): void;
  /**
   * Asked now and then: once it says no, the engine stops. Chromium leaves the script of an updated
   * extension in the page, where it would fight the new one over the highlight.
   */
  isWanted(): boolean;
}

const isAnew = (change: Change) => change === 'edited' || change === 'moved';

const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  // Those that make an editor of what was prose, or the reverse.
  attributeFilter: ['contenteditable', 'role'],
};

/** Milliseconds after a change until the record is put in order. */
const SETTLE = 120;
/** Milliseconds between two looks at what nothing tells of: our highlight, `designMode`. */
const BEAT = 1_000;
/** Elements at most in what is read before the rest of the page, or is asked as a whole. */
const FEW = 800;
/** Whether there are no more in `element`: `item()` counts no further than that. */
const isFew = (element: Element) => !elementsIn(element).item(FEW);
/** CSS pixels from the middle of the viewport: the first may be between two paragraphs. */
const GAPS = [0, 16, 40];
/** Siblings of theirs, on either side. */
const BESIDE = 16;

/**
 * Knows the mentions of one document and keeps them painted while the page changes. Adds nothing to
 * the page and changes nothing in it.
 */
export class Engine implements PageMentions, UnjudgedPage {
  readonly #window: Window & typeof globalThis;
  readonly #spotter: Spotter;
  readonly #names: readonly string[];
  readonly #events: EngineEvents;
  readonly #mentions: Mentions;
  readonly #painter: Painter;
  readonly #slices: Slices;
  readonly #hosts: ShadowHosts;
  readonly #observer: MutationObserver;
  readonly #scans = new Set<Scan>();
  readonly #undecided = new Set<Text>();
  #judge: Judge | undefined;
  /** Of more mentions nobody is told the number, until somebody wants all: the toolbar button says 999+. */
  #counted = 999;
  #settleTimer = 0;
  #beatTimer = 0;
  #designMode = '';
  /** Until something changes. */
  #proseTest = createProseTest();
  readonly #looks = new Looks();
  #willLook = false;
  #isStopped = false;
  /** Hidden: nothing is read; `#isStale` once something changed meanwhile. */
  #isPaused = false;
  #isStale = false;
  /** The open shadow roots that are known. */
  readonly #roots = new Set<ShadowRoot>();
  /** In there is nothing like a name; until something changes. */
  #quiet: Element | undefined;

  /**
   * @param names ids of the story's names; a `Place.name` is an index into it
   * @param highlight the look to paint with: a `highlightName`
   */
  constructor(
    window: Window & typeof globalThis,
    spotter: Spotter,
    names: readonly string[],
    events: EngineEvents,
    highlight?: string,
  ) {
    this.#window = window;
    this.#spotter = spotter;
    this.#names = names;
    this.#events = events;
    this.#mentions = new Mentions(window.document);
    this.#painter = new Painter(window, this.#mentions, highlight);
    this.#slices = new Slices(window, () => this.#settle());
    this.#hosts = new ShadowHosts(window, this.#roots, (root) => this.#open(root));
    this.#observer = new MutationObserver((records) => this.#mutated(records));
  }

  /** Scans the document, the first slice at once, and follows its changes. */
  start(): void {
    const { document } = this.#window;
    this.#designMode = document.designMode;
    this.#observer.observe(document, OBSERVED);
    this.#scanVisible();
    if (document.documentElement) this.#do(this.#scanAll(document.documentElement, 'first'));
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
    const { documentElement } = this.#window.document;
    this.#slices.clear();
    this.#scans.clear();
    this.#mentions.somethingLeft();
    this.#do(this.#readAll(this.#mentions.texts(), 'moved'));
    this.#scanVisible();
    for (const root of [documentElement, ...this.#roots]) {
      if (root) this.#do(this.#scanAll(root, 'moved'));
    }
  }

  /** `judge` decides about what waits for one, and from then on at once. The first one stays. */
  setJudge(judge: Judge): void {
    this.#judge ??= judge;
    this.#goOnDeciding();
  }

  decideAll(): void {
    this.#counted = Number.POSITIVE_INFINITY;
    this.#goOnDeciding();
  }

  #goOnDeciding(): void {
    if (this.#judge && this.#undecided.size > 0) this.#do(this.#deciding());
  }

  /** Of very many only about those without a place in the order: whoever chooses what is painted comes to the others. */
  *#deciding(): Generator<void, void, void> {
    while (this.#judge?.learnNext()) yield;
    for (const text of this.#undecided) {
      if (this.#mentions.count <= this.#counted || !this.#mentions.isPlaced(text)) {
        this.#decide(text);
      }
      yield;
    }
  }

  #decide(text: Text): void {
    if (this.#judge && this.#undecided.delete(text) && this.#isHere(text)) {
      this.#lookCloser(this.#judge, runAround(text, this.#spotter.reach, 0));
    }
  }

  /** `begin` says from now on which mentions are painted where there are many. The first one stays. */
  choosePaintedBy(begin: BeginChoosing): void {
    if (!this.#isStopped) this.#painter.chooseBy(begin, (text) => this.#decide(text));
  }

  get undecidedTexts(): ReadonlySet<Text> {
    return this.#undecided;
  }

  /** Whether there is any mention: as long as not, a pointer's moves need no look. */
  get hasMentions(): boolean {
    return this.#mentions.count > 0;
  }

  /** How many mentions there are, those that are not shown included; of more than 999 maybe some of them. */
  get count(): number {
    this.#mentions.sweep();
    return this.#mentions.count;
  }

  places(): Place[] {
    this.#mentions.sweep();
    return this.#mentions.texts().flatMap((text) => this.#mentions.places(text));
  }

  placesIn(text: Text): Place[] {
    return this.#mentions.places(text);
  }

  get cutTexts(): ReadonlyMap<Text, unknown> {
    return this.#mentions.cut;
  }

  get paintedTexts(): ReadonlyMap<Text, readonly AbstractRange[]> {
    return this.#painter.paintedTexts;
  }

  /** An event came along this path: shadow roots on it are known from now on. */
  follow(path: readonly EventTarget[]): void {
    if (!this.#isPaused) for (const node of path) this.#hosts.ask(node);
  }

  /** Work is under way or waits. */
  get busy(): boolean {
    return this.#slices.busy || this.#settleTimer !== 0;
  }

  #open(root: ShadowRoot): void {
    if (!this.#isHere(root)) return;
    this.#roots.add(root);
    this.#observer.observe(root, OBSERVED);
    this.#do(this.#scanAll(root, 'moved'));
    // What stands beside and within an element with a shadow root is no longer in one run.
    const { host } = root;
    const texts = host.parentNode
      ? textsAround(host.parentNode, host.previousSibling, host.nextSibling)
      : [];
    this.#do(this.#readAll([...texts, ...textsWithin(host)], 'edited'));
    this.#openAgain(root);
  }

  /** Known roots in what was moved, or became an editor, or is one no more. */
  #openAgain(around: Node): void {
    for (const root of this.#roots) if (around.contains(root.host)) this.#open(root);
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
    if (document.readyState !== 'complete' || !this.#window.scrollY) return;
    let visible: Element | null = null;
    for (const gap of GAPS) {
      visible = document.elementFromPoint(innerWidth / 2, innerHeight / 2 + gap);
      if (visible && isFew(visible)) break;
      visible = null;
    }
    if (!visible) return;
    let around = visible.parentElement;
    while (around && isFew(around)) {
      visible = around;
      around = around.parentElement;
    }
    this.#do(this.#scanAll(visible, 'none'));
    // An entry of a long list, maybe.
    for (const step of ['nextElementSibling', 'previousElementSibling'] as const) {
      let beside: Element | null = visible;
      for (let count = 0; count < BESIDE; count++) {
        beside = beside?.[step] ?? null;
        if (beside) this.#do(this.#scanAll(beside, 'none'));
      }
    }
  }

  /**
   * @param change of what stands in `root` since it was last read
   */
  *#scanAll(root: ScanRoot, change: Change): Generator<void, void, void> {
    const scan = new Scan(root, this.#spotter, (text, spotted, from) => {
      // What a frame was let through for may have left meanwhile.
      if (!spotted && !this.#isHere(text)) return;
      if (isAnew(change) || !this.#isKnown(text)) this.#readScanned(text, spotted, from, change);
      // What is in view was read before all else.
      else if (change === 'first') this.#mentions.pass(text);
    });
    this.#scans.add(scan);
    yield* scan.run();
    this.#scans.delete(scan);
  }

  #isKnown(text: Text): boolean {
    return this.#mentions.has(text) || this.#undecided.has(text);
  }

  /** @param spotted and `from`: see `Found` */
  #readScanned(text: Text, spotted: Spotted | undefined, from: number, change: Change): void {
    // What stays open has its run read once there is a judge.
    if (spotted && !(this.#judge ? spotted.isOpen : spotted.isOpenAtEdge)) {
      this.#setSpotted(text, from, spotted, change);
      return;
    }
    this.#readAround(text, change, 0);
  }

  *#readAll(texts: Iterable<Text>, change: Change): Generator<void, void, void> {
    const read = new Set<Text>();
    for (const text of texts) {
      if (read.has(text) || !this.#isHere(text)) continue;
      if (this.#isQuiet(text)) this.#setSpotted(text, 0, NOTHING, change);
      else this.#readAround(text, change, this.#spotter.reach, read);
      yield;
    }
  }

  /**
   * Whether nothing like a name stands in what `text` can be read together with: a ticker's cells change in every
   * frame.
   */
  #isQuiet(text: Text): boolean {
    const block = blockAround(text);
    if (
      block &&
      block !== this.#quiet &&
      isFew(block) &&
      // What is cut may begin in a text that has not changed. What is undecided is read anew when it comes to that.
      this.#mentions.cut.size === 0 &&
      this.#spotter.over(block.textContent).at < 0
    ) {
      this.#quiet = block;
    }
    return block === this.#quiet;
  }

  #keepHere(nodes: Set<Node>): void {
    for (const node of nodes) if (!this.#isHere(node)) nodes.delete(node);
  }

  #isHere(node: Node): boolean {
    return isIn(this.#window.document, node);
  }

  #mutated(records: readonly MutationRecord[]): void {
    this.#proseTest = createProseTest();
    this.#quiet = undefined;
    if (this.#isPaused) {
      this.#isStale = true;
      return;
    }
    const dirty = new Set<Text>();
    const added = new Set<Node>();
    const removed = new Set<Node>();
    for (const record of records) {
      const { type, target } = record;
      if (type === 'characterData') {
        if (isText(target)) dirty.add(target);
      } else if (type === 'childList') {
        for (const node of record.removedNodes) removed.add(node);
        for (const node of record.addedNodes) added.add(node);
        for (const text of textsAround(target, record.previousSibling, record.nextSibling)) {
          dirty.add(text);
        }
      } else {
        added.add(target);
      }
    }
    for (const scan of this.#scans) scan.changed(removed);
    if (removed.size > 0) {
      this.#mentions.somethingLeft();
      // The beginning of a name, away from the rest, is nothing that a scan would find.
      const begins = [...this.#mentions.cut.keys()].filter((text) => isWithin(removed, text));
      this.#do(this.#readAll(begins, 'moved'));
    }
    this.#do(this.#readAll(dirty, 'edited'));
    this.#do(this.#readAdded(added));
  }

  *#readAdded(nodes: ReadonlySet<Node>): Generator<void, void, void> {
    for (const node of nodes) {
      // What stands in another that was added is read with that one.
      if (!this.#isHere(node) || (node.parentNode && nodes.has(node.parentNode))) continue;
      if (isText(node)) {
        yield* this.#readAll([node], 'moved');
      } else if (isElement(node)) {
        this.#hosts.look(node);
        this.#openAgain(node);
        yield* this.#scanAll(node, 'moved');
      }
      yield;
    }
  }

  /**
   * Reads `centre` and the texts of its run that it bears on.
   * @param change see `#scanAll`
   * @param beside how far it bears on them, in UTF-16 units
   * @param read takes the texts that need no further look; those that are in it get none
   */
  #readAround(centre: Text, change: Change, beside: number, read = new Set<Text>()): void {
    const run = runAround(centre, this.#spotter.reach, beside);
    const spotting = this.#spotter.over(run.text, run.starts[run.from]);
    for (let index = run.from; index < run.to; index++) {
      const node = run.nodes[index] as Text;
      const from = run.starts[index] as number;
      const spotted = spotting.take(from, from + node.length);
      if (read.has(node)) continue;
      read.add(node);
      const isOpen =
        spotted.isOpen || (spotted.plain.length > 0 && this.#isProse(node) === 'lines');
      if (isOpen && this.#judge) this.#lookCloser(this.#judge, run, index, change);
      else this.#setSpotted(node, from, spotted, change);
    }
  }

  #lookCloser(judge: Judge, run: Run, index = run.from, change: Change = 'none'): void {
    const node = run.nodes[index] as Text;
    this.#undecided.delete(node);
    const prose = this.#isProse(node);
    this.#set(node, prose ? judge.mentionsIn(run, index, prose === 'lines') : [], change);
  }

  /** @param from where `node` begins in the text that was looked through */
  #setSpotted(node: Text, from: number, { plain, isOpen }: Spotted, change: Change): void {
    const prose = (isOpen || plain.length > 0) && this.#isProse(node);
    const places = (prose === true ? plain : []).map(({ name, start, end }) => ({
      name: this.#names.indexOf(name),
      startNode: node,
      start: start - from,
      endNode: node,
      end: end - from,
    }));
    this.#set(node, places, change);
    if (prose === 'lines' || (prose && isOpen)) {
      this.#undecided.add(node);
      if (change === 'first') this.#mentions.pass(node);
    } else this.#undecided.delete(node);
  }

  #set(node: Text, places: readonly Place[], change: Change): void {
    const isOther = this.#mentions.set(node, places, change);
    if (isOther || (places.length > 0 && isAnew(change))) this.#painter.update(node);
  }

  #isProse(text: Text): Prose {
    const prose = this.#designMode !== 'on' && this.#proseTest(text);
    return prose && this.#looks.isWritten(text) ? 'lines' : prose;
  }

  /** Once the next frame has computed the styles: what they make of the texts may be another thing by now. */
  #lookSoon(): void {
    if (this.#willLook || !(this.#judge || this.#painter.paintedTexts.size > 0)) return;
    this.#willLook = true;
    const look = () => {
      this.#willLook = false;
      if (this.#isPaused) return;
      const painted = [...this.#painter.paintedTexts.keys()];
      const others = painted.filter((text) => this.#looks.isOther(text));
      others.push(...(this.#judge?.partedAnew() ?? []));
      if (others.length > 0) this.#do(this.#readAll(others, 'edited'));
    };
    this.#window.requestAnimationFrame(() => this.#window.setTimeout(look));
  }

  #settleSoon(): void {
    if (this.#settleTimer !== 0 || this.#isPaused) return;
    this.#settleTimer = this.#window.setTimeout(() => this.#settle(), SETTLE);
  }

  #settle(): void {
    this.#window.clearTimeout(this.#settleTimer);
    this.#settleTimer = 0;
    // A scan that goes on brings mentions in their order; to put them there before takes as long as a slice or two.
    if (this.#scans.size === 0 && this.#painter.settle()) this.#events.many();
    this.#keepHere(this.#roots);
    // Once there is a judge, thousands may wait: each is looked at when it is decided about.
    if (!this.#judge) {
      this.#keepHere(this.#undecided);
      if (this.#undecided.size > 0) this.#events.undecided();
    } else if (this.#mentions.count <= this.#counted) this.#goOnDeciding();
    this.#lookSoon();
    this.#events.settled();
  }

  /** What no observer tells: a page took our highlight, or became editable as a whole. */
  #beat(): void {
    this.#beatTimer = this.#window.setTimeout(() => {
      if (!this.#events.isWanted()) {
        this.stop();
        return;
      }
      this.#painter.attach();
      this.#lookSoon();
      const { designMode } = this.#window.document;
      if (designMode !== this.#designMode) {
        this.#designMode = designMode;
        this.#readAnew();
      }
      this.#beat();
    }, BEAT);
  }
}

export type { Place };
