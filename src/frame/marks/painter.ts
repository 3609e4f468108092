import { rangeOf } from '../../dom/range.ts';
import type {
  AttendedPainter,
  Mention,
  PaintChooser,
  Painted,
  ShownMark,
} from '../../protocol/marks.ts';
import { HIGHLIGHT } from '../../settings/look.ts';
import type { Mentions } from './mentions.ts';

/** Up to so many mentions all are painted: to watch which are near costs more, until the page changes in many frames. */
const PAINT_ALL = 64;
/** At most so many new texts are painted before it is known whether they are near. */
const PAINT_NEW = 128;
/** Ranges that are registered at most: each costs every frame in which anything on the page changes. */
const MOST_RANGES = 600;

/**
 * Paints mentions without touching the page's DOM, through the CSS Custom Highlight API.
 *
 * Only mentions near the viewport are registered: each registered range costs every later frame in
 * which anything on the page changes. Which are near, of many, says a chooser that is brought in; which mark leaves
 * letters as they are, whoever knows how they are painted.
 */
export class Painter implements AttendedPainter {
  readonly #registry: HighlightRegistry;
  readonly #mentions: Mentions;
  #look: string | null;
  /** By their names in the registry. */
  readonly #highlights = new Map<string, Highlight>();
  readonly paintedTexts = new Map<Text, Painted>();
  #ranges = 0;
  /** How many came since it was last known which are near. */
  #new = 0;
  chooser: PaintChooser | undefined;
  markOf: (nodes: ReadonlySet<Text>, text: Text) => ShownMark = () => '';

  /** @param look a `highlightName`; null: nothing is painted until it is known */
  constructor(registry: HighlightRegistry, mentions: Mentions, look: string | null = HIGHLIGHT) {
    this.#registry = registry;
    this.#mentions = mentions;
    this.#look = look;
  }

  register(): boolean {
    if (this.paintedTexts.size === 0) return false;
    let isTaken = false;
    let registered = 0;
    for (const [name, highlight] of this.#highlights) {
      if (this.#registry.get(name) !== highlight) {
        this.#registry.set(name, highlight);
        isTaken = true;
      }
      registered += highlight.size;
    }
    if (registered < this.#ranges) {
      for (const { ranges, highlight } of this.paintedTexts.values()) {
        for (const range of ranges) highlight?.add(range);
      }
    }
    return isTaken;
  }

  paintAs(look: string): void {
    if (look === this.#look) return;
    this.#unregister();
    this.#look = look;
    this.repaint();
  }

  /** The mentions of `text` are new, have changed, may have moved or are gone. */
  update(text: Text): void {
    // Of a page with many, most are neither: nothing more is asked of those.
    if (!this.paintedTexts.has(text) && this.#new++ >= PAINT_NEW) return;
    if (this.#mentions.has(text)) this.paint(text);
    else this.remove(text);
  }

  remove(text: Text): void {
    const painted = this.paintedTexts.get(text);
    if (!painted) return;
    for (const range of painted.ranges) painted.highlight?.delete(range);
    this.#ranges -= painted.ranges.length;
    this.paintedTexts.delete(text);
  }

  /** Takes in all changes since the last call: sweeps out what left the page, paints what is near. */
  settle(): void {
    const mentions = this.#mentions;
    this.#new = 0;
    for (const text of this.paintedTexts.keys()) if (!mentions.has(text)) this.remove(text);
    if (this.isCrowded) {
      this.chooser?.settle();
      return;
    }
    this.chooser?.rest();
    for (const text of mentions.texts()) {
      if (mentions.has(text) && !this.paintedTexts.has(text)) this.paint(text);
    }
  }

  get isCrowded(): boolean {
    return this.#mentions.count > PAINT_ALL;
  }

  get isFull(): boolean {
    return this.#ranges >= MOST_RANGES;
  }

  paint(text: Text): void {
    this.remove(text);
    if (this.isFull) return;
    // Only the beginning, as long as it is not known which of its mentions are in view.
    const chosen = this.chooser?.chosenIn(text) ?? this.#mentions.places(text).slice(0, PAINT_ALL);
    const places = chosen.slice(0, MOST_RANGES - this.#ranges);
    const nodes = new Set([text, ...places.map(({ endNode }) => endNode)]);
    const highlight = this.#highlightFor(this.markOf(nodes, text));
    const ranges = highlight ? places.map(paintedRange) : [];
    for (const range of ranges) highlight?.add(range);
    this.#ranges += ranges.length;
    this.paintedTexts.set(text, { ranges, highlight, nodes });
    if (this.paintedTexts.size === 1) this.register();
  }

  #highlightFor(mark: ShownMark): Highlight | undefined {
    if (mark === 'none' || this.#look === null) return undefined;
    const name = this.#look + mark;
    let highlight = this.#highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      this.#highlights.set(name, highlight);
      this.#registry.set(name, highlight);
    }
    return highlight;
  }

  repaint(): void {
    for (const text of [...this.paintedTexts.keys()]) this.paint(text);
  }

  detach(): void {
    this.chooser?.rest();
    this.paintedTexts.clear();
    this.#ranges = 0;
    this.#unregister();
  }

  #unregister(): void {
    for (const [name, highlight] of this.#highlights) {
      highlight.clear();
      if (this.#registry.get(name) === highlight) this.#registry.delete(name);
    }
    this.#highlights.clear();
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
