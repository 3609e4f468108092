import type { Edition, Story } from '../../story/types.ts';
import { languageName, monthName, t } from '../../ui/i18n.ts';

/** Says which text this is: its title, the month that it tells of, and whether it is a translation. */
export function ArticleSource({ edition, story }: { edition: Edition; story: Story }) {
  const [original] = story.languages;
  return (
    <p class="quiet">
      <cite lang={edition.lang}>{edition.title}</cite> · {t('asOf', monthName(story.asOf))}
      {edition.kind === 'translation' &&
        original &&
        ` · ${t('translation', languageName(original.lang))}`}
    </p>
  );
}
