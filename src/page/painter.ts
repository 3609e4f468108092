import type { Mentions, Place, Unit } from './mentions.ts';
import { elementAround } from './prose.ts';
import { Sides } from './sides.ts';

/** The look by default: a name in `CSS.highlights` and in `::highlight()` of marks.css. */
export const HIGHLIGHT = 'backstory';

/** Up to here all mentions are painted: cheaper than to watch which are near. */
const PAINT_ALL = 128;
/** Into how many groups the mentions of a longer page are parted, two intersection targets each. */
const GROUPS = 160;
/** At most so many new texts are painted before they have their place in a group. */
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
  readonly #sides: Sides;
  /** Units of the page in order. */
  #units: readonly Unit[] = [];
  /** Where groups of units begin, and the last unit: their elements are watched. */
  #groups: { from: number; sentinel: Element }[] = [];
  /** How many came since they were last grouped. */
  #new = 0;

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly mentions: Mentions,
    private readonly name = HIGHLIGHT,
  ) {
    this.#sides = new Sides(window.document, () => this.#paintNear());
  }

  /** Registers the highlight; again if the page took it out, emptied it or put another in its place. */
  attach(): void {
    const { highlights } = this.window.CSS;
    if (highlights.get(this.name) !== this.#highlight) highlights.set(this.name, this.#highlight);
    const { painted } = this;
    if (this.#highlight.size < painted.length) {
      for (const range of painted) this.#highlight.add(range);
    }
  }

  /** The mentions of `unit` are new, have changed or are gone. */
  update(unit: Unit): void {
    if (unit.size === 0) this.#remove(unit);
    else if (this.#painted.has(unit) || this.#new++ < PAINT_NEW) this.#paint(unit);
  }

  #remove(unit: Unit): void {
    for (const range of this.#painted.get(unit) ?? []) this.#highlight.delete(range);
    this.#painted.delete(unit);
  }

  /**
   * Takes in all changes since the last call: sweeps out what left the page, regroups.
   * @returns every text with mentions, in document order
   */
  settle(): readonly Unit[] {
    const units = this.mentions.inOrder();
    this.#new = 0;
    for (const unit of this.#painted.keys()) if (unit.size === 0) this.#remove(unit);
    if (units === this.#units) return units;
    this.#units = units;
    this.#groups = [];
    if (units.length <= PAINT_ALL) {
      this.#sides.disconnect();
      for (const unit of units) if (!this.#painted.has(unit)) this.#paint(unit);
      return units;
    }
    const add = (from: number, unit: Unit | undefined) => {
      const sentinel = unit && elementAround(unit.node);
      if (sentinel) this.#groups.push({ from, sentinel });
    };
    const step = Math.ceil(units.length / GROUPS);
    for (let from = 0; from < units.length; from += step) add(from, units[from]);
    add(units.length, units.at(-1));
    this.#sides.watch(new Set(this.#groups.map(({ sentinel }) => sentinel)));
    return units;
  }

  #paintNear(): void {
    const near = new Set<Unit>();
    let unknown = 0;
    for (const [index, { from, sentinel }] of this.#groups.entries()) {
      const next = this.#groups[index + 1];
      if (!next) break;
      const first = this.#sides.of(sentinel);
      // Between two that stand on the same far side, nothing is near.
      if (first === this.#sides.of(next.sentinel) && first !== 'near') {
        if (first !== 'unknown') continue;
        unknown += next.from - from;
        if (unknown > PAINT_UNKNOWN) continue;
      }
      for (const unit of this.#units.slice(from, next.from)) near.add(unit);
    }
    for (const unit of this.#painted.keys()) {
      // What is new or moved has no group yet.
      if (unit.isSorted && !near.has(unit)) this.#remove(unit);
    }
    for (const unit of near) if (unit.size > 0 && !this.#painted.has(unit)) this.#paint(unit);
  }

  #paint(unit: Unit): void {
    this.#remove(unit);
    const ranges = [...unit.places()].map(rangeOf);
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
    if (highlights.get(this.name) === this.#highlight) highlights.delete(this.name);
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
