/**
 * How the bundles that run in one frame find each other: they share one global object that the page
 * cannot see (the extension's isolated world), each under its name.
 */
import type { Stretch } from '../dom/prose.ts';
import type { SiteState } from '../settings/sites.ts';

/** What the popup asks of a frame, through `scripting.executeScript`. */
export interface PageControl {
  report(): PageReport;
  /** Closes the frame's card if one is open. */
  dismiss(): void;
}

export interface ReportedMention {
  /** `StoryName.id` */
  readonly name: string;
  /** The block around it, and where in it the mention stands (UTF-16 units). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What one frame knows. */
export interface PageReport {
  readonly title: string;
  /** Undefined as long as the settings are not read. */
  readonly state: SiteState | undefined;
  /** The document is still being parsed or scanned. */
  readonly loading: boolean;
  /** Mentions by `StoryName.id`, without those that are not shown (`display: none`). */
  readonly counts: Record<string, number>;
  /** The first few, with their surroundings. */
  readonly mentions: readonly ReportedMention[];
}

/** What is shown in a card. */
export interface CardContent {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

/** Where a mention is, asked anew whenever the page moves. */
export interface CardAnchor {
  /** The mention's line boxes in the layout viewport, CSS pixels; none: it is not shown. */
  rects(): readonly DOMRect[];
  readonly node: Text;
  /** The pointer when the card was asked for, in the layout viewport; null: opened by key. */
  readonly pointer: { readonly x: number; readonly y: number } | null;
}

export interface CardEvents {
  /** The pointer came onto the card or left it. */
  hovered(over: boolean): void;
  /** The card asks to be closed. */
  dismissed(): void;
}

export interface CardControl {
  show(content: CardContent, anchor: CardAnchor, events: CardEvents): void;
  hide(): void;
  /** Whether an event's path leads through the card. */
  isOn(event: Event): boolean;
}

/**
 * Begins to judge a page, from places that are known to speak of its names.
 * @returns whether a candidate is a mention of `name`
 */
export type BeginJudging = (known: readonly Stretch[]) => (name: string, place: Stretch) => boolean;

/** The page's text, block by block, and the way to a stretch of it. */
export interface Reader {
  read(): string[];
  /** Scrolls there and rings it. Offsets in the block's text, UTF-16 units, `end` exclusive. */
  reveal(block: number, start: number, end: number): void;
}

interface World {
  reader?: Reader;
  judge?: BeginJudging;
  page?: PageControl & { stop(): void; isAlive(): boolean };
  card?: CardControl;
}

const KEY = '__backstory__';

export function world(): World {
  const holder = globalThis as unknown as Record<typeof KEY, World | undefined>;
  holder[KEY] ??= {};
  return holder[KEY];
}
