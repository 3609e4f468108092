/**
 * Attends to a page with names: what is in view first, doubtful names, which mentions are painted of many, and with
 * which marks; and looks again at what no observer tells of.
 */
import { Looks } from '../../dom/looks.ts';
import * as native from '../../dom/native.ts';
import type { Part } from '../../dom/runs.ts';
import type {
  Attendant,
  AttendedPage,
  Change,
  PageJudge,
  PaintChooser,
  WaitingText,
  Work,
} from '../../protocol/marks.ts';
import { chooseNear } from './choose-near.ts';
import { CloserReader } from './closer-reader.ts';
import { createGuard } from './guard.ts';
import { inTurns } from './in-turns.ts';
import { LetterMarks } from './letter-marks.ts';
import { openAgain, readCut, readEditors } from './moved-parts.ts';
import { type EachIn, OnceEach } from './once-each.ts';
import { type FirstParagraphs, ReadTexts } from './read-texts.ts';
import { UndecidedTexts } from './undecided.ts';
import { visibleElements } from './visible-first.ts';

export interface AttendantSetup {
  readonly window: Window & typeof globalThis;
  readonly page: AttendedPage;
  /** Makes who decides about doubtful names, and tells of the parts that there are answers about. */
  readonly judgeBy: (answered: (parts: readonly Part[]) => void) => PageJudge;
  readonly firstParagraphs: FirstParagraphs;
  /** There is a text that takes another mark: the sheet of the look has it, which `hasSheet` awaits. */
  readonly needsSheet: () => void;
  /**
   * Asked once a second: Chromium leaves the script of an updated extension in the page, where it would fight the
   * new one over the highlight.
   */
  readonly isWanted: () => boolean;
}

/** Milliseconds between two looks at what nothing tells of: our highlight, `designMode`. */
const BEAT_MS = 1_000;
/** Painted texts whose styles are looked at in one go. */
const LOOKED_AT = 64;

export class MarksAttendant implements Attendant {
  readonly #setup: AttendantSetup;
  readonly #letters: LetterMarks;
  readonly #readTexts: ReadTexts;
  readonly #looks = new Looks();
  readonly #guard: ReturnType<typeof createGuard>;
  readonly #nextPainted: () => Text[];
  readonly #closer: CloserReader;
  /** Undefined: it is not time yet to ask and to choose, the page is being loaded. */
  #decider: UndecidedTexts | undefined;
  /** Chooses of very many what is near. */
  #near: PaintChooser | undefined;
  #once: OnceEach | undefined;
  #each: EachIn | 'mention' = 'mention';
  #beatTimer = 0;
  #designMode: string;
  #willLook = false;
  #isPaused = true;
  /** All doubtful names are to be decided about, see `decideAll`. */
  #wantsAll = false;

  constructor(setup: AttendantSetup) {
    const { window, page } = setup;
    this.#setup = setup;
    this.#closer = new CloserReader(page);
    this.#readTexts = new ReadTexts(window, page, setup.firstParagraphs);
    const isRead = (text: Text) => this.#readTexts.isRead(text);
    this.#letters = new LetterMarks(window, page.painter, setup.needsSheet, isRead);
    this.#nextPainted = inTurns(page.paintedTexts, LOOKED_AT);
    this.#guard = createGuard(window, () => page.painter.register());
    this.#designMode = native.designMode(window.document);
  }

  /** Reads what is in view first. */
  start(): void {
    for (const element of visibleElements(this.#setup.window)) this.#setup.page.scan(element);
    this.resume();
  }

  /** The page is loaded: from now on doubtful names are decided about, and what is painted of many is chosen. */
  loaded(): void {
    const { page, judgeBy } = this.#setup;
    this.#decider ??= new UndecidedTexts(page, judgeBy);
    this.#closer.decider = this.#decider;
    if (this.#wantsAll) this.#decider.decideAll();
    else this.#decider.goOn();
    page.settleSoon();
  }

  /**
   * Of very many, the doubtful ones are decided about where they come near the viewport; from now on everywhere, for
   * as long as the page is busy.
   */
  decideAll(): void {
    this.#wantsAll = true;
    this.#decider?.decideAll();
  }

  /** The sheet of the look that is painted with is in the page, or is not. */
  set hasSheet(hasSheet: boolean) {
    this.#letters.hasSheet = hasSheet;
  }

  /** Ids of paragraphs that were read: names that would show them are marked less. */
  set wasRead(paragraphs: readonly string[]) {
    this.#readTexts.read = paragraphs;
  }

  /** How often each name is marked. */
  set each(each: EachIn | 'mention') {
    if (each === this.#each) return;
    this.#each = each;
    const { page, window } = this.#setup;
    this.#once =
      each === 'mention' ? undefined : new OnceEach(window, page, each, () => this.#near);
    page.painter.chooser = this.#once ?? this.#near;
    page.painter.repaint();
    page.settleSoon();
  }

  isWritten(text: Text): boolean {
    return this.#looks.isWritten(text);
  }

  read(text: Text, waiting: WaitingText): Work {
    return this.#closer.read(text, waiting);
  }

  readScanned(text: Text, change: Change): void {
    this.#closer.readScanned(text, change);
  }

  *changed(removed: ReadonlySet<Node>, attributes: readonly MutationRecord[]): Work {
    yield* readCut(this.#setup.page, removed);
    yield* readEditors(this.#setup.page, attributes);
  }

  moved(node: Node): Work {
    return openAgain(this.#setup.page, node);
  }

  *deciding(): Work {
    if (this.#decider) yield* this.#decider.deciding();
  }

  waits(): void {
    this.#decider?.waits();
  }

  get isWaiting(): boolean {
    return this.#decider?.isWaiting === true;
  }

  settled(): void {
    const { page, window } = this.#setup;
    const { painter } = page;
    const decider = this.#decider;
    if (decider && painter.isCrowded && !this.#near) {
      this.#near = chooseNear(window.document, page.known, painter, (text) =>
        decider.decideNear(text),
      );
      painter.chooser = this.#once ?? this.#near;
      page.settleSoon();
    }
    decider?.settled();
    this.#guard.look();
    this.#lookSoon();
  }

  pause(): void {
    this.#isPaused = true;
    this.#setup.window.clearTimeout(this.#beatTimer);
    this.#guard.end();
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#guard.begin();
    this.#beat();
  }

  /** What no observer tells: a page took our highlight, became editable as a whole, or has other styles. */
  #beat(): void {
    const { window, page, isWanted } = this.#setup;
    this.#beatTimer = window.setTimeout(() => {
      if (!isWanted()) return;
      this.#guard.look();
      this.#letters.lookAnew();
      this.#once?.lookAnew();
      this.#lookSoon();
      const mode = native.designMode(window.document);
      if (mode !== this.#designMode) page.readAnew();
      this.#designMode = mode;
      this.#beat();
    }, BEAT_MS);
  }

  /** Once the next frame has computed the styles: what they make of the texts may be another thing by now. */
  #lookSoon(): void {
    const { window } = this.#setup;
    if (this.#willLook) return;
    this.#willLook = true;
    window.requestAnimationFrame(() => window.setTimeout(() => this.#look()));
  }

  #look(): void {
    const { page } = this.#setup;
    this.#willLook = false;
    if (this.#isPaused) return;
    const others = this.#nextPainted().filter((text) => this.#looks.isOther(text));
    others.push(...(this.#decider?.partedAnew() ?? []));
    for (const text of others) page.reader.readLater(text);
    if (others.length > 0) page.catchUp();
  }
}
