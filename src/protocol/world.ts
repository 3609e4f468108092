/**
 * How the bundles that run in one frame find each other: they share one global object that the page
 * cannot see (the extension's isolated world), each under its name.
 */
import type { Run, Stretch } from '../dom/runs.ts';
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
  /** Index into the story's names. */
  readonly name: number;
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
  /** Those that begin in `text`, in order. */
  placesIn(text: Text): readonly Mention[];
  /** In which those begin that are painted now, with what is registered for that. */
  readonly paintedTexts: ReadonlyMap<Text, readonly AbstractRange[]>;
  /** In which those begin that markup cuts. */
  readonly cutTexts: ReadonlyMap<Text, unknown>;
}

/** Answers all of both: `placed`, which are in order, and `unplaced`, which are not. */
export type PlaceAmong = (placed: Text[], unplaced: Text[]) => Text[];

/** The texts with mentions, to who keeps their order. */
export interface KnownTexts {
  has(text: Text): boolean;
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
  paint(text: Text): void;
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

/** The element that stands in a page while a card is open. */
export const CARD_ELEMENT = 'backstory-card';

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

/** Looks closer at what the content script does not settle itself. */
export interface Judge {
  /**
   * Reads one of the places that were known when judging began: to be called until none is left, in as many
   * slices as that takes. Whatever is left then, the first decision reads.
   * @returns whether any of them is left
   */
  learnNext(): boolean;
  /**
   * The mentions that begin in the run's node `index`.
   * @param isByLines whether it is prose, its lines have to tell: it stands or looks like code; otherwise it is
   */
  mentionsIn(run: Run, index: number, isByLines: boolean): readonly Mention[];
  /** Texts that the page's styles part from what is before them, or do no longer, otherwise than when last asked. */
  partedAnew(): readonly Text[];
}

/** What is known of a page before it is judged. */
export interface UnjudgedPage {
  /** In which something only a judge can decide about begins. */
  readonly undecidedTexts: ReadonlySet<Text>;
  /** All mentions, in no order. */
  places(): readonly Mention[];
}

/**
 * Begins to judge a page.
 * @param unmarked `StoryName.id`s that are passed over
 */
export type BeginJudging = (page: UnjudgedPage, unmarked: readonly string[]) => Judge;

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
  /** How many mentions can be seen; more than 999 are counted no further. Brought in where there are any. */
  tally?: () => Promise<number>;
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

export interface World {
  page?: PageControl;
  card?: CardControl | undefined;
  judge?: BeginJudging;
  pointer?: PointerControl | undefined;
  chooser?: BeginChoosing;
  /** The storage as a page in a private window follows it. */
  privateStorage?: FollowedStorage;
  reader?: Reader;
  /** Undefined: the frame has no content script of ours. */
  report?: () => Promise<PageReport> | undefined;
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
