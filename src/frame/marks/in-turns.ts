/**
 * Goes through what changes meanwhile, a few at a time.
 * @returns a function that answers with the next ones, at most `most`; fewer at the end, after which it begins anew
 */
export function inTurns<T>(all: ReadonlyMap<T, unknown>, most: number): () => T[] {
  let turn: Iterator<T> | undefined;
  return () => {
    turn ??= all.keys();
    const next: T[] = [];
    while (next.length < most) {
      const { value, done } = turn.next();
      if (done) {
        turn = undefined;
        break;
      }
      next.push(value);
    }
    return next;
  };
}
