/**
 * How the bundles that run in one frame find each other: they share one global object that the page
 * cannot see (the extension's isolated world), each under its name.
 */
import type { Part, Run, Stretch } from '../dom/runs.ts';
import type { SiteState } from '../settings/sites.ts';
import type { FollowedStorage } from '../settings/storage.ts';

/** What the toolbar button needs of a frame. */
export interface Tally {
  /** Mentions in the frame that a person can see. */
  readonly count: number;
  /** Marking is switched on and not paused. */
  readonly active: boolean;
}

export interface ReportedMention {
  /** `StoryName.id` */
  readonly name: string;
  /** The block around it, and where in it the mention stands (UTF-16 units). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What one frame knows, for the popup. */
export interface PageReport {
  readonly title: string;
  /** Undefined as long as the settings are not read. */
  readonly state: SiteState | undefined;
  /** The document is still being parsed or scanned. */
  readonly loading: boolean;
  /** Mentions by `StoryName.id` that a person can see, after scrolling maybe. */
  readonly counts: Record<string, number>;
  /** The first few, with their surroundings. */
  readonly mentions: readonly ReportedMention[];
}

/** A mention in the DOM. */
export interface Mention extends Stretch {
  /** `StoryName.id` */
  readonly name: string;
}

/** What a frame's content script knows of its mentions. */
export interface PageMentions {
  /** All that are known, in no order. */
  places(): readonly Mention[];
  /**
   * Of very many, the doubtful ones are decided about where they come near the viewport; from now on everywhere, for
   * as long as the page is busy.
   */
  decideAll(): void;
  /** Those that begin in `text`, in order; from one offset to, exclusive, another. */
  placesIn(text: Text, from?: number, to?: number): readonly Mention[];
  /** In which those begin that are painted now, some hundred at most, with what is registered for that. */
  readonly paintedTexts: ReadonlyMap<Text, Painted>;
  /** In which those begin that markup cuts. */
  readonly cutTexts: ReadonlySet<Text>;
}

/** Answers all of both: `placed`, which are in order, and `unplaced`, which are not. */
export type PlaceAmong = (placed: Text[], unplaced: Text[]) => Text[];

/** What is painted of the mentions in a text. */
export interface Painted {
  /** None: their letters would not stay as they are. */
  readonly ranges: readonly AbstractRange[];
  readonly highlight: Highlight | undefined;
  /** The text, and those in which its mentions end. */
  readonly nodes: ReadonlySet<Text>;
}

/** Offsets in a text, UTF-16 units; the second is exclusive. */
export type Span = readonly [from: number, to: number];

/** The texts with mentions, to who keeps their order. */
export interface KnownTexts {
  has(text: Text): boolean;
  /** How many mentions begin in `text`. */
  sizeIn(text: Text): number;
  /** The mentions that begin in `text`, in order; from one offset to, exclusive, another. */
  places(text: Text, from?: number, to?: number): readonly Mention[];
  /** All, and what may turn out to have one. Those that are placed stand in document order. */
  texts(): Text[];
  /** It is one of them, and its place in the order is known. */
  isPlaced(text: Text): boolean;
  /**
   * Has those whose place is not known, because they came or moved, put among the others: all are placed then.
   * @returns all in document order; the same array again, unless `changes` has grown
   */
  putInOrder(place: PlaceAmong): readonly Text[];
  /** Grows whenever a text comes, goes or moves. */
  readonly changes: number;
}

/** Registers the mentions of texts to be painted. */
export interface TextPainter {
  readonly paintedTexts: ReadonlyMap<Text, unknown>;
  /** As many mentions are registered as may be. */
  readonly isFull: boolean;
  /** @param spans of its mentions only those that begin there; default: as before, or the whole text */
  paint(text: Text, spans?: readonly Span[]): void;
  remove(text: Text): void;
}

/** Chooses what is painted of more mentions than can be painted all. */
export interface PaintChooser {
  /** Takes in all changes since the last call. */
  settle(): void;
  /** Nothing is to be chosen until `settle` is called. */
  rest(): void;
}

/** @param decide comes to a decision about a text that may turn out to have a mention, if it can by now */
export type BeginChoosing = (
  document: Document,
  known: KnownTexts,
  painter: TextPainter,
  decide: (text: Text) => void,
) => PaintChooser;

/** Where the pointer is in the layout viewport, CSS pixels, and when: `Event.timeStamp`. */
export interface PointerSample {
  readonly x: number;
  readonly y: number;
  readonly time: number;
  /** `PointerEvent.pointerType` */
  readonly type: string;
}

/** What a person chose about cards. */
export interface CardOptions {
  /** `press`: a pointer that rests opens none. */
  readonly openBy: 'hover' | 'press';
  /** The edition to show first, by its language; `auto`: the interface's. */
  readonly language: string;
}

/** Where a frame's mentions lie from where its reader is, for a walk through all frames of a tab. */
export interface WalkSurvey {
  /** There is a mention at all; after the reader's place; before it. */
  readonly any: boolean;
  readonly ahead: boolean;
  readonly behind: boolean;
  /** When the walk last stood in this frame, milliseconds since the epoch; 0: never. */
  readonly stoodAt: number;
}

/**
 * Marks the element that stands in a page while a card is open, for whoever sweeps up what a former script left.
 * A page may mark what it likes: all that it gets by that is that its own element is swept up.
 */
export const CARD_MARK = 'data-backstory-card';

/** The card's bundle, to the content script of its frame and to the background. */
export interface CardControl {
  /** No card is open and no mention is rested on: nothing hangs on the way that the pointer takes. */
  readonly isIdle: boolean;
  /** What is under the pointer, told once a frame at most, and while idle only where it is slow. */
  point(mention: Mention | undefined, at: PointerSample): void;
  /** A click of a person, or a tap, on a mention. */
  press(mention: Mention, click: MouseEvent): void;
  /**
   * An event that the content script heard before the page's own scripts could.
   * @returns whether it is the card's alone
   */
  hear(event: Event): boolean;
  /** The pointer left the frame. */
  leave(): void;
  dismiss(): void;
  /** Closes for a card in another frame. */
  giveWay(): void;
  /** Where mentions of a name (`StoryName.id`; any if absent) lie. */
  survey(name: string | undefined): WalkSurvey;
  /**
   * Goes to a mention: scrolls there, rings it, opens its card.
   * @param from the reader's place, or the edge of the frame where the direction begins
   */
  step(direction: 1 | -1, name: string | undefined, from: 'here' | 'edge'): void;
  /** Leaves nothing behind. */
  stop(): void;
}

/** The pointer's bundle, to the content script of its frame: told of events that are not the card's alone. */
export interface PointerControl {
  moved(event: PointerEvent): void;
  clicked(event: PointerEvent): void;
  /** It left the frame. */
  left(): void;
}

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

/** A page that is judged. */
export interface UnjudgedPage {
  /** In which something only a judge can decide about begins. */
  readonly undecidedTexts: ReadonlySet<Text>;
  /** All mentions, in no order. */
  places(): readonly Mention[];
  /** There are answers about these, or it is time to ask again: has them read again. */
  answered(parts: readonly Part[]): void;
}

/** The page's text, block by block, and the way to a stretch of it. */
export interface Reader {
  read(): Promise<string[]>;
  /** Scrolls there and rings it. Offsets in the block's text, UTF-16 units, `end` exclusive. */
  reveal(block: number, start: number, end: number): void;
}

/** The content script of a frame, to our other bundles there and to what the background has run there. */
export interface PageControl {
  /** What holds for the site; undefined as long as the settings are not read. */
  readonly state: SiteState | undefined;
  /** Settings are awaited or text is being read: more may be known soon. */
  readonly busy: boolean;
  /** How many mentions there are, those that are not shown included; known without a walk. */
  readonly count: number;
  /** Undefined: nothing is marked. */
  readonly mentions: PageMentions | undefined;
  cardOptions(): CardOptions;
  /** Has the card's bundle run in this frame. */
  bringCard(): Promise<void>;
  /** Closes the frame's card if one is open. */
  dismiss(): void;
  /** A card opened in another frame of the tab (this frame's then closes), or closed there. */
  elsewhere(isOpen: boolean): void;
  /** Leaves nothing behind. */
  stop(): void;
  /** Whether the extension that it came from still runs. */
  isAlive(): boolean;
}

/**
 * The program for pages with mentions, to the frame's own program and to what the background and the popup have run
 * there: all that is done with mentions, once there are some, but for painting them.
 */
interface MentionsControl {
  /**
   * Begins to judge a page.
   * @param unmarked `StoryName.id`s that are passed over
   */
  judge(page: UnjudgedPage, unmarked: readonly string[]): PageJudge;
  readonly chooseNear: BeginChoosing;
  readonly pointer: PointerControl;
  /** How many mentions can be seen; more than 999 are counted no further. Tells the button when that changes. */
  tally(): Promise<number>;
  report(): Promise<PageReport>;
  readonly reader: Reader;
  /** The storage as a page in a private window follows it. */
  readonly privateStorage: FollowedStorage;
}

export interface World {
  /** The browser's id of the frame, where the background had to tell it from the others. */
  frameId?: number;
  page?: PageControl;
  card?: CardControl | undefined;
  mentions?: MentionsControl | undefined;
}

/**
 * A frame's global object, for functions that are run there by their text alone (`executeScript`) and can
 * call nothing of ours.
 */
export interface FrameWorld {
  readonly __backstory__?: World;
}

const KEY = '__backstory__';

export function world(): World {
  const holder = globalThis as unknown as Record<typeof KEY, World | undefined>;
  holder[KEY] ??= {};
  return holder[KEY];
}
