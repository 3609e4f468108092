import type { Story } from '../../story/types.ts';
import { listOf, monthName, t } from '../../ui/i18n.ts';

export interface WelcomeProps {
  readonly story: Story;
  /** The browser lets us read pages; undefined: not known yet. */
  readonly hasAccess: boolean | undefined;
  /** What goes to the next name on a page; undefined: nothing, or not known yet. */
  readonly keys: string | undefined;
  readonly actions: {
    /** Opens a card on the sample. */
    showCard(): void;
    allow(): void;
    openOptions(): void;
    openArticle(): void;
  };
}

/** What Backstory does, on a sample that lives. Shown once. */
export function Welcome({ story, hasAccess, keys, actions }: WelcomeProps) {
  const names = listOf(story.names.map(({ label }) => label));
  return (
    <>
      <h1>{t('welcomeTitle')}</h1>
      <p>{t('welcomeLead')}</p>
      {hasAccess === false && (
        <div class="notice" role="alert">
          <p>{t('welcomeWithheld')}</p>
          <button type="button" class="main" onClick={actions.allow}>
            {t('allowAllSites')}
          </button>
        </div>
      )}
      <section class="sample" aria-labelledby="sample">
        <h2 id="sample">{t('welcomeTry')}</h2>
        <p class="text">{t('welcomeSample', names)}</p>
        <button type="button" class="plain" onClick={actions.showCard}>
          {t('showCard')}
        </button>
      </section>
      <ul>
        <li>{t('welcomeButton')}</li>
        {keys !== undefined && <li>{t('welcomeKeys', keys)}</li>}
        <li>{t('welcomePermission')}</li>
        <li>{t('welcomeArticle', monthName(story.asOf))}</li>
      </ul>
      <p class="ways">
        <button type="button" class="plain" onClick={actions.openOptions}>
          {t('openOptions')}
        </button>
        <button type="button" class="plain" onClick={actions.openArticle}>
          {t('openArticle')}
        </button>
      </p>
    </>
  );
}
