import type { Mentions, Place, Unit } from './mentions.ts';
import { type Side, Sides } from './sides.ts';

/** The name in `CSS.highlights`, and in `::highlight()` of marks.css. The page can see it. */
export const HIGHLIGHT = 'backstory';

/** Up to here all mentions are painted: cheaper than to watch which are near. */
const PAINT_ALL = 128;
/** Into how many groups the mentions of a longer page are parted, two intersection targets each. */
const GROUPS = 160;
/** At most so many new mentions are painted before they have their place in a group. */
const PAINT_NEW = 256;
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
  readonly #painted = new Map<Unit, AbstractRange[]>();
  readonly #sides = new Sides(() => this.#paintNear());
  /** Units of the page in order, and the first of each group, whose element is watched. */
  #units: readonly Unit[] = [];
  #groups: { from: number; sentinel: Element }[] = [];

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly mentions: Mentions,
  ) {}

  /** Registers the highlight; again if the page took it out or put another in its place. */
  attach(): void {
    const { highlights } = this.window.CSS;
    if (highlights.get(HIGHLIGHT) !== this.#highlight) highlights.set(HIGHLIGHT, this.#highlight);
  }

  /** The mentions of `unit` are new or have changed. */
  update(unit: Unit): void {
    if (this.#painted.has(unit) || this.#painted.size < PAINT_NEW) this.#paint(unit);
  }

  /** The text is gone, or has no mention any more. */
  remove(unit: Unit): void {
    for (const range of this.#painted.get(unit) ?? []) this.#highlight.delete(range);
    this.#painted.delete(unit);
  }

  /** Takes in all changes since the last call: sweeps out what left the page, regroups. */
  settle(): void {
    this.#units = this.mentions.inOrder();
    const known = new Set(this.#units);
    for (const unit of this.#painted.keys()) if (!known.has(unit)) this.remove(unit);
    if (this.#units.length <= PAINT_ALL) {
      this.#groups = [];
      this.#sides.disconnect();
      for (const unit of this.#units) if (!this.#painted.has(unit)) this.#paint(unit);
      return;
    }
    const step = Math.ceil(this.#units.length / GROUPS);
    this.#groups = [];
    for (let from = 0; from < this.#units.length; from += step) {
      const sentinel = this.#units[from]?.node.parentElement;
      if (sentinel) this.#groups.push({ from, sentinel });
    }
    this.#sides.watch(new Set(this.#groups.map(({ sentinel }) => sentinel)));
  }

  #paintNear(): void {
    const near = new Set<Unit>();
    let unknown = 0;
    let before: Side = 'above';
    for (let index = 0; index <= this.#groups.length; index++) {
      const group = this.#groups[index];
      const after: Side = group ? this.#sides.of(group.sentinel) : 'below';
      const from = this.#groups[index - 1]?.from ?? 0;
      const to = group?.from ?? this.#units.length;
      const isFar = before === after && (after === 'above' || after === 'below');
      const isUnknown = before === 'unknown' && after === 'unknown';
      if (isUnknown) unknown += to - from;
      if (!isFar && !(isUnknown && unknown > PAINT_UNKNOWN)) {
        for (const unit of this.#units.slice(from, to)) near.add(unit);
      }
      before = after;
    }
    for (const unit of this.mentions.unsorted) if (this.#painted.has(unit)) near.add(unit);
    for (const unit of this.#painted.keys()) if (!near.has(unit)) this.remove(unit);
    for (const unit of near) if (unit.size > 0 && !this.#painted.has(unit)) this.#paint(unit);
  }

  #paint(unit: Unit): void {
    for (const range of this.#painted.get(unit) ?? []) this.#highlight.delete(range);
    const ranges = [...unit.places()].map((place) => rangeOf(place));
    for (const range of ranges) this.#highlight.add(range);
    this.#painted.set(unit, ranges);
  }

  /** What is registered now. */
  get painted(): readonly AbstractRange[] {
    return [...this.#painted.values()].flat();
  }

  detach(): void {
    this.#sides.disconnect();
    this.#painted.clear();
    this.#highlight.clear();
    const { highlights } = this.window.CSS;
    if (highlights.get(HIGHLIGHT) === this.#highlight) highlights.delete(HIGHLIGHT);
  }
}

/**
 * Chromium: static ranges, which cost the page's own edits nothing. Firefox: live ones, because one
 * static range whose node leaves the document un-paints its whole highlight there.
 */
function rangeOf(place: Place): AbstractRange {
  if (__FIREFOX__) return liveRangeOf(place);
  return new StaticRange({
    startContainer: place.startNode,
    startOffset: place.start,
    endContainer: place.endNode,
    endOffset: place.end,
  });
}

export function liveRangeOf({ startNode, start, endNode, end }: Place): Range {
  const range = startNode.ownerDocument.createRange();
  range.setStart(startNode, start);
  range.setEnd(endNode, end);
  return range;
}
