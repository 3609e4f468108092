import type { Edition, EditionLanguage, Story } from './types.ts';

const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();

const isEnglish = ({ lang }: EditionLanguage) => primary(lang) === 'en';
const isOriginal = ({ kind }: EditionLanguage) => kind === 'original';

/**
 * The editions that our pages carry the text of: the original, and English, which most readers of any other language
 * know. Others, and in the card all, are loaded when one is shown.
 */
export function carriedEditions({ editions }: Pick<Story, 'editions'>): readonly Edition[] {
  return editions.filter((edition) => isOriginal(edition) || isEnglish(edition));
}

/**
 * The editions that a reader wants, in that order: the one in the interface's language, else English, then the
 * original, whatever others there are.
 * @param uiLanguage BCP 47 tag
 */
export function editionsFor(
  { languages }: Pick<Story, 'languages'>,
  uiLanguage: string,
): readonly EditionLanguage[] {
  const own =
    languages.find(({ lang }) => lang === uiLanguage) ??
    languages.find(({ lang }) => primary(lang) === primary(uiLanguage));
  const wanted = [own, languages.find(isEnglish), languages.find(isOriginal)];
  return [...new Set(wanted)].filter((edition) => edition !== undefined);
}
