/**
 * Asks the background, and asks again where that failed: its worker may be stopped at any moment, also between a
 * question and its answer.
 */

/** After the first failure until the question is asked again; each pause is four times as long as the one before. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 30_000;
/** A question without an answer by then has failed: whoever was asked is gone. */
const ANSWER_MS = 4_000;
/** What has failed so often will not be granted, such as a script for a frame that is gone. */
const TRIES = 6;

/**
 * @param send asks once; fails where nobody hears
 * @param isWanted whether the answer still matters: once it does not, a failure stands
 * @param tries how often it is asked at most
 * @throws {unknown} what the last try failed with; undefined: nobody answered in time
 */
export async function askUntilAnswered<T>(
  send: () => Promise<T>,
  isWanted: () => boolean,
  tries = TRIES,
): Promise<T> {
  for (let rest = tries, pauseMs = FIRST_PAUSE_MS; ; rest--) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, ANSWER_MS);
    });
    try {
      return await Promise.race([send(), late]);
    } catch (error) {
      if (rest <= 1 || !isWanted()) throw error;
    } finally {
      clearTimeout(timer);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs * 4, LONGEST_PAUSE_MS);
  }
}
