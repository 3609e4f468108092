/** What the article page's address asks for. Pure. */
import type { Edition, ParagraphId } from '../../story/types.ts';

/**
 * The editions to show, side by side in this order: `?lang=fr` or `?lang=fr,en`. What is asked for
 * and does not exist is left out; the first of `editions` if nothing is left.
 * @param editions in the order in which the reader wants them
 */
export function shownEditions(search: string, editions: readonly Edition[]): readonly Edition[] {
  const asked = (new URLSearchParams(search).get('lang') ?? '').split(',');
  const shown = [...new Set(asked)]
    .map((lang) => editions.find((edition) => edition.lang === lang))
    .filter((edition) => edition !== undefined);
  return shown.length > 0 ? shown : editions.slice(0, 1);
}

/** The part of the address that asks for `editions`. */
export function searchFor(editions: readonly Edition[]): string {
  return `?lang=${editions.map(({ lang }) => lang).join(',')}`;
}

/** The paragraph that `#p3` names, if the article has it. */
export function paragraphIn(hash: string, editions: readonly Edition[]): ParagraphId | undefined {
  return editions[0]?.paragraphs.find(({ id }) => `#${id}` === hash)?.id;
}
