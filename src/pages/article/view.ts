/** What the article page's address asks for. Pure. */
import type { EditionLanguage, ParagraphId, Story } from '../../story/types.ts';

/**
 * The editions to show, side by side in this order: `?lang=fr` or `?lang=fr,en`. What is asked for and does not exist
 * is left out; the first of those that the reader wants if nothing is left.
 * @param wanted in the order in which the reader wants them
 */
export function shownEditions(
  search: string,
  { languages }: Pick<Story, 'languages'>,
  wanted: readonly EditionLanguage[],
): readonly EditionLanguage[] {
  const asked = (new URLSearchParams(search).get('lang') ?? '').split(',');
  const shown = [...new Set(asked)]
    .map((lang) => languages.find((edition) => edition.lang === lang))
    .filter((edition) => edition !== undefined);
  return shown.length > 0 ? shown : wanted.slice(0, 1);
}

/** The part of the address that asks for `editions`. */
export function searchFor(editions: readonly EditionLanguage[]): string {
  return `?lang=${editions.map(({ lang }) => lang).join(',')}`;
}

/** The paragraph that `#p3` names, if the article has it. */
export function paragraphIn(
  hash: string,
  { editions }: Pick<Story, 'editions'>,
): ParagraphId | undefined {
  return editions[0]?.paragraphs.find(({ id }) => `#${id}` === hash)?.id;
}
