/**
 * How the bundles that run in one frame find each other: they share one global object that the page
 * cannot see (the extension's isolated world), each under its name.
 */
import type { Options } from '../settings/options.ts';
import type { Marking, SiteState } from '../settings/sites.ts';
import type { FollowedStorage } from '../settings/storage.ts';
import type { AttendedPage, Mention } from './marks.ts';

/** What the toolbar button needs of a frame. */
export interface Tally {
  /** Mentions in the frame that a person can see. */
  readonly count: number;
  readonly marking: Marking;
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

/** Where the pointer is in the layout viewport, CSS pixels, and when: `Event.timeStamp`. */
export interface PointerSample {
  readonly x: number;
  readonly y: number;
  readonly time: number;
  /** `PointerEvent.pointerType` */
  readonly type: string;
}

/** What a person chose about cards. */
export interface CardOptions
  extends Pick<Options, 'openBy' | 'openAfterMs' | 'openWith' | 'openOnLinks' | 'dimRead'> {
  /** The edition to show first, by its language; `auto`: the interface's. */
  readonly language: string;
}

/** What holds as long as nobody was told of any options; those that the options begin with. */
export const CARD_DEFAULTS: CardOptions = {
  openBy: 'hover',
  openAfterMs: 150,
  openWith: 'none',
  openOnLinks: true,
  dimRead: false,
  language: 'auto',
};

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

/** A finger that touches no further than this from a mention means it, CSS pixels. */
export const TOUCH_PX = 10;

/** The card's bundle, to the content script of its frame and to the background. */
export interface CardControl {
  /** No card is open and no mention is rested on: nothing hangs on the way that the pointer takes. */
  readonly isIdle: boolean;
  /**
   * What is under the pointer, told once a frame at most, and while idle only where it is slow.
   * @param opens a rest there opens a card, by what a person chose
   */
  point(mention: Mention | undefined, at: PointerSample, opens: boolean): void;
  /** A click of a person, or a tap, on a mention. */
  press(mention: Mention, click: PointerEvent): void;
  /** A person asks for the card of a mention on what does something else by a click. */
  hold(mention: Mention, event: PointerEvent): void;
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
  /**
   * A finger was held down.
   * @returns whether it asks for a card
   */
  held(event: PointerEvent): boolean;
  /** A key went down or up, which a pointer that rests may wait for. */
  keyed(event: KeyboardEvent): void;
  /** It left the frame. */
  left(): void;
}

/** The page's text, block by block, and the way to a stretch of it. */
export interface Reader {
  read(): Promise<string[]>;
  /** Scrolls there and rings it. Offsets in the block's text, UTF-16 units, `end` exclusive. */
  reveal(block: number, start: number, end: number): void;
}

/** Where a mention stands in its page. */
export interface MappedMention {
  /** No other mention of the document has it. It is another one once the mention's text has changed. */
  readonly id: number;
  /** `StoryName.id` */
  readonly name: string;
  /** Share of the page's height above the middle of its first line: 0 (at the top) to 1. */
  readonly at: number;
}

/** So many mentions are on a map. */
export const MOST_MAPPED = 300;

/** Where a page's mentions stand, and what of the page is in view. */
export interface PageMap {
  /** Every document of a tab has another one: ids of mentions are told apart by it. */
  readonly document: number;
  /** What is in view: shares of the page's height. */
  readonly from: number;
  readonly to: number;
  /** Those that a person can see, in document order; of very many those nearest to what is in view. */
  readonly mentions: readonly MappedMention[];
}

/** A mention of a map, with what stands around it. */
export interface MappedPassage extends ReportedMention {
  /** `MappedMention.id` */
  readonly id: number;
}

/** Tells where the frame's mentions stand, for the side panel, and leads to them. */
export interface PageMapper {
  look(): Promise<PageMap>;
  /** What stands around mentions that `look` told of last; those that are gone are left out. */
  passages(ids: readonly number[]): MappedPassage[];
  /** Scrolls to a mention that `look` told of last, and rings it. */
  reveal(id: number): void;
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
  readonly mentions: AttendedPage | undefined;
  /** `StoryName.id` of the names that are not marked. */
  readonly unmarked: readonly string[];
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
 * there: all that is done with mentions, once there may be some, but for reading and plain painting.
 */
export interface MentionsControl {
  /** Attends to what the frame's own program has found, if nobody does yet. */
  attend(): void;
  /** The page's mentions, or whether they are marked, may be others than before. */
  settled(): void;
  /** The page was left; it may be shown again. */
  left(): void;
  /** @param isFromCache it comes from the back/forward cache */
  shown(isFromCache: boolean): void;
  /**
   * Of very many, the doubtful ones are decided about where they come near the viewport; from now on everywhere, for
   * as long as the page is busy.
   */
  decideAll(): void;
  cardOptions(): CardOptions;
  readonly pointer: PointerControl;
  /** How many mentions can be seen; more than 999 are counted no further. Tells the button when that changes. */
  tally(): Promise<number>;
  report(): Promise<PageReport>;
  readonly reader: Reader;
  readonly mapper: PageMapper;
  /** The storage as a page in a private window follows it. */
  readonly privateStorage: FollowedStorage;
  /** Leaves nothing behind. */
  stop(): void;
}

export interface World {
  /** The browser's id of the frame, where the background had to tell it from the others. */
  frameId?: number;
  page?: PageControl;
  card?: CardControl | undefined;
  /** Where the pointer was last: it may rest on a mention before the program that follows it has come. */
  moved?: PointerEvent;
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
