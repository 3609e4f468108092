/**
 * Work that is asked for more often than it can be done: what is asked for while it is being done for the same
 * thing is done once more after that, once for all who asked. Pure.
 */

interface Doing {
  readonly now: Promise<void>;
  next?: Promise<void>;
}

/**
 * @param work may fail: it is not done then, and nobody is told
 * @param pauseMs milliseconds between two times for one thing
 * @returns ends once the work was done that began after the call
 */
export function oneByOne<A extends unknown[]>(
  work: (id: number, ...args: A) => Promise<void>,
  pauseMs: number,
): (id: number, ...args: A) => Promise<void> {
  /** Only what is under way: who asked is not answered before, and asks again if there is no answer. */
  const doing = new Map<number, Doing>();

  function begin(id: number, args: A): Promise<void> {
    const mine: Doing = { now: work(id, ...args).catch(() => undefined) };
    doing.set(id, mine);
    return mine.now.finally(() => {
      if (!mine.next) doing.delete(id);
    });
  }

  return (id, ...args) => {
    const known = doing.get(id);
    if (!known) return begin(id, args);
    known.next ??= known.now
      .then(() => new Promise((resolve) => setTimeout(resolve, pauseMs)))
      .then(() => begin(id, args));
    return known.next;
  };
}
