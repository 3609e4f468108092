/** Which of many mentions a person can see, found in slices that let the page go on. */
import { looksLikeCode } from '../dom/looks.ts';
import * as native from '../dom/native.ts';
import { createSight } from '../dom/visible.ts';
import type { Mention, PageMentions } from '../protocol/marks.ts';

const SLICE_MS = 4;

const pause = () => new Promise((resolve) => setTimeout(resolve));

/**
 * The mentions among `places` that can be seen, in their order.
 * @param most so many are enough
 */
export async function seeableOf(
  window: Window,
  mentions: Pick<PageMentions, 'paintedTexts'> | undefined,
  places: readonly Mention[],
  most = Number.POSITIVE_INFINITY,
): Promise<Mention[]> {
  const seen: Mention[] = [];
  let isSeeable = createSight(window);
  let end = performance.now() + SLICE_MS;
  for (const place of places) {
    if (seen.length >= most) break;
    if (performance.now() > end) {
      await pause();
      // What was learnt of the page may be true no longer.
      isSeeable = createSight(window);
      end = performance.now() + SLICE_MS;
    }
    if (isSeeable(place) && !isCode(place)) seen.push(place);
  }
  return seen;

  /** What is painted was asked how it looks; of what is not, none is taken that looks like code. */
  function isCode({ startNode }: Mention): boolean {
    const element = native.parentElement(startNode);
    return !mentions?.paintedTexts.has(startNode) && element !== null && looksLikeCode(element);
  }
}
