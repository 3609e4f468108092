/**
 * Knows the texts whose names would all show paragraphs that were read before: they are marked less. Nobody is asked
 * as long as nothing was read, or a person does not want that.
 */
import * as native from '../../dom/native.ts';
import { passageAround } from '../../dom/passage.ts';
import type { AttendedPage, Mention } from '../../protocol/marks.ts';
import { MOST_PASSAGES, type RequestOf, TITLE_UNITS } from '../../protocol/messages.ts';

/** Tells of each passage which paragraph a card would show; undefined: none. */
export type FirstParagraphs = (
  passages: RequestOf<'rank'>['passages'],
) => Promise<readonly (string | undefined)[]>;

/** What is asked of one text: of one with more names, the first ones tell. */
const MOST_OF_TEXT = 8;

/** What the names of a text would show, as long as it says the same. */
interface Shown {
  readonly data: string;
  readonly paragraphs: readonly (string | undefined)[];
}

export class ReadTexts {
  readonly #window: Window;
  readonly #page: AttendedPage;
  readonly #ask: FirstParagraphs;
  #read: ReadonlySet<string> = new Set();
  readonly #shown = new WeakMap<Text, Shown>();
  readonly #due = new Set<Text>();
  #isAsking = false;

  constructor(window: Window, page: AttendedPage, ask: FirstParagraphs) {
    this.#window = window;
    this.#page = page;
    this.#ask = ask;
  }

  /** Ids of the paragraphs that were read. */
  set read(paragraphs: readonly string[]) {
    if (String(paragraphs) === String([...this.#read])) return;
    this.#read = new Set(paragraphs);
    this.#page.painter.repaint();
  }

  /** Whether all that the names in a text would show was read, as far as that is known by now. */
  isRead(text: Text): boolean {
    if (this.#read.size === 0) return false;
    const shown = this.#shown.get(text);
    if (shown?.data === text.data) {
      return shown.paragraphs.every((paragraph) => paragraph && this.#read.has(paragraph));
    }
    this.#due.add(text);
    void this.#askSoon();
    return false;
  }

  async #askSoon(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#due.size > 0) {
      await new Promise((resolve) => this.#window.setTimeout(resolve));
      await this.#askNext();
    }
    this.#isAsking = false;
  }

  /** Asks about as many of those that are due as one message takes. */
  async #askNext(): Promise<void> {
    const texts: { readonly text: Text; readonly data: string; readonly count: number }[] = [];
    const mentions: Mention[] = [];
    for (const text of this.#due) {
      const own = this.#page.known.places(text).slice(0, MOST_OF_TEXT);
      if (mentions.length + own.length > MOST_PASSAGES) break;
      this.#due.delete(text);
      if (own.length === 0 || !this.#page.isHere(text)) continue;
      texts.push({ text, data: text.data, count: own.length });
      mentions.push(...own);
    }
    if (mentions.length === 0) return;
    const title = native.titleOf(this.#window.document).slice(0, TITLE_UNITS);
    const passages = mentions.map((mention) => ({
      ...passageAround(mention),
      name: mention.name,
      title,
    }));
    // Nobody answers: they are asked about when they are painted the next time.
    const paragraphs = await this.#ask(passages).catch(() => undefined);
    if (!paragraphs) return;
    let from = 0;
    for (const { text, data, count } of texts) {
      this.#shown.set(text, { data, paragraphs: paragraphs.slice(from, from + count) });
      from += count;
      const { painter } = this.#page;
      if (this.isRead(text) && painter.paintedTexts.has(text)) painter.paint(text);
    }
  }
}
