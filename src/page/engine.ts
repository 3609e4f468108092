import type { Finder } from '../story/find-candidates.ts';
import type { Candidate } from '../story/types.ts';
import { ShadowHosts } from './hosts.ts';
import { Mentions, type Place, type Unit } from './mentions.ts';
import { Painter } from './painter.ts';
import {
  isParted,
  isProse,
  type Passage,
  passageAround,
  type Run,
  runAround,
  textsAround,
  textsAtEdges,
} from './prose.ts';
import { Scan, type ScanRoot } from './scan.ts';
import { Slices } from './slices.ts';

/** Decides about a candidate that its form leaves open, by the passage that it stands in. */
export type Judge = (name: string, passage: Passage) => boolean;

const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  // The one attribute that takes text out of the prose or gives it back.
  attributeFilter: ['contenteditable'],
};

/** Milliseconds of changes that are read before the next frame, so that no mark lags behind. */
const AT_ONCE = 3;
/** Milliseconds after a change until the record is put in order. */
const SETTLE = 120;
/** Milliseconds between two looks at what nothing tells of: our highlight, `designMode`. */
const BEAT = 1_000;
/** UTF-16 units on either side of a candidate that a judge gets to read. */
const PASSAGE = 1_000;

/**
 * Knows the mentions of one document and keeps them painted while the page changes. Adds nothing to
 * the page and changes nothing in it.
 */
export class Engine {
  readonly #mentions: Mentions;
  readonly #painter: Painter;
  readonly #slices: Slices;
  readonly #hosts: ShadowHosts;
  readonly #observer: MutationObserver;
  readonly #scans = new Set<Scan>();
  readonly #undecided = new Set<Text>();
  /** What was decided, so that a mark changes at most once while its text stays. */
  readonly #decisions = new WeakMap<Text, { data: string; byStart: Map<number, boolean> }>();
  #judge: Judge | undefined;
  #settleTimer = 0;
  #beatTimer = 0;
  #designMode = '';
  #stopped = false;
  /** Hidden: nothing is read; `#stale` once something changed meanwhile. */
  #paused = false;
  #stale = false;
  readonly #roots = new Set<ShadowRoot>();

  /**
   * @param names ids of the story's names; a `Place.name` is an index into it
   * @param undecided called at rest, while there are candidates that only a judge can decide about
   */
  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly finder: Finder,
    private readonly names: readonly string[],
    private readonly undecided: () => void,
  ) {
    this.#mentions = new Mentions(window.document);
    this.#painter = new Painter(window, this.#mentions);
    this.#slices = new Slices(window, () => this.#settle());
    this.#hosts = new ShadowHosts(window, (root) => this.#open(root));
    this.#observer = new MutationObserver((records) => this.#mutated(records));
  }

  /** Scans the document, the first slice at once, and follows its changes. */
  start(): void {
    this.#designMode = this.window.document.designMode;
    this.#painter.attach();
    this.#open(this.window.document);
    this.#hosts.wake();
    this.#beat();
  }

  /** Leaves no trace: nothing painted, observed or scheduled. */
  stop(): void {
    this.#stopped = true;
    this.#observer.disconnect();
    this.#slices.stop();
    this.#hosts.stop();
    this.#painter.detach();
    this.#mentions.clear();
    this.window.clearTimeout(this.#settleTimer);
    this.window.clearTimeout(this.#beatTimer);
  }

  /** The page is hidden: nothing runs until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#hosts.stop();
    this.window.clearTimeout(this.#beatTimer);
  }

  /** Goes on; reads everything anew if the page changed meanwhile. */
  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#hosts.wake();
    this.#beat();
    if (this.#stale) this.#readAnew();
    this.#stale = false;
  }

  #readAnew(): void {
    this.#reread(this.window.document);
    const { documentElement } = this.window.document;
    for (const root of [documentElement, ...this.#roots]) {
      if (root) this.#slices.add(this.#scanLater(root));
    }
  }

  /** From now on `judge` decides; what waited for one is decided at once. The first one stays. */
  setJudge(judge: Judge): void {
    if (this.#judge) return;
    this.#judge = judge;
    const waiting = [...this.#undecided];
    this.#undecided.clear();
    this.#slices.add(this.#readAll(waiting));
  }

  /** Passages of open and of certain candidates, at most `limit`: what a judge may learn from. */
  evidence(limit: number): Passage[] {
    const passages: Passage[] = [];
    for (const node of [...this.#undecided].slice(0, limit)) {
      if (node.isConnected) {
        passages.push(passageAround({ startNode: node, start: 0, endNode: node, end: 0 }, PASSAGE));
      }
    }
    for (const unit of this.#mentions.inOrder()) {
      if (passages.length >= limit) break;
      passages.push(passageAround(unit.place(0), PASSAGE));
    }
    return passages;
  }

  /** The mention that covers the letter after `offset` in `node`. */
  placeAt(node: Text, offset: number): Place | undefined {
    return this.#mentions.at(node, offset);
  }

  /** Whether there is any mention: as long as not, a pointer's moves need no look. */
  get hasMentions(): boolean {
    return this.#mentions.units > 0;
  }

  /** All mentions in document order. */
  places(): Place[] {
    return this.#mentions.inOrder().flatMap((unit) => [...unit.places()]);
  }

  /** The ranges that are registered for painting now. */
  get painted(): readonly AbstractRange[] {
    return this.#painter.painted;
  }

  passage(place: Place): Passage {
    return passageAround(place, PASSAGE);
  }

  /** An event came along this path: shadow roots on it are known from now on. */
  follow(path: readonly EventTarget[]): void {
    for (const node of path) this.#hosts.ask(node);
  }

  /** Work is under way or waits. */
  get busy(): boolean {
    return this.#slices.busy || this.#settleTimer !== 0;
  }

  /** The open shadow roots that are known. */
  get shadowRoots(): ReadonlySet<ShadowRoot> {
    return this.#roots;
  }

  #open(root: Document | ShadowRoot): void {
    if (root instanceof ShadowRoot) this.#roots.add(root);
    this.#observer.observe(root, OBSERVED);
    const top = root instanceof ShadowRoot ? root : root.documentElement;
    if (top) this.#slices.add(this.#scanLater(top));
  }

  *#scanLater(root: ScanRoot): Generator<void, void, void> {
    const read = new Set<Text>();
    const scan = new Scan(root, this.finder.mayContain, (text) => {
      if (!read.has(text)) this.#read(text, true, read);
    });
    this.#scans.add(scan);
    for (const _ of scan.run()) {
      yield;
      // Only neighbours within one stretch share a run; a set of the whole page would weigh.
      read.clear();
    }
    this.#scans.delete(scan);
  }

  *#readAll(texts: readonly Text[]): Generator<void, void, void> {
    for (const text of texts) {
      if (text.isConnected) this.#read(text, false);
      yield;
    }
  }

  #mutated(records: readonly MutationRecord[]): void {
    if (this.#paused) {
      this.#stale = true;
      return;
    }
    const dirty = new Set<Text>();
    const added = new Set<Node>();
    for (const record of records) {
      if (record.type === 'characterData') {
        if (record.target instanceof Text) dirty.add(record.target);
      } else if (record.type === 'childList') {
        for (const node of record.removedNodes) for (const scan of this.#scans) scan.removed(node);
        for (const node of record.addedNodes) added.add(node);
        for (const text of textsAround(record.target, record.previousSibling, record.nextSibling)) {
          if (text) dirty.add(text);
        }
      } else {
        added.add(record.target);
        this.#reread(record.target);
      }
    }
    this.#flush(this.#changes(dirty, added));
  }

  /** Reads changes at once as long as that is quick, the rest in slices. */
  #flush(changes: Generator<void, void, void>): void {
    const end = performance.now() + AT_ONCE;
    do {
      if (changes.next().done) {
        this.#settleSoon();
        return;
      }
    } while (performance.now() < end);
    this.#slices.add(changes);
  }

  *#changes(dirty: Iterable<Text>, added: Iterable<Node>): Generator<void, void, void> {
    for (const text of dirty) {
      if (!text.isConnected) continue;
      this.#read(text, false);
      yield;
    }
    let elements = false;
    for (const node of added) {
      if (!node.isConnected) continue;
      if (node instanceof Text) {
        this.#read(node, true);
      } else if (node instanceof Element) {
        elements = true;
        for (const text of textsAtEdges(node)) if (text) this.#read(text, false);
        yield* this.#scanLater(node);
      }
      yield;
    }
    if (elements) this.#hosts.wake();
  }

  /** Something about the prose below `node` changed that its text does not show. */
  #reread(node: Node): void {
    for (const unit of this.#mentions.inOrder()) {
      if (node.contains(unit.node)) this.#read(unit.node, false);
    }
  }

  /**
   * Reads the run around `centre` and sets down what stands in it.
   * @param moved `centre` may stand elsewhere than when it was last read
   * @param read takes the texts that need no further look
   */
  #read(centre: Text, moved: boolean, read?: Set<Text>): void {
    const run = runAround(centre, this.finder.reach);
    const found = this.#find(run);
    for (let index = run.from; index < run.to; index++) {
      const node = run.nodes[index] as Text;
      read?.add(node);
      const places = found.length > 0 ? this.#placesIn(run, index, found) : [];
      if (places.length === 0 && !this.#mentions.unit(node)) continue;
      this.#set(node, places, moved && node === centre);
    }
  }

  #set(node: Text, places: readonly Place[], moved: boolean): void {
    const before = this.#mentions.unit(node);
    const unit = this.#mentions.set(node, places, moved);
    if (before && before !== unit) this.#painter.remove(before);
    if (unit) this.#painter.update(unit);
  }

  #find(run: Run): Candidate[] {
    const { mayContain } = this.finder;
    mayContain.lastIndex = 0;
    if (!mayContain.test(run.text)) return [];
    if (run.nodes.length === 1) return this.finder.find(run.text);
    const found: Candidate[] = [];
    const cuts = this.#cuts(run);
    for (const [index, from] of cuts.entries()) {
      for (const candidate of this.finder.find(run.text.slice(from, cuts[index + 1]))) {
        found.push({
          ...candidate,
          start: candidate.start + from,
          end: candidate.end + from,
        });
      }
    }
    return found;
  }

  /** Where the page's layout parts the run beside or within a match, 0 first. */
  #cuts({ nodes, starts, text }: Run): number[] {
    const { mayContain } = this.finder;
    const cuts = [0];
    mayContain.lastIndex = 0;
    let joint = 1;
    for (let match = mayContain.exec(text); match; match = mayContain.exec(text)) {
      const end = match.index + match[0].length;
      for (; joint < nodes.length && (starts[joint] as number) <= end; joint++) {
        const at = starts[joint] as number;
        if (at < match.index || /\s/.test(text.slice(at - 1, at + 1))) continue;
        if (isParted(nodes[joint - 1] as Text, nodes[joint] as Text)) cuts.push(at);
      }
    }
    return cuts;
  }

  /** Those of `found` that begin in the run's node `index`, are prose and, if in doubt, accepted. */
  #placesIn({ nodes, starts }: Run, index: number, found: readonly Candidate[]): Place[] {
    const startNode = nodes[index] as Text;
    const nodeStart = starts[index] as number;
    const nodeEnd = nodeStart + startNode.length;
    const places: Place[] = [];
    let prose: boolean | undefined;
    this.#undecided.delete(startNode);
    for (const { name, start, end, certain } of found) {
      if (start < nodeStart || start >= nodeEnd) continue;
      prose ??= this.#designMode !== 'on' && isProse(startNode.parentElement);
      if (!prose) break;
      let last = index;
      while (end > (starts[last] as number) + (nodes[last] as Text).length) {
        last++;
        prose &&= isProse((nodes[last] as Text).parentElement);
      }
      const place: Place = {
        name: this.names.indexOf(name),
        startNode,
        start: start - nodeStart,
        endNode: nodes[last] as Text,
        end: end - (starts[last] as number),
      };
      if (prose && (certain || this.#decide(name, place))) places.push(place);
      prose = undefined;
    }
    return places;
  }

  #decide(name: string, place: Place): boolean {
    const { startNode, start } = place;
    if (!this.#judge) {
      this.#undecided.add(startNode);
      return false;
    }
    let decisions = this.#decisions.get(startNode);
    if (decisions?.data !== startNode.data) {
      decisions = { data: startNode.data, byStart: new Map() };
      this.#decisions.set(startNode, decisions);
    }
    let decision = decisions.byStart.get(start);
    if (decision === undefined) {
      decision = this.#judge(name, this.passage(place));
      decisions.byStart.set(start, decision);
    }
    return decision;
  }

  #settleSoon(): void {
    if (this.#settleTimer !== 0 || this.#stopped) return;
    this.#settleTimer = this.window.setTimeout(() => {
      if (this.#slices.busy) this.#settleTimer = 0;
      else this.#settle();
    }, SETTLE);
  }

  #settle(): void {
    this.window.clearTimeout(this.#settleTimer);
    this.#settleTimer = 0;
    this.#painter.settle();
    if (this.#undecided.size > 0 && !this.#judge) this.undecided();
  }

  /** What no observer tells: a page took our highlight, or became editable as a whole. */
  #beat(): void {
    this.#beatTimer = this.window.setTimeout(() => {
      this.#painter.attach();
      const { designMode } = this.window.document;
      if (designMode !== this.#designMode) {
        this.#designMode = designMode;
        this.#readAnew();
      }
      this.#beat();
    }, BEAT);
  }
}

export type { Place, Unit };
