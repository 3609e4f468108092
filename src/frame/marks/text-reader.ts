/**
 * Reads texts of a page and keeps what is known of their mentions: the plain ones at once, doubtful ones once there
 * is a judge. Each step reads a text that is not long, or one part of a long one.
 */

import { Looks } from '../../dom/looks.ts';
import * as native from '../../dom/native.ts';
import { passedOver } from '../../dom/passed-over.ts';
import { createProseTest, type Prose } from '../../dom/prose.ts';
import { blockAround, LONG_UNITS, type Part, type Run, runAround } from '../../dom/runs.ts';
import { elementsIn } from '../../dom/tree.ts';
import { NOTHING, type Spotted, type Spotter } from '../../names/spot.ts';
import type { Mention, PageJudge } from '../../protocol/world.ts';
import type { Change, Mentions } from './mentions.ts';

export interface ReaderSetup {
  readonly spotter: Spotter;
  readonly mentions: Mentions;
  /** Whether a node still stands in the document. */
  readonly isHere: (node: Node) => boolean;
  /** What is painted of a text may be another now. */
  readonly changed: (text: Text) => void;
}

/** A text that waits to be read. */
interface Waiting {
  readonly change: Change;
  /** The part of it, if it is long. UTF-16 units, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** UTF-16 units of a long text that are read in one step. */
const PART_UNITS = 512;
/** Elements at most in a block that is asked as a whole, and UTF-16 units of its text. */
const FEW_ELEMENTS = 800;
const FEW_UNITS = 16_384;

/** Whether there are few elements in `element`: `item()` counts no further than that. */
export const isFew = (element: Element): boolean => !elementsIn(element).item(FEW_ELEMENTS);

const isAnew = (change: Change) => change === 'edited' || change === 'moved';

export class TextReader {
  readonly #setup: ReaderSetup;
  /** Texts in which something only a judge can decide about begins. */
  readonly undecided = new Set<Text>();
  /** Those of them that the judge is asking about. */
  readonly #asked = new Set<Text>();
  /** Long texts of which it was not asked about what begins from a place on, UTF-16 units: too much waited. */
  readonly #unasked = new Map<Text, number>();
  judge: PageJudge | undefined;
  /** There may be some that the judge was not asked about. */
  mayAsk = false;
  /** How elements look, as far as that was asked. */
  readonly looks = new Looks();
  /** The document is an editor as a whole: nothing is prose. */
  isEditor = false;
  readonly #waiting = new Map<Text, Waiting>();
  #isProse = createProseTest();
  /** Blocks that are known to hold nothing like a name, or to hold something; until something changes. */
  #isQuietBlock = new Map<Element, boolean>();
  /** Blocks whose text was found to be too long to be asked as a whole. */
  readonly #longBlocks = new WeakSet<Element>();

  constructor(setup: ReaderSetup) {
    this.#setup = setup;
  }

  /** The page changed: what is known of it beside its mentions is no more. */
  pageChanged(): void {
    this.#isProse = createProseTest();
    this.#isQuietBlock = new Map();
  }

  /** Nothing waits to be read. */
  get isDone(): boolean {
    return this.#waiting.size === 0;
  }

  clear(): void {
    this.#waiting.clear();
    this.undecided.clear();
    this.#asked.clear();
    this.#unasked.clear();
  }

  isKnown(text: Text): boolean {
    return this.#setup.mentions.has(text) || this.undecided.has(text);
  }

  /** Has `text` read when its turn comes. */
  readLater(text: Text, change: Change, from = 0, to = Number.POSITIVE_INFINITY): void {
    const waiting = this.#waiting.get(text);
    this.#waiting.set(text, {
      change: waiting?.change === 'moved' ? 'moved' : change,
      from: Math.min(from, waiting?.from ?? from),
      to: Math.max(to, waiting?.to ?? to),
    });
  }

  /** Reads what waits, a text or a part of one at a step. */
  *readWaiting(): Generator<void, void, void> {
    for (;;) {
      const [next] = this.#waiting;
      if (!next) return;
      const [text, waiting] = next;
      this.#waiting.delete(text);
      if (!this.#setup.isHere(text)) continue;
      if (text.length > LONG_UNITS) yield* this.#readParts(text, waiting);
      else attempt(() => this.#readChanged(text, waiting.change));
      yield;
    }
  }

  #readChanged(text: Text, change: Change): void {
    if (this.#isQuiet(text)) this.#setSpotted(wholeOf(text), 0, NOTHING, change);
    else this.#readAround(text, change, this.#setup.spotter.reach);
  }

  /**
   * What a scan has found. A text that is long is read later.
   * @param spotted and `from`: see `Found`
   */
  readScanned(text: Text, spotted: Spotted | undefined, from: number, change: Change): void {
    attempt(() => {
      // What stays open otherwise, the judge is asked about.
      if (spotted && !spotted.isOpenAtEdge) {
        this.#setSpotted(wholeOf(text), from, spotted, change);
      } else if (text.length > LONG_UNITS) {
        this.readLater(text, change === 'moved' ? 'moved' : 'none');
        if (change === 'first') this.#setup.mentions.pass(text);
      } else this.#readAround(text, change, 0);
    });
  }

  /** Has the judge decide about a text, later if it is long. */
  decide(text: Text): void {
    const { judge } = this;
    if (!judge || judge.isFull || !this.undecided.has(text)) return;
    if (!this.#setup.isHere(text)) {
      this.undecided.delete(text);
    } else if (text.length > LONG_UNITS) {
      const from = this.#unasked.get(text) ?? (this.#asked.has(text) ? undefined : 0);
      this.#unasked.delete(text);
      if (from !== undefined) this.readLater(text, 'none', from);
    } else if (!this.#asked.has(text)) {
      const run = runAround(text, this.#setup.spotter.reach, 0);
      attempt(() => this.#lookCloser(judge, run, wholeOf(text)));
    }
  }

  /** The judge has an answer about a part of a text, or another one than before. */
  readAnswered({ node, from, to }: Part): void {
    this.#asked.delete(node);
    if (!this.#setup.isHere(node)) return;
    if (node.length > LONG_UNITS) {
      this.readLater(node, 'none', from, to);
    } else {
      this.undecided.add(node);
      this.decide(node);
    }
    this.mayAsk = true;
  }

  *#readParts(text: Text, { change, from, to }: Waiting): Generator<void, void, void> {
    const { mentions, isHere, changed } = this.#setup;
    if (from === 0 && to >= text.length) this.undecided.delete(text);
    let isTold = false;
    for (let at = from; at < to && at < text.length; at += PART_UNITS) {
      if (!isHere(text)) return;
      const end = Math.min(at + PART_UNITS, to, text.length);
      const part = { node: text, from: at, to: end };
      attempt(() => this.#readPart(part, change));
      // Those that come first are seen first, mostly: all of them are painted anew at the end alone.
      if (!isTold && mentions.has(text)) {
        isTold = true;
        changed(text);
      }
      yield;
    }
    // It may have become shorter.
    mentions.set(text, [], change, text.length);
    changed(text);
  }

  #readPart(part: Part, change: Change): void {
    const { node, from } = part;
    const run = runAround(node, this.#setup.spotter.reach, 0, part);
    const isOpen = this.#readRun(run, change);
    if (!isOpen || !this.judge) return;
    if (this.judge.isFull) this.#unasked.set(node, Math.min(from, this.#unasked.get(node) ?? from));
    else this.#lookCloser(this.judge, run, part);
  }

  /**
   * Reads `centre` and the texts of its run that it bears on.
   * @param beside how far it bears on them, in UTF-16 units
   */
  #readAround(centre: Text, change: Change, beside: number): void {
    const run = runAround(centre, this.#setup.spotter.reach, beside);
    this.#readRun(run, change);
    for (const { node, from, to } of run.beside) this.readLater(node, change, from, to);
  }

  /** @returns whether a judge has to decide about anything in there */
  #readRun(run: Run, change: Change): boolean {
    let isAnyOpen = false;
    const spotting = this.#setup.spotter.over(run.text, run.begin);
    for (let index = run.from; index < run.to; index++) {
      const node = run.nodes[index] as Text;
      const start = run.starts[index] as number;
      const from = Math.max(start, run.begin);
      const to = Math.min(start + node.length, run.end);
      const spotted = spotting.take(from, to);
      const part = { node, from: from - start, to: to - start };
      // It needs no further look.
      const waiting = isWhole(part) ? this.#waiting.get(node) : undefined;
      if (waiting) this.#waiting.delete(node);
      const own = waiting?.change === 'moved' ? 'moved' : change;
      const isOpen =
        spotted.isOpen || (spotted.plain.length > 0 && this.#proseOf(node) === 'lines');
      this.#setSpotted(part, start, spotted, own, isOpen);
      isAnyOpen ||= isOpen;
    }
    return isAnyOpen;
  }

  /** @returns whether it is decided; otherwise it will be told when there is an answer */
  #lookCloser(judge: PageJudge, run: Run, part: Part): boolean {
    const { node } = part;
    const prose = this.#proseOf(node);
    const mentions = prose ? judge.mentionsIn(run, run.from, prose === 'lines') : [];
    if (!mentions) {
      this.#asked.add(node);
      return false;
    }
    this.#asked.delete(node);
    this.undecided.delete(node);
    this.#set(part, mentions, 'none');
    return true;
  }

  /**
   * @param start where the text begins in what was looked through
   * @param mayHold what the judge found in there before stays until it is asked again
   */
  #setSpotted(
    part: Part,
    start: number,
    { plain, isOpen }: Spotted,
    change: Change,
    mayHold = false,
  ): void {
    const { node } = part;
    const prose = (isOpen || plain.length > 0) && this.#proseOf(node);
    const mentions = (prose === true ? plain : []).map(({ name, start: from, end: to }) => ({
      name,
      startNode: node,
      start: from - start,
      endNode: node,
      end: to - start,
    }));
    const held = mayHold && prose && isWhole(part) ? this.judge?.heldIn(node) : undefined;
    this.#set(part, held ?? mentions, change);
    if (prose === 'lines' || (prose && isOpen)) {
      this.undecided.add(node);
      this.mayAsk = true;
      if (change === 'first') this.#setup.mentions.pass(node);
    } else if (isWhole(part)) this.undecided.delete(node);
  }

  #set(part: Part, mentions: readonly Mention[], change: Change): void {
    const { node, from, to } = part;
    const whole = isWhole(part);
    const known = this.#setup.mentions;
    const isOther = whole
      ? known.set(node, mentions, change)
      : known.set(node, mentions, change, from, to);
    if (whole && (isOther || (mentions.length > 0 && isAnew(change)))) this.#setup.changed(node);
  }

  #proseOf(text: Text): Prose {
    const prose = !this.isEditor && this.#isProse(text);
    return prose && this.looks.isWritten(text) ? 'lines' : prose;
  }

  /**
   * Whether nothing like a name stands in what `text` can be read together with: a ticker's cells change in every
   * frame.
   */
  #isQuiet(text: Text): boolean {
    // What is cut may begin in a text that has not changed. What is undecided is read anew when it comes to that.
    if (this.#setup.mentions.cut.size > 0) return false;
    const block = blockAround(text);
    if (!block) return false;
    let isQuiet = this.#isQuietBlock.get(block);
    if (isQuiet === undefined) {
      isQuiet = !this.#longBlocks.has(block) && isFew(block) && this.#hasNoName(block);
      this.#isQuietBlock.set(block, isQuiet);
    }
    return isQuiet;
  }

  #hasNoName(block: Element): boolean {
    const text = native.textContent(block) ?? '';
    if (text.length <= FEW_UNITS) return this.#setup.spotter.over(text).at < 0;
    this.#longBlocks.add(block);
    return false;
  }
}

/** One text that cannot be read ends nothing. */
function attempt(read: () => void): void {
  try {
    read();
  } catch (error) {
    passedOver('a text could not be read', error);
  }
}

const wholeOf = (node: Text): Part => ({ node, from: 0, to: node.length });
const isWhole = ({ node, from, to }: Part): boolean => from === 0 && to === node.length;
