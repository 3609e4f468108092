import { inDocumentOrder } from '../dom/document-order.ts';
import * as native from '../dom/native.ts';
import { passageAround } from '../dom/passage.ts';
import type { PageControl, PageReport } from '../protocol/world.ts';

/** At most so many mentions are told of with their surroundings. */
const REPORTED = 40;

/**
 * What a frame's content script knows, for the popup.
 * @param names ids of the story's names, which mentions have as an index
 */
export function reportOf(
  document: Document,
  page: PageControl,
  names: readonly string[],
): PageReport {
  const { state, mentions } = page;
  mentions?.decideAll();
  const shown = inDocumentOrder(mentions?.places() ?? [])
    .filter(({ startNode }) => {
      const parent = native.parentElement(startNode);
      return parent && native.isVisible(parent, { visibilityProperty: true });
    })
    .map((mention) => ({ mention, name: names[mention.name] as string }));
  const counts = Object.fromEntries(names.map((id) => [id, 0]));
  for (const { name } of shown) counts[name] = (counts[name] ?? 0) + 1;
  return {
    title: native.titleOf(document),
    state,
    loading: native.readyState(document) === 'loading' || page.busy,
    counts,
    mentions: shown
      .slice(0, REPORTED)
      .map(({ mention, name }) => ({ name, ...passageAround(mention) })),
  };
}
