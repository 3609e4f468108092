import { shownAncestors } from '../../dom/flat-tree.ts';
import * as native from '../../dom/native.ts';
import { Sides } from './viewport-sides.ts';

/** How many texts count as near whose place is unknown: they stand in a closed `details`, say. */
const MOST_UNKNOWN = 512;

/** The element whose box tells where `text` stands. */
function sentinelOf(text: Text): Element | undefined {
  for (const element of shownAncestors(text)) {
    // An observer tells nothing of content that the browser skips until it is near, but of the box around it.
    const isSkipped =
      !native.isVisible(element, { contentVisibilityAuto: true }) && native.isVisible(element);
    if (!isSkipped) return element;
  }
  return undefined;
}

/** Texts in document order, parted into groups, of which it is known whether they are near the viewport. */
export class Groups {
  readonly #sides: Sides;
  #texts: readonly Text[] = [];
  /** The index at which each group begins, and that of the last text, with the elements that are watched for them. */
  #groups: { from: number; sentinel: Element }[] = [];

  /**
   * @param margin how far beyond the viewport is near; see `Sides`
   * @param changed is called when it is known which groups are near, and when another may have become so
   */
  constructor(document: Document, margin: string, changed: () => void) {
    this.#sides = new Sides(document, margin, changed);
  }

  /** Watches these texts from now on, `size` a group. Where new ones stand is not known before the next frame. */
  watch(texts: readonly Text[], size: number): void {
    this.#texts = texts;
    this.#groups = [];
    const add = (from: number, text: Text | undefined) => {
      const sentinel = text && sentinelOf(text);
      if (sentinel) this.#groups.push({ from, sentinel });
    };
    for (let from = 0; from < texts.length; from += size) add(from, texts[from]);
    add(texts.length, texts.at(-1));
    this.#sides.watch(new Set(this.#groups.map(({ sentinel }) => sentinel)));
  }

  /** It is known of every group whether it is near. */
  get isKnown(): boolean {
    return this.#sides.isKnown;
  }

  /**
   * The texts of the groups that are near.
   * @param isSure leaves out groups of which that is not known
   */
  near(isSure = false): Text[] {
    const near: Text[] = [];
    let unknown = 0;
    for (const [index, { from, sentinel }] of this.#groups.entries()) {
      const next = this.#groups[index + 1];
      if (!next) break;
      const first = this.#sides.of(sentinel);
      // Between two that stand on the same far side, nothing is near.
      if (first === this.#sides.of(next.sentinel) && first !== 'near') {
        if (first !== 'unknown' || isSure) continue;
        unknown += next.from - from;
        if (unknown > MOST_UNKNOWN) continue;
      }
      for (let at = from; at < next.from; at++) near.push(this.#texts[at] as Text);
    }
    return near;
  }

  disconnect(): void {
    this.#texts = [];
    this.#groups = [];
    this.#sides.disconnect();
  }
}
