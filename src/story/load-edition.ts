import { carriedEditions } from './editions.ts';
import type { Edition, Story } from './types.ts';

/** Gives the edition in a language; where it cannot be had, the English one, or else the original. */
export type LoadEdition = (lang: string) => Promise<Edition>;

/**
 * Gives what the story carries at once, and loads each other edition when it is first asked for. One that could not be
 * loaded is loaded again when it is asked for again.
 * @param load fails where there is no such edition, or where it cannot be loaded
 */
export function editionLoader(
  story: Pick<Story, 'editions'>,
  load: (lang: string) => Promise<Edition>,
): LoadEdition {
  const carried = carriedEditions(story);
  const known = new Map(carried.map((edition) => [edition.lang, Promise.resolve(edition)]));
  const [original] = carried;
  const instead = carried.find(({ kind }) => kind === 'translation') ?? original;
  return (lang) => {
    const edition =
      known.get(lang) ??
      load(lang).catch((error: unknown) => {
        known.delete(lang);
        if (!instead) throw error;
        return instead;
      });
    known.set(lang, edition);
    return edition;
  };
}
