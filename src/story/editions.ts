import type { Edition, Story } from './types.ts';

const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();

/**
 * The editions in the order in which a reader wants them: the one in the interface's language, else
 * English, which most readers of any other language know, then the rest as bundled.
 * @param uiLanguage BCP 47 tag
 */
export function editionsFor({ editions }: Story, uiLanguage: string): readonly Edition[] {
  const wanted = [primary(uiLanguage), 'en'];
  const rank = ({ lang }: Edition) => {
    const index = wanted.indexOf(primary(lang));
    return index < 0 ? wanted.length : index;
  };
  return [...editions].sort((a, b) => rank(a) - rank(b));
}
