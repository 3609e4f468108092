import { type Mark, markBetween, markIn } from '../../dom/letters.ts';
import { rangeOf } from '../../dom/range.ts';
import type {
  BeginChoosing,
  Mention,
  PaintChooser,
  Painted,
  Span,
  TextPainter,
} from '../../protocol/world.ts';
import { HIGHLIGHT } from '../../settings/look.ts';
import type { Mentions } from './mentions.ts';

/** Up to so many mentions all are painted: to watch which are near costs more, until the page changes in many frames. */
const PAINT_ALL = 64;
/** At most so many new texts are painted before it is known whether they are near. */
const PAINT_NEW = 128;
/** Ranges that are registered at most: each costs every frame in which anything on the page changes. */
const MOST = 600;
/** Texts that are looked at anew at each beat: their letters may be painted otherwise by now. */
const ANEW = 40;

/** The beginning of a text, as long as it is not known which of its mentions are in view. */
const WHOLE: readonly Span[] = [[0, Number.POSITIVE_INFINITY]];

/**
 * Paints mentions without touching the page's DOM, through the CSS Custom Highlight API.
 *
 * Only mentions near the viewport are registered: each registered range costs every later frame in
 * which anything on the page changes. Which are near, of many, says a chooser that is brought in.
 *
 * How letters are painted decides how they are marked, and computed styles tell it. Those are asked in the frame that
 * is to show the mark, which computes them anyway; until then a mark is taken to be like others in its element.
 */
export class Painter implements TextPainter {
  readonly #window: Window & typeof globalThis;
  readonly #mentions: Mentions;
  readonly #name: string;
  readonly #needsSheet: () => void;
  /** By what their names end with: see `Mark`. */
  readonly #highlights = new Map<string, Highlight>();
  readonly #painted = new Map<Text, Painted>();
  /** What is painted of texts that are not painted whole. */
  readonly #spans = new WeakMap<Text, readonly Span[]>();
  /** Of elements whose letters were looked at. */
  readonly #marks = new WeakMap<Element, Mark>();
  /** Texts whose letters are looked at in the next frame. */
  readonly #unsure = new Set<Text>();
  #frame: number | undefined;
  /** Goes through what is painted, a few texts at each beat. */
  #turn: Iterator<Text> = this.#painted.keys();
  #hasSheet = false;
  #ranges = 0;
  #chooser: PaintChooser | undefined;
  /** How many came since it was last known which are near. */
  #new = 0;

  /**
   * @param name of the look: a `highlightName`
   * @param needsSheet is called when there are letters for which it takes the look's own sheet
   */
  constructor(
    window: Window & typeof globalThis,
    mentions: Mentions,
    name = HIGHLIGHT,
    needsSheet: () => void = () => undefined,
  ) {
    this.#window = window;
    this.#mentions = mentions;
    this.#name = name;
    this.#needsSheet = needsSheet;
  }

  /**
   * Registers the highlights if there is anything to paint; again if the page took one out, emptied it or
   * put another in its place.
   */
  attach(): void {
    if (this.#painted.size > 0) this.#register();
  }

  /** Looks anew at how the letters of what is painted are painted by now, a few texts each time. */
  lookAnew(): void {
    if (this.#painted.size === 0) return;
    const texts: Text[] = [];
    while (texts.length < ANEW) {
      const { value, done } = this.#turn.next();
      if (done) {
        this.#turn = this.#painted.keys();
        break;
      }
      texts.push(value);
    }
    this.#lookAt(texts);
  }

  #register(): void {
    const { highlights } = this.#window.CSS;
    let registered = 0;
    for (const [end, highlight] of this.#highlights) {
      const name = this.#name + end;
      if (highlights.get(name) !== highlight) highlights.set(name, highlight);
      registered += highlight.size;
    }
    if (registered >= this.#ranges) return;
    for (const { ranges, highlight } of this.#painted.values()) {
      for (const range of ranges) highlight?.add(range);
    }
  }

  /** The sheet of the look has come. */
  sheetCame(): void {
    this.#hasSheet = true;
    this.#repaint();
  }

  /** The mentions of `text` are new, have changed, may have moved or are gone. */
  update(text: Text): void {
    // Of a page with many, most are neither: nothing more is asked of those.
    if (!this.#painted.has(text) && this.#new++ >= PAINT_NEW) return;
    if (this.#mentions.has(text)) this.paint(text);
    else this.remove(text);
  }

  remove(text: Text): void {
    const painted = this.#painted.get(text);
    if (!painted) return;
    for (const range of painted.ranges) painted.highlight?.delete(range);
    this.#ranges -= painted.ranges.length;
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
      if (mentions.has(text) && (!this.#painted.has(text) || this.#spans.has(text))) {
        this.paint(text, WHOLE);
      }
    }
    return false;
  }

  /** @param decide see `BeginChoosing` */
  chooseBy(begin: BeginChoosing, decide: (text: Text) => void): void {
    this.#chooser ??= begin(this.#window.document, this.#mentions, this, decide);
    this.settle();
  }

  get isFull(): boolean {
    return this.#ranges >= MOST;
  }

  paint(text: Text, spans: readonly Span[] = this.#spans.get(text) ?? WHOLE): void {
    this.remove(text);
    if (spans === WHOLE) this.#spans.delete(text);
    else this.#spans.set(text, spans);
    const most = Math.min(MOST - this.#ranges, spans === WHOLE ? PAINT_ALL : MOST);
    if (most <= 0) return;
    const places = spans
      .flatMap(([from, to]) => this.#mentions.places(text, from, to))
      .slice(0, most);
    const nodes = new Set([text, ...places.map(({ endNode }) => endNode)]);
    const mark = markBetween(nodes, (element) => {
      const known = this.#marks.get(element);
      if (known === undefined) this.#lookInFrame(text);
      return known ?? '';
    });
    const highlight = this.#highlightFor(mark);
    const ranges = highlight ? places.map(paintedRange) : [];
    for (const range of ranges) highlight?.add(range);
    this.#ranges += ranges.length;
    this.#painted.set(text, { ranges, highlight, nodes });
    if (this.#painted.size === 1) this.#register();
  }

  #highlightFor(mark: Mark): Highlight | undefined {
    if (mark === 'none') return undefined;
    // Without its rules a highlight takes letters, too (Chromium 156).
    if (mark && !this.#hasSheet) {
      this.#needsSheet();
      return undefined;
    }
    let highlight = this.#highlights.get(mark);
    if (!highlight) {
      highlight = new Highlight();
      this.#highlights.set(mark, highlight);
      this.#window.CSS.highlights.set(this.#name + mark, highlight);
    }
    return highlight;
  }

  #repaint(): void {
    for (const text of [...this.#painted.keys()]) this.paint(text);
  }

  #lookInFrame(text: Text): void {
    this.#unsure.add(text);
    this.#frame ??= this.#window.requestAnimationFrame(() => {
      this.#frame = undefined;
      const texts = [...this.#unsure];
      this.#unsure.clear();
      this.#lookAt(texts);
    });
  }

  /** Sees how the letters of these texts are painted now. */
  #lookAt(texts: readonly Text[]): void {
    const seen = new Set<Element>();
    const asked = new Map<Element, string>();
    let isOther = false;
    for (const text of texts) {
      markBetween(this.#painted.get(text)?.nodes ?? [], (element) => {
        if (!seen.has(element)) {
          seen.add(element);
          const mark = markIn(element, asked);
          isOther ||= mark !== (this.#marks.get(element) ?? '');
          this.#marks.set(element, mark);
        }
        return '';
      });
    }
    if (isOther) this.#repaint();
  }

  get paintedTexts(): ReadonlyMap<Text, Painted> {
    return this.#painted;
  }

  detach(): void {
    this.#chooser?.rest();
    this.#painted.clear();
    this.#ranges = 0;
    const { highlights } = this.#window.CSS;
    for (const [end, highlight] of this.#highlights) {
      highlight.clear();
      if (highlights.get(this.#name + end) === highlight) highlights.delete(this.#name + end);
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
