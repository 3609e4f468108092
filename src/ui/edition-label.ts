import type { EditionLanguage } from '../story/types.ts';
import { languageName, t, textLanguage } from './i18n.ts';

/** What shows an edition says: "Original (French)", "English". */
export function editionLabel({ lang, kind }: EditionLanguage): string {
  const name = languageName(lang);
  if (kind === 'original') return t('readOriginal', name);
  // By itself it begins large, where it would be "anglais" in a sentence.
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(textLanguage()) + rest.join('');
}
