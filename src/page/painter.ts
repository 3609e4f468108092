import { rangeOf } from '../dom/range.ts';
import type { BeginChoosing, Mention, PaintChooser, TextPainter } from '../protocol/world.ts';
import { HIGHLIGHT } from '../settings/look.ts';
import type { Mentions } from './mentions.ts';

/** Up to so many mentions all are painted: to watch which are near costs more, until the page changes in many frames. */
const PAINT_ALL = 64;
/** At most so many new texts are painted before it is known whether they are near. */
const PAINT_NEW = 128;

/**
 * Paints mentions without touching the page's DOM, through the CSS Custom Highlight API.
 *
 * Only mentions near the viewport are registered: each registered range costs every later frame in
 * which anything on the page changes. Which are near, of many, says a chooser that is brought in.
 */
export class Painter implements TextPainter {
  readonly #window: Window & typeof globalThis;
  readonly #mentions: Mentions;
  readonly #name: string;
  readonly #highlight = new Highlight();
  readonly #painted = new Map<Text, readonly AbstractRange[]>();
  #chooser: PaintChooser | undefined;
  /** How many came since it was last known which are near. */
  #new = 0;

  constructor(window: Window & typeof globalThis, mentions: Mentions, name = HIGHLIGHT) {
    this.#window = window;
    this.#mentions = mentions;
    this.#name = name;
  }

  /**
   * Registers the highlight if there is anything to paint; again if the page took it out, emptied it or
   * put another in its place.
   */
  attach(): void {
    if (this.#painted.size === 0) return;
    const { highlights } = this.#window.CSS;
    if (highlights.get(this.#name) !== this.#highlight) highlights.set(this.#name, this.#highlight);
    const ranges = [...this.#painted.values()].flat();
    if (this.#highlight.size < ranges.length)
      for (const range of ranges) this.#highlight.add(range);
  }

  /** The mentions of `text` are new, have changed, may have moved or are gone. */
  update(text: Text): void {
    // Of a page with many, most are neither: nothing more is asked of those.
    if (!this.#painted.has(text) && this.#new++ >= PAINT_NEW) return;
    if (this.#mentions.has(text)) this.paint(text);
    else this.remove(text);
  }

  remove(text: Text): void {
    for (const range of this.#painted.get(text) ?? []) this.#highlight.delete(range);
    this.#painted.delete(text);
  }

  /**
   * Takes in all changes since the last call: sweeps out what left the page, paints what is near.
   * @returns whether that takes a chooser
   */
  settle(): boolean {
    const mentions = this.#mentions;
    this.#new = 0;
    for (const text of this.#painted.keys()) if (!mentions.has(text)) this.remove(text);
    if (mentions.count > PAINT_ALL) {
      this.#chooser?.settle();
      return !this.#chooser;
    }
    this.#chooser?.rest();
    for (const text of mentions.texts()) {
      if (mentions.has(text) && !this.#painted.has(text)) this.paint(text);
    }
    return false;
  }

  /** @param decide see `BeginChoosing` */
  chooseBy(begin: BeginChoosing, decide: (text: Text) => void): void {
    this.#chooser ??= begin(this.#window.document, this.#mentions, this, decide);
    this.settle();
  }

  paint(text: Text): void {
    this.remove(text);
    const ranges = this.#mentions.places(text).map(paintedRange);
    for (const range of ranges) this.#highlight.add(range);
    this.#painted.set(text, ranges);
    if (this.#painted.size === 1) this.attach();
  }

  get paintedTexts(): ReadonlyMap<Text, readonly AbstractRange[]> {
    return this.#painted;
  }

  detach(): void {
    this.#chooser?.rest();
    this.#painted.clear();
    this.#highlight.clear();
    const { highlights } = this.#window.CSS;
    if (highlights.get(this.#name) === this.#highlight) highlights.delete(this.#name);
  }
}

/**
 * Chromium: static ranges, which cost the page's own edits nothing. Firefox: live ones, because one
 * static range whose node leaves the document un-paints its whole highlight there.
 */
function paintedRange(place: Mention): AbstractRange {
  if (__FIREFOX__) return rangeOf(place);
  return new StaticRange({
    startContainer: place.startNode,
    startOffset: place.start,
    endContainer: place.endNode,
    endOffset: place.end,
  });
}
