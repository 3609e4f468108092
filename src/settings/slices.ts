/** Long work in steps, between which others have their turn: this page, other pages, other writers. */

/** Rules that are read or written in one step. A step is some milliseconds long. */
export const SLICE = 500;

/** Told after each step how much is done. */
export type Progress = (done: number, all: number) => void;

/** `items` in lists of at most `SLICE`. */
export function slicesOf<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / SLICE);
  return Array.from({ length: count }, (_, at) => items.slice(at * SLICE, (at + 1) * SLICE));
}

/** Ends when everything that waits for its turn has had it. */
const othersTurn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Runs a work that stops after each of its steps; resolves to what it returns. */
export async function inSlices<Result>(work: Iterator<unknown, Result>): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await othersTurn();
  }
}
