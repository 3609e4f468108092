import { carriedEditions } from './editions.ts';
import type { Edition, Story } from './types.ts';

/** Gives the edition in a language. */
export type LoadEdition = (lang: string) => Promise<Edition>;

/**
 * Loads each edition when it is first asked for. One that could not be loaded is loaded again when it is asked for
 * again.
 * @param load fails where there is no such edition, or where it cannot be loaded
 */
export function onceEach(load: LoadEdition): LoadEdition {
  const known = new Map<string, Promise<Edition>>();
  return (lang) => {
    const edition =
      known.get(lang) ??
      load(lang).catch((error: unknown) => {
        known.delete(lang);
        throw error;
      });
    known.set(lang, edition);
    return edition;
  };
}

/**
 * Gives what the story carries at once, and loads others; where that fails, it gives the English one, or else the
 * original.
 * @param load as for `onceEach`
 */
export function editionLoader(story: Pick<Story, 'editions'>, load: LoadEdition): LoadEdition {
  const carried = carriedEditions(story);
  const [original] = carried;
  const instead = carried.find(({ kind }) => kind === 'translation') ?? original;
  const loadOnce = onceEach(load);
  return async (lang) => {
    const known = carried.find((edition) => edition.lang === lang);
    if (known) return known;
    return loadOnce(lang).catch((error: unknown) => {
      if (!instead) throw error;
      return instead;
    });
  };
}
