/** Has a judge decide about what the frame does not settle itself, and knows what it was asked about. */
import { passedOver } from '../../dom/passed-over.ts';
import { isWhole, LONG_UNITS, type Part, type Run, runAround, wholeOf } from '../../dom/runs.ts';
import type { AttendedPage, Change, Mention, PageJudge, Work } from '../../protocol/marks.ts';
import { withPart } from './mentions-within.ts';

/** Of more mentions nobody is told the number, until somebody wants all: the toolbar button says 999+. */
const MOST_TOLD = 999;

/** Exactly these mentions begin in a part of a text, or in all of it, which is painted then. */
export function knowPart(
  { known, reader }: AttendedPage,
  part: Part,
  mentions: readonly Mention[],
  change: Change,
): void {
  const { node } = part;
  if (isWhole(part)) reader.know(node, mentions, change);
  else known.set(node, withPart(known.places(node), part, mentions), change);
}

export class UndecidedTexts {
  readonly #page: AttendedPage;
  readonly #judge: PageJudge;
  /** Texts that the judge is asking about. */
  readonly #asked = new Set<Text>();
  /** Long texts of which it was not asked about what begins from a place on, UTF-16 units: too much waited. */
  readonly #unasked = new Map<Text, number>();
  /** Up to so many mentions all doubtful ones are decided about at once. */
  #most = MOST_TOLD;
  /** Texts near the viewport that are to be decided about, whatever `#most` says. */
  readonly #near = new Set<Text>();
  /** There may be some that the judge was not asked about. */
  #mayAsk = true;

  /** @param judgeBy makes the judge, who tells of the parts that it has answers about */
  constructor(
    page: AttendedPage,
    judgeBy: (answered: (parts: readonly Part[]) => void) => PageJudge,
  ) {
    this.#page = page;
    this.#judge = judgeBy((parts) => page.do(this.#readAnswered(parts)));
  }

  get isWaiting(): boolean {
    return this.#judge.isWaiting;
  }

  partedAnew(): readonly Text[] {
    return this.#judge.partedAnew();
  }

  /** There is a text more to decide about. */
  waits(): void {
    this.#mayAsk = true;
  }

  /** All is to be decided about, however many mentions there are. */
  decideAll(): void {
    this.#most = Number.POSITIVE_INFINITY;
    this.#mayAsk = true;
    this.goOn();
  }

  /** Decides about what waits. */
  goOn(): void {
    if (this.#mayAsk && this.#page.reader.undecided.size > 0) this.#page.do(this.deciding());
  }

  /** All changes were taken in. */
  settled(): void {
    if (this.#page.known.count <= this.#most) this.goOn();
  }

  /** Of very many only about those without a place in the order: whoever chooses what is painted comes to the others. */
  *deciding(): Work {
    const { known, reader } = this.#page;
    if (!this.#mayAsk) return;
    this.#mayAsk = false;
    for (const text of reader.undecided) {
      // Goes on once there are answers.
      if (this.#judge.isFull) break;
      if (known.count <= this.#most || !known.isPlaced(text)) this.#decide(text);
      yield;
    }
    yield* reader.readWaiting();
  }

  /** Decides about a text near the viewport: in slices, since there may be hundreds. */
  decideNear(text: Text): void {
    this.#near.add(text);
    // While it is under way it comes to all of them.
    if (this.#near.size === 1) this.#page.do(this.#decidingNear());
  }

  *#decidingNear(): Work {
    for (const text of this.#near) {
      this.#decide(text);
      this.#near.delete(text);
      yield;
    }
    yield* this.#page.reader.readWaiting();
  }

  /** Decides about a text, later if it is long. */
  #decide(text: Text): void {
    const { reader } = this.#page;
    if (this.#judge.isFull || !reader.undecided.has(text)) return;
    if (!this.#page.isHere(text)) {
      reader.undecided.delete(text);
    } else if (text.length > LONG_UNITS) {
      const from = this.#unasked.get(text) ?? (this.#asked.has(text) ? undefined : 0);
      this.#unasked.delete(text);
      if (from !== undefined) reader.readLater(text, 'none', from);
    } else if (!this.#asked.has(text)) {
      try {
        this.#lookCloser(runAround(text, reader.spotter.reach, 0), wholeOf(text));
      } catch (error) {
        passedOver('a text could not be decided about', error);
      }
    }
  }

  /** Decides about a part of a long text, which is all that is known in `run`. */
  decidePart(run: Run, part: Part): void {
    const { node, from } = part;
    if (this.#judge.isFull)
      this.#unasked.set(node, Math.min(from, this.#unasked.get(node) ?? from));
    else this.#lookCloser(run, part);
  }

  /** What was found in a text that says the same since. */
  heldIn(text: Text): readonly Mention[] | undefined {
    return this.#judge.heldIn(text);
  }

  #lookCloser(run: Run, part: Part): void {
    const { reader } = this.#page;
    const { node } = part;
    const prose = reader.proseOf(node);
    const mentions = prose ? this.#judge.mentionsIn(run, run.from, prose === 'lines') : [];
    if (mentions) {
      this.#asked.delete(node);
      reader.undecided.delete(node);
      knowPart(this.#page, part, mentions, 'none');
    } else {
      // Told when there is an answer.
      this.#asked.add(node);
    }
  }

  /** The judge has answers about these parts of texts, or other ones than before. */
  *#readAnswered(parts: readonly Part[]): Work {
    const { reader } = this.#page;
    for (const { node, from, to } of parts) {
      this.#asked.delete(node);
      if (this.#page.isHere(node)) {
        if (node.length > LONG_UNITS) {
          reader.readLater(node, 'none', from, to);
        } else {
          reader.undecided.add(node);
          this.#decide(node);
        }
        this.#mayAsk = true;
      }
      yield;
    }
    yield* reader.readWaiting();
    this.#page.settleSoon();
  }
}
