/**
 * Reads texts closer than a scan does: together with all that a reader sees as one line with them. Each step reads a
 * text that is not long, or one part of a long one.
 */
import { passedOver } from '../../dom/passed-over.ts';
import { isWhole, LONG_UNITS, type Run, runAround } from '../../dom/runs.ts';
import type { AttendedPage, Change, WaitingText, Work } from '../../protocol/marks.ts';
import { withPart } from './mentions-within.ts';
import { knowPart, type UndecidedTexts } from './undecided.ts';

/** UTF-16 units of a long text that are read in one step. */
const PART_UNITS = 512;

export class CloserReader {
  readonly #page: AttendedPage;
  /** Who decides about what is doubtful. Until there is one, that stays undecided. */
  decider: UndecidedTexts | undefined;

  constructor(page: AttendedPage) {
    this.#page = page;
  }

  /** Reads a text and those that its change bears on, or a part of it if it is long. */
  *read(text: Text, waiting: WaitingText): Work {
    if (text.length > LONG_UNITS) yield* this.#readParts(text, waiting);
    else attempt(() => this.#readAround(text, waiting.change, this.#page.reader.spotter.reach));
  }

  /** Reads a text that a scan has come to, and that is not long. */
  readScanned(text: Text, change: Change): void {
    this.#readAround(text, change, 0);
  }

  *#readParts(text: Text, { change, from, to }: WaitingText): Work {
    const { known, painter, reader } = this.#page;
    if (from === 0 && to >= text.length) reader.undecided.delete(text);
    let isTold = false;
    for (let at = from; at < to && at < text.length; at += PART_UNITS) {
      if (!this.#page.isHere(text)) return;
      const end = Math.min(at + PART_UNITS, to, text.length);
      const part = { node: text, from: at, to: end };
      attempt(() => {
        const run = runAround(text, reader.spotter.reach, 0, part);
        if (this.#readRun(run, change)) this.decider?.decidePart(run, part);
      });
      // Those that come first are seen first, mostly: all of them are painted anew at the end alone.
      if (!isTold && known.has(text)) {
        isTold = true;
        painter.update(text);
      }
      yield;
    }
    // It may have become shorter.
    const rest = { from: text.length, to: Number.POSITIVE_INFINITY };
    known.set(text, withPart(known.places(text), rest, []), change);
    painter.update(text);
  }

  /**
   * Reads `centre` and the texts of its run that it bears on.
   * @param beside how far it bears on them, in UTF-16 units
   */
  #readAround(centre: Text, change: Change, beside: number): void {
    const { reader } = this.#page;
    const run = runAround(centre, reader.spotter.reach, beside);
    this.#readRun(run, change);
    for (const { node, from, to } of run.beside) reader.readLater(node, change, from, to);
  }

  /** @returns whether a judge has to decide about anything in there */
  #readRun(run: Run, change: Change): boolean {
    let isAnyOpen = false;
    const { known, reader } = this.#page;
    const spotting = reader.spotter.over(run.text, run.begin);
    for (let index = run.from; index < run.to; index++) {
      const node = run.nodes[index] as Text;
      const start = run.starts[index] as number;
      const from = Math.max(start, run.begin);
      const to = Math.min(start + node.length, run.end);
      const spotted = spotting.take(from, to);
      const part = { node, from: from - start, to: to - start };
      // Read as a whole, it needs no further look.
      const waiting = isWhole(part) ? reader.takeWaiting(node) : undefined;
      const own = waiting?.change === 'moved' ? 'moved' : change;
      const isOpen =
        spotted.isOpen || (spotted.plain.length > 0 && reader.proseOf(node) === 'lines');
      isAnyOpen ||= isOpen;
      if (isWhole(part)) reader.undecided.delete(node);
      const mentions = reader.mentionsOf(node, start, spotted);
      const isDoubtful = reader.undecided.has(node);
      // What the judge found in there before stays until it is asked again.
      const held = isDoubtful && isWhole(part) ? this.decider?.heldIn(node) : undefined;
      knowPart(this.#page, part, held ?? mentions, own);
      if (own === 'first' && isDoubtful) known.pass(node);
    }
    return isAnyOpen;
  }
}

/** One text that cannot be read ends nothing. */
function attempt(read: () => void): void {
  try {
    read();
  } catch (error) {
    passedOver('a text could not be read', error);
  }
}
