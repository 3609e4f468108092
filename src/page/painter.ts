import { elementAround } from '../dom/prose.ts';
import { rangeOf } from '../dom/range.ts';
import type { Mentions, Place } from './mentions.ts';
import { Sides } from './sides.ts';

/** The look by default: a name in `CSS.highlights` and in `::highlight()` of marks.css. */
export const HIGHLIGHT = 'backstory';

/** Up to so many texts all mentions are painted: cheaper than to watch which are near. */
const PAINT_ALL = 128;
/** Into how many groups the mentions of a longer page are parted, two intersection targets each. */
const GROUPS = 160;
/** At most so many new texts are painted before they have their place in a group. */
const PAINT_NEW = 128;
/** At most so many of which it is not known where they stand (in a closed `details`, say). */
const PAINT_UNKNOWN = 512;

/**
 * Paints mentions without touching the page's DOM, through the CSS Custom Highlight API.
 *
 * Only mentions near the viewport are registered: each registered range costs every later frame in
 * which anything on the page changes about 4 µs.
 */
export class Painter {
  readonly #highlight = new Highlight();
  readonly #painted = new Map<Text, readonly AbstractRange[]>();
  /** Made for a page with many texts to paint. */
  #sides: Sides | undefined;
  /** Texts with mentions, in order. */
  #texts: readonly Text[] = [];
  /** Where groups of texts begin, and the last text: their elements are watched. */
  #groups: { from: number; sentinel: Element }[] = [];
  /** How many came since they were last grouped. */
  #new = 0;

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly mentions: Mentions,
    private readonly name = HIGHLIGHT,
  ) {}

  /**
   * Registers the highlight if there is anything to paint; again if the page took it out, emptied it or
   * put another in its place.
   */
  attach(): void {
    if (this.#painted.size === 0) return;
    const { highlights } = this.window.CSS;
    if (highlights.get(this.name) !== this.#highlight) highlights.set(this.name, this.#highlight);
    const { painted } = this;
    if (this.#highlight.size < painted.length) {
      for (const range of painted) this.#highlight.add(range);
    }
  }

  /** The mentions of `text` are new, have changed, may have moved or are gone. */
  update(text: Text): void {
    if (!this.mentions.has(text)) this.#remove(text);
    else if (this.#painted.has(text) || this.#new++ < PAINT_NEW) this.#paint(text);
  }

  #remove(text: Text): void {
    for (const range of this.#painted.get(text) ?? []) this.#highlight.delete(range);
    this.#painted.delete(text);
  }

  /**
   * Takes in all changes since the last call: sweeps out what left the page, regroups.
   * @returns every text with mentions, in document order
   */
  settle(): readonly Text[] {
    const texts = this.mentions.inOrder();
    this.#new = 0;
    if (texts === this.#texts) return texts;
    for (const text of this.#painted.keys()) if (!this.mentions.has(text)) this.#remove(text);
    this.#texts = texts;
    this.#groups = [];
    if (texts.length <= PAINT_ALL) {
      this.#sides?.disconnect();
      for (const text of texts) if (!this.#painted.has(text)) this.#paint(text);
      return texts;
    }
    const add = (from: number, text: Text | undefined) => {
      const sentinel = text && elementAround(text);
      if (sentinel) this.#groups.push({ from, sentinel });
    };
    const step = Math.ceil(texts.length / GROUPS);
    for (let from = 0; from < texts.length; from += step) add(from, texts[from]);
    add(texts.length, texts.at(-1));
    this.#sides ??= new Sides(this.window.document, () => this.#paintNear());
    this.#sides.watch(new Set(this.#groups.map(({ sentinel }) => sentinel)));
    return texts;
  }

  #paintNear(): void {
    const sides = this.#sides;
    if (!sides) return;
    const near = new Set<Text>();
    let unknown = 0;
    for (const [index, { from, sentinel }] of this.#groups.entries()) {
      const next = this.#groups[index + 1];
      if (!next) break;
      const first = sides.of(sentinel);
      // Between two that stand on the same far side, nothing is near.
      if (first === sides.of(next.sentinel) && first !== 'near') {
        if (first !== 'unknown') continue;
        unknown += next.from - from;
        if (unknown > PAINT_UNKNOWN) continue;
      }
      for (const text of this.#texts.slice(from, next.from)) near.add(text);
    }
    for (const text of this.#painted.keys()) {
      // What is new or moved has no group yet.
      if (this.mentions.isOrdered(text) && !near.has(text)) this.#remove(text);
    }
    for (const text of near) {
      if (this.mentions.has(text) && !this.#painted.has(text)) this.#paint(text);
    }
  }

  #paint(text: Text): void {
    this.#remove(text);
    const ranges = this.mentions.places(text).map(paintedRange);
    for (const range of ranges) this.#highlight.add(range);
    this.#painted.set(text, ranges);
    if (this.#painted.size === 1) this.attach();
  }

  /** What is registered now. */
  get painted(): readonly AbstractRange[] {
    return [...this.#painted.values()].flat();
  }

  /** Texts with registered mentions. */
  get paintedTexts(): ReadonlyMap<Text, unknown> {
    return this.#painted;
  }

  detach(): void {
    this.#sides?.disconnect();
    this.#painted.clear();
    this.#highlight.clear();
    const { highlights } = this.window.CSS;
    if (highlights.get(this.name) === this.#highlight) highlights.delete(this.name);
  }
}

/**
 * Chromium: static ranges, which cost the page's own edits nothing. Firefox: live ones, because one
 * static range whose node leaves the document un-paints its whole highlight there.
 */
function paintedRange(place: Place): AbstractRange {
  if (__FIREFOX__) return rangeOf(place);
  return new StaticRange({
    startContainer: place.startNode,
    startOffset: place.start,
    endContainer: place.endNode,
    endOffset: place.end,
  });
}
