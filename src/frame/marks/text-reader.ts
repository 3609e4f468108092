/**
 * Reads texts of a page as far as a scan settles it, and keeps what is known of their mentions. What has to be read
 * closer waits for who attends to the page.
 */
import * as native from '../../dom/native.ts';
import { passedOver } from '../../dom/passed-over.ts';
import { createProseTest, type Prose } from '../../dom/prose.ts';
import { blockAround, LONG_UNITS } from '../../dom/runs.ts';
import { isFew } from '../../dom/tree.ts';
import { NOTHING, type Spotted, type Spotter } from '../../names/spot.ts';
import type {
  Attendant,
  AttendedPainter,
  AttendedReader,
  Change,
  Mention,
  WaitingText,
  Work,
} from '../../protocol/marks.ts';
import type { Mentions } from './mentions.ts';

/** The page that is read. */
export interface ReaderPage {
  readonly known: Mentions;
  readonly painter: Pick<AttendedPainter, 'update'>;
  /** Whether a node still stands in the document. */
  isHere(node: Node): boolean;
}

/** UTF-16 units at most of a block that is asked as a whole. */
const FEW_UNITS = 16_384;

export class TextReader implements AttendedReader {
  readonly #page: ReaderPage;
  readonly #found: () => void;
  readonly spotter: Spotter;
  readonly undecided = new Set<Text>();
  attendant: Attendant | undefined;
  /** The document is an editor as a whole: nothing is prose. */
  isEditor = false;
  readonly #waiting = new Map<Text, WaitingText>();
  /** What only who attends to the page can read. */
  readonly #unread = new Map<Text, WaitingText>();
  #isProse = createProseTest();
  /** Blocks that are known to hold nothing like a name, or to hold something; until something changes. */
  #isQuietBlock = new Map<Element, boolean>();
  /** Blocks whose text was found to be too long to be asked as a whole. */
  readonly #longBlocks = new WeakSet<Element>();

  /** @param found called whenever something like a name stands in the page */
  constructor(page: ReaderPage, spotter: Spotter, found: () => void) {
    this.#page = page;
    this.spotter = spotter;
    this.#found = found;
  }

  /** From now on somebody attends to what is found. */
  attendBy(attendant: Attendant): void {
    this.attendant = attendant;
    for (const [text, waiting] of this.#unread) this.#waiting.set(text, waiting);
    this.#unread.clear();
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
    this.#unread.clear();
    this.undecided.clear();
  }

  isKnown(text: Text): boolean {
    return this.#page.known.has(text) || this.undecided.has(text);
  }

  readLater(text: Text, change: Change = 'edited', from = 0, to = Number.POSITIVE_INFINITY): void {
    const waiting = this.#waiting.get(text);
    this.#waiting.set(text, {
      change: waiting?.change === 'moved' ? 'moved' : change,
      from: Math.min(from, waiting?.from ?? from),
      to: Math.max(to, waiting?.to ?? to),
    });
  }

  takeWaiting(text: Text): WaitingText | undefined {
    const waiting = this.#waiting.get(text);
    this.#waiting.delete(text);
    return waiting;
  }

  *readWaiting(): Work {
    for (;;) {
      const [next] = this.#waiting;
      if (!next) return;
      const [text, waiting] = next;
      this.#waiting.delete(text);
      if (!this.#page.isHere(text)) continue;
      if (this.#isQuiet(text)) {
        this.#knowSpotted(text, 0, NOTHING, waiting.change);
      } else if (this.attendant) {
        yield* this.attendant.read(text, waiting);
      } else {
        this.#unread.set(text, waiting);
        this.#found();
      }
      yield;
    }
  }

  /**
   * What a scan has found. What that does not settle is read at once if somebody attends to it, or later.
   * @param spotted and `from`: see `Found`
   */
  readScanned(text: Text, spotted: Spotted | undefined, from: number, change: Change): void {
    const { attendant } = this;
    try {
      // What stays open otherwise, a judge is asked about.
      if (spotted && !spotted.touchesEdge) {
        this.#knowSpotted(text, from, spotted, change);
      } else if (attendant && text.length <= LONG_UNITS) {
        attendant.readScanned(text, change);
      } else {
        this.readLater(text, change);
        if (change === 'first') this.#page.known.pass(text);
      }
    } catch (error) {
      // One text that cannot be read ends nothing.
      passedOver('a text could not be read', error);
    }
  }

  #knowSpotted(text: Text, start: number, spotted: Spotted, change: Change): void {
    this.undecided.delete(text);
    this.know(text, this.mentionsOf(text, start, spotted), change);
    if (change === 'first' && this.undecided.has(text)) this.#page.known.pass(text);
  }

  mentionsOf(text: Text, start: number, { plain, isOpen }: Spotted): readonly Mention[] {
    if (!isOpen && plain.length === 0) return [];
    this.#found();
    const prose = this.proseOf(text);
    if (prose === 'lines' || (prose && isOpen)) {
      this.undecided.add(text);
      this.attendant?.waits();
    }
    return (prose === true ? plain : []).map(({ name, start: from, end: to }) => ({
      name,
      startNode: text,
      start: from - start,
      endNode: text,
      end: to - start,
    }));
  }

  know(text: Text, mentions: readonly Mention[], change: Change): void {
    const isOther = this.#page.known.set(text, mentions, change);
    const isAnew = change === 'edited' || change === 'moved';
    if (isOther || (mentions.length > 0 && isAnew)) this.#page.painter.update(text);
  }

  proseOf(text: Text): Prose {
    const prose = !this.isEditor && this.#isProse(text);
    return prose && this.attendant?.isWritten(text) ? 'lines' : prose;
  }

  /**
   * Whether nothing like a name stands in what `text` can be read together with: a ticker's cells change in every
   * frame.
   */
  #isQuiet(text: Text): boolean {
    // What is cut may begin in a text that has not changed. What is undecided is read anew when it comes to that.
    if (this.#page.known.cut.size > 0) return false;
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
    if (text.length <= FEW_UNITS) return this.spotter.over(text).at < 0;
    this.#longBlocks.add(block);
    return false;
  }
}
