/**
 * What the programs of a frame tell each other of its mentions: the frame's own program reads the page and paints
 * plainly; the program for pages with names attends to what that has found.
 */
import type { Mark } from '../dom/letters.ts';
import type { Run, Stretch } from '../dom/runs.ts';
import type { Spotted, Spotter } from '../names/spot.ts';

/** A mention in the DOM. */
export interface Mention extends Stretch {
  /** `StoryName.id` */
  readonly name: string;
}

/** What the name of a mark's highlight ends with; `-read`: one that is seen less, for what was read before. */
export type ShownMark = Mark | '-read';

/** Offsets in a text, UTF-16 units; the second is exclusive. */
export type OffsetRange = readonly [from: number, to: number];

/** Work that can be done in slices: it yields wherever it may be left for a while. */
export type Work = Generator<void, void, void>;

/**
 * What changed of a text since it was last read: nothing, what stands in it or beside it, or its own place, too.
 * `first`: nothing, and a scan of the whole document, which reads one text after the other, has come to it.
 */
export type Change = 'none' | 'first' | 'edited' | 'moved';

/** What is painted of the mentions in a text. */
export interface Painted {
  /** None: their letters would not stay as they are. */
  readonly ranges: readonly AbstractRange[];
  readonly highlight: Highlight | undefined;
  /** The text, and those in which its mentions end. */
  readonly nodes: ReadonlySet<Text>;
}

/** What a frame's own program knows of its mentions. */
export interface PageMentions {
  /** All that are known, in no order. */
  places(): readonly Mention[];
  /** In which those begin that are painted now, some hundred at most, with what is registered for that. */
  readonly paintedTexts: ReadonlyMap<Text, Painted>;
  readonly known: KnownTexts;
}

/** Answers all of both: `placed`, which are in order, and `unplaced`, which are not. */
export type PlaceAmong = (placed: Text[], unplaced: Text[]) => Text[];

/** The texts with mentions, to who keeps their order. */
export interface KnownTexts {
  has(text: Text): boolean;
  /** The mentions that begin in `text`, in order. */
  places(text: Text): readonly Mention[];
  /**
   * Says that exactly these mentions begin in `text`.
   * @returns whether that is another thing than what was known
   */
  set(text: Text, mentions: readonly Mention[], change: Change): boolean;
  /** Those in which a mention begins that markup cuts: it is the last of its text, and ends in another. */
  readonly cut: ReadonlySet<Text>;
  /** It is one of them, and its place in the order is known. */
  isPlaced(text: Text): boolean;
  /**
   * Has those whose place is not known, because they came or moved, put among the others: all are placed then.
   * @returns all in document order; the same array again, unless `changes` has grown
   */
  putInOrder(place: PlaceAmong): readonly Text[];
  /** A text that may turn out to have a mention keeps its place: a scan of the whole document has come to it. */
  pass(text: Text): void;
  /** Grows whenever a text comes, goes or moves. */
  readonly changes: number;
  /** How many mentions there are. */
  readonly count: number;
}

/** Registers the mentions of texts to be painted. */
interface TextPainter {
  readonly paintedTexts: ReadonlyMap<Text, Painted>;
  /** As many mentions are registered as may be. */
  readonly isFull: boolean;
  /** Paints what is chosen of a text, or its beginning. */
  paint(text: Text): void;
  remove(text: Text): void;
}

/** Chooses what is painted of more mentions than can be painted all. */
export interface PaintChooser {
  /** Takes in all changes since the last call. */
  settle(): void;
  /** All mentions are few enough to be painted. Of those near, nothing is to be chosen until `settle` is called. */
  rest(): void;
  /** The mentions that are chosen of those in `text`; undefined: nothing is. */
  chosenIn(text: Text): readonly Mention[] | undefined;
}

/** @param decide comes to a decision about a text that may turn out to have a mention, if it can by now */
export type BeginChoosing = (
  document: Document,
  known: KnownTexts,
  painter: TextPainter,
  decide: (text: Text) => void,
) => PaintChooser;

/** Decides about what the frame does not settle itself. */
export interface PageJudge {
  /**
   * The mentions that begin in the run's node `index`, as far as that is settled.
   * @param isByLines whether it is prose, its lines have to tell: it stands or looks like code; otherwise it is
   * @returns undefined: that is being asked, and is told when there is an answer
   */
  mentionsIn(run: Run, index: number, isByLines: boolean): readonly Mention[] | undefined;
  /** What it found in a text that says the same since, whatever stands around it by now. */
  heldIn(text: Text): readonly Mention[] | undefined;
  /** Texts that the page's styles part from what is before them, or do no longer, otherwise than when last asked. */
  partedAnew(): readonly Text[];
  /** As much waits for answers as may: to ask about more is no use now. */
  readonly isFull: boolean;
  /** Answers are awaited. */
  readonly isWaiting: boolean;
}

/** The painting of a page, to who attends to it. */
export interface AttendedPainter extends TextPainter {
  /** There are more mentions than are painted without being chosen. */
  readonly isCrowded: boolean;
  chooser: PaintChooser | undefined;
  /** The mark for `text`, and one that its letters and those in `nodes` bear, as far as that is known by now. */
  markOf: (nodes: ReadonlySet<Text>, text: Text) => ShownMark;
  /** Paints with the look of this name from now on. */
  paintAs(look: string): void;
  /** Paints all that is painted once more: `markOf` may answer otherwise now. */
  repaint(): void;
  /** The mentions of `text` are new, have changed, may have moved or are gone. */
  update(text: Text): void;
  /**
   * Registers again what the page took out of the registry.
   * @returns whether it had taken out all of it
   */
  register(): boolean;
}

/** A text that waits to be read. */
export interface WaitingText {
  readonly change: Change;
  /** The part of it, if it is long. UTF-16 units, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** The reading of a page, to who attends to it. */
export interface AttendedReader {
  readonly spotter: Spotter;
  /** In which something that only a judge can decide about begins. */
  readonly undecided: Set<Text>;
  /** Has `text`, or a part of it, read when its turn comes; as one that was edited, unless told otherwise. UTF-16 units. */
  readLater(text: Text, change?: Change, from?: number, to?: number): void;
  /** Nothing waits to be read. */
  readonly isDone: boolean;
  /** `text` waits no longer. */
  takeWaiting(text: Text): WaitingText | undefined;
  /** Reads what waits to be read. */
  readWaiting(): Work;
  /** Exactly these mentions begin in a text that was read as a whole: has them painted. */
  know(text: Text, mentions: readonly Mention[], change: Change): void;
  /**
   * What was spotted in a text, or a part of it: what leaves no doubt is a mention if it stands in prose, the text is
   * `undecided` if something else does.
   * @param start where the text begins in what was looked through
   */
  mentionsOf(text: Text, start: number, spotted: Spotted): readonly Mention[];
  /** Whether a text is prose; `lines`: as its lines are. */
  proseOf(text: Text): boolean | 'lines';
}

/** A page that is read and painted plainly, to who attends to it. */
export interface AttendedPage extends PageMentions {
  readonly painter: AttendedPainter;
  readonly reader: AttendedReader;
  /** The open shadow roots that are known. */
  readonly roots: ReadonlySet<ShadowRoot>;
  /** Whether a node still stands in the document. */
  isHere(node: Node): boolean;
  /** Does some work in slices, the first at once. */
  do(work: Work): void;
  /** Reads what changed and what waits, the first slice at once. */
  catchUp(): void;
  /** Reads all of an element that was not read yet. */
  scan(element: Element): void;
  /** Reads all of the page once more. */
  readAnew(): void;
  /** Has a node read as if it had been put in, when what changed is read: see `catchUp`. */
  readAgain(node: Node): void;
  /** The same of a shadow root, and of what stands around its host. */
  open(root: ShadowRoot): void;
  /** Takes in all that changed, a little later. */
  settleSoon(): void;
  /** Who attends to the page from now on. The first one stays. */
  attendBy(attendant: Attendant): void;
}

/** Attends to a page with something like a name in it. */
export interface Attendant {
  /** Whether somebody writes in `text`, or it looks like code, as far as that is known by now. */
  isWritten(text: Text): boolean;
  /** Reads a text closer than a scan can. */
  read(text: Text, waiting: WaitingText): Work;
  /** Reads a text that a scan has come to and does not settle, if it is not long. */
  readScanned(text: Text, change: Change): void;
  /**
   * Reads what a change bears on besides the nodes that it names.
   * @param removed what was taken out of its place
   * @param attributes records of attributes that make an editor of an element, or none any more
   */
  changed(removed: ReadonlySet<Node>, attributes: readonly MutationRecord[]): Work;
  /** A node was put in that may have stood elsewhere before. */
  moved(node: Node): Work;
  /** Decides about what waits, once changes were read. */
  deciding(): Work;
  /** There is a text more that only a judge can decide about. */
  waits(): void;
  /** Answers are awaited. */
  readonly isWaiting: boolean;
  /** All changes were taken in. */
  settled(): void;
  /** The page is hidden or given up: nothing runs until `resume`. */
  pause(): void;
  resume(): void;
}
