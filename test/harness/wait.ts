/** Waiting for conditions, never for time. */

/** Milliseconds after which a condition counts as never met: for a machine under full load. */
const PATIENCE = 15_000;
/** Milliseconds between two looks. */
const INTERVAL = 25;

/**
 * Asks until the answer is neither `undefined` nor `false`, and returns it.
 * An error is no answer yet: a page that is just being replaced throws.
 * @throws {Error} naming `what`, and the last error if there was one
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  patience = PATIENCE,
): Promise<Exclude<T, undefined | false>> {
  const end = performance.now() + patience;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) {
      throw new Error(`Waited ${patience} ms in vain: ${what}`, { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
