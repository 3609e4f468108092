import { inDocumentOrder } from '../dom/document-order.ts';
import * as native from '../dom/native.ts';
import { passageAround } from '../dom/passage.ts';
import type { PageControl, PageReport } from '../protocol/world.ts';
import { seeableOf } from './seeable.ts';

/** At most so many mentions are told of with their surroundings. */
const REPORTED = 40;
/** So many mentions are looked at; of those after them it counts as seen what is marked. */
const LOOKED_AT = 5_000;

/**
 * What a frame's content script knows, for the popup.
 * @param decideAll has all doubtful names decided about
 * @param names ids of the story's names
 */
export async function reportOf(
  window: Window,
  page: PageControl,
  decideAll: () => void,
  names: readonly string[],
): Promise<PageReport> {
  decideAll();
  const { document } = window;
  const all = inDocumentOrder(page.mentions?.places() ?? []);
  const seen = await seeableOf(window, page.mentions, all.slice(0, LOOKED_AT));
  const told = seen.slice(0, REPORTED);
  const counts = Object.fromEntries(names.map((id) => [id, 0]));
  for (const { name } of [...seen, ...all.slice(LOOKED_AT)]) {
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return {
    title: native.titleOf(document),
    state: page.state,
    loading: native.readyState(document) === 'loading' || page.busy,
    counts,
    mentions: told
      .filter(
        ({ startNode, endNode }) => native.isConnected(startNode) && native.isConnected(endNode),
      )
      .map((mention) => ({ name: mention.name, ...passageAround(mention) })),
  };
}
