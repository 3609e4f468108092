/**
 * Knows which marks leave the letters of a page as they are. How letters are painted computed styles tell: those are
 * asked in the frame that is to show the mark, which computes them anyway; until then a mark is taken to be like
 * others in its element.
 */
import { type Mark, markBetween, markIn } from '../../dom/letters.ts';
import type { AttendedPainter, ShownMark } from '../../protocol/marks.ts';
import { inTurns } from './in-turns.ts';

/** Texts that are looked at anew at each beat: their letters may be painted otherwise by now. */
const LOOKED_AT = 40;

export class LetterMarks {
  readonly #window: Window;
  readonly #painter: AttendedPainter;
  readonly #needsSheet: () => void;
  readonly #isRead: (text: Text) => boolean;
  /** Of elements whose letters were looked at. */
  readonly #marks = new WeakMap<Element, Mark>();
  /** Texts whose letters are looked at in the next frame. */
  readonly #unsure = new Set<Text>();
  #frame: number | undefined;
  readonly #nextPainted: () => Text[];
  #hasSheet = false;

  /**
   * @param needsSheet is called when there are marks for which it takes the look's own sheet
   * @param isRead whether what the names in a text would show was read before
   */
  constructor(
    window: Window,
    painter: AttendedPainter,
    needsSheet: () => void,
    isRead: (text: Text) => boolean,
  ) {
    this.#isRead = isRead;
    this.#window = window;
    this.#painter = painter;
    this.#needsSheet = needsSheet;
    this.#nextPainted = inTurns(painter.paintedTexts, LOOKED_AT);
    painter.markOf = (nodes, text) => this.#markOf(nodes, text);
    for (const text of painter.paintedTexts.keys()) this.#lookInFrame(text);
  }

  /** Whether the sheet of the look is in the page, with all its marks. */
  set hasSheet(hasSheet: boolean) {
    this.#hasSheet = hasSheet;
    this.#painter.repaint();
  }

  /** Looks anew at how the letters of what is painted are painted by now, a few texts each time. */
  lookAnew(): void {
    this.#lookAt(this.#nextPainted());
  }

  #markOf(nodes: ReadonlySet<Text>, text: Text): ShownMark {
    const mark = markBetween(nodes, (element) => {
      const known = this.#marks.get(element);
      if (known === undefined) this.#lookInFrame(text);
      return known ?? '';
    });
    if (mark === 'none') return mark;
    const isLess = mark === '' && this.#isRead(text);
    if (this.#hasSheet) return isLess ? '-read' : mark;
    if (isLess || mark !== '') this.#needsSheet();
    // Without its rules a highlight takes letters, too (Chromium 156).
    return mark === '' ? '' : 'none';
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
      markBetween(this.#painter.paintedTexts.get(text)?.nodes ?? [], (element) => {
        if (!seen.has(element)) {
          seen.add(element);
          const mark = markIn(element, asked);
          isOther ||= mark !== (this.#marks.get(element) ?? '');
          this.#marks.set(element, mark);
        }
        return '';
      });
    }
    if (isOther) this.#painter.repaint();
  }
}
