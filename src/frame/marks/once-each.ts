/**
 * Chooses the mentions that are painted where a person wants each name marked once a section, or once a page: the first
 * one that can be seen. All the others stay known, and their card opens as ever.
 */
import { sectionsOf } from '../../dom/sections.ts';
import { createSight } from '../../dom/visible.ts';
import type { AttendedPage, Mention, PaintChooser } from '../../protocol/marks.ts';
import { inTurns } from './in-turns.ts';
import { createTextsInOrder } from './texts-in-order.ts';

/** How often each name is marked. */
export type EachIn = 'section' | 'page';

/** Mentions that nobody sees, and so many of them are looked at: a page may hide very many. */
const MOST_HIDDEN = 200;
/** Texts that are looked at anew at each beat: nobody may see what was chosen in them by now. */
const LOOKED_AT = 40;

/** By where they begin in their text, UTF-16 units: the names of the mentions that are chosen. */
type Chosen = ReadonlyMap<number, string>;
const NONE: Chosen = new Map();

const isSame = (a: Chosen, b: Chosen) =>
  a.size === b.size && [...a].every(([start, name]) => b.get(start) === name);

export class OnceEach implements PaintChooser {
  readonly #window: Window & typeof globalThis;
  readonly #page: AttendedPage;
  readonly #each: EachIn;
  readonly #near: () => PaintChooser | undefined;
  readonly #inOrder: () => readonly Text[];
  #texts: readonly Text[] = [];
  #sections: ReadonlyMap<Text, number> = new Map();
  #chosen = new Map<Text, Map<number, string>>();
  #nextChosen = inTurns(this.#chosen, LOOKED_AT);
  #willChoose = false;

  /** @param near chooses what is near the viewport, where there are very many mentions; undefined: there are few */
  constructor(
    window: Window & typeof globalThis,
    page: AttendedPage,
    each: EachIn,
    near: () => PaintChooser | undefined,
  ) {
    this.#window = window;
    this.#page = page;
    this.#each = each;
    this.#near = near;
    this.#inOrder = createTextsInOrder(page.known);
  }

  settle(): void {
    this.#chooseSoon();
    this.#near()?.settle();
  }

  rest(): void {
    this.#near()?.rest();
    this.#chooseSoon();
  }

  chosenIn(text: Text): readonly Mention[] {
    const mentions = this.#near()?.chosenIn(text) ?? this.#page.known.places(text);
    const chosen = this.#chosen.get(text);
    return mentions.filter(({ start, name }) => chosen?.get(start) === name);
  }

  /** Whether what was chosen is still seen, a few texts each time: no event tells of all that hides a text. */
  lookAnew(): void {
    const isSeeable = createSight(this.#window);
    const isHidden = (text: Text) => this.chosenIn(text).some((mention) => !isSeeable(mention));
    if (this.#nextChosen().some(isHidden)) this.#chooseSoon();
  }

  /** After a frame, which has laid the page out. */
  #chooseSoon(): void {
    if (this.#willChoose) return;
    this.#willChoose = true;
    this.#window.requestAnimationFrame(() =>
      this.#window.setTimeout(() => {
        this.#willChoose = false;
        this.#choose();
      }),
    );
  }

  #choose(): void {
    const { painter } = this.#page;
    const before = this.#chosen;
    this.#chosen = this.#firstOfEach();
    this.#nextChosen = inTurns(this.#chosen, LOOKED_AT);
    for (const text of new Set([...before.keys(), ...this.#chosen.keys()])) {
      const isOther = !isSame(before.get(text) ?? NONE, this.#chosen.get(text) ?? NONE);
      if (isOther && painter.paintedTexts.has(text)) painter.paint(text);
    }
  }

  #firstOfEach(): Map<Text, Map<number, string>> {
    const { known } = this.#page;
    this.#learnSections();
    const isSeeable = createSight(this.#window);
    const chosen = new Map<Text, Map<number, string>>();
    const done = new Set<string>();
    let hidden = 0;
    for (const text of this.#texts) {
      if (hidden > MOST_HIDDEN) break;
      if (!this.#page.isHere(text)) continue;
      for (const mention of known.places(text)) {
        const key = `${this.#sections.get(text) ?? 0} ${mention.name}`;
        if (done.has(key)) continue;
        if (!isSeeable(mention) || !this.#isMarkable(mention)) {
          hidden++;
          continue;
        }
        done.add(key);
        const own = chosen.get(text) ?? new Map<number, string>();
        chosen.set(text, own.set(mention.start, mention.name));
      }
    }
    return chosen;
  }

  /** Its letters bear a mark. */
  #isMarkable({ startNode, endNode }: Mention): boolean {
    return this.#page.painter.markOf(new Set([startNode, endNode]), startNode) !== 'none';
  }

  #learnSections(): void {
    const texts = this.#inOrder();
    if (texts === this.#texts) return;
    this.#texts = texts;
    if (this.#each === 'page') return;
    this.#sections = sectionsOf(texts, this.#window.document, this.#page.roots);
  }
}
