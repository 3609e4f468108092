/** Long work beside short answers: the background has one thread for all tabs. */

/** Milliseconds after which whatever else waits gets its turn. */
const SLICE_MS = 8;

/** Goes through `steps`, and lets other work through every {@link SLICE_MS}. */
export async function inSlices<R>(steps: Generator<void, R, void>): Promise<R> {
  for (;;) {
    const end = performance.now() + SLICE_MS;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    await new Promise((goOn) => setTimeout(goOn));
  }
}
