import { formatNumber, t } from '../../ui/i18n.ts';
import { Stack } from './Stack.tsx';

interface StepsProps {
  /** Of the article's paragraphs, in its order. */
  readonly titles: readonly string[];
  /** Of the titles: BCP 47. */
  readonly lang: string;
  /** Index of the one that is shown. */
  readonly at: number;
  /** Indices of the one that fits best and of one that may fit as well, if there are such. */
  readonly best: number | undefined;
  readonly second: number | undefined;
  readonly go: (to: number) => void;
}

/** Where the reader is in the article, and the way on: it stays where it is, whatever is shown below it. */
export function Steps({ titles, lang, at, best, second, go }: StepsProps) {
  return (
    <>
      <nav aria-label={t('paragraphs')}>
        <Step label={t('previousParagraph')} isLast={at === 0} go={() => go(at - 1)}>
          ‹
        </Step>
        <Step label={t('nextParagraph')} isLast={at === titles.length - 1} go={() => go(at + 1)}>
          ›
        </Step>
        <span class="quiet">
          {t('paragraphCount', formatNumber(at + 1), formatNumber(titles.length))}
        </span>
        {at === best && <span class="badge">{t('fitsBest')}</span>}
        {at === second && <span class="badge">{t('fitsMaybe')}</span>}
      </nav>
      <Stack class="title" others={titles} lang={lang}>
        <span lang={lang} dir="auto">
          {titles[at]}
        </span>
      </Stack>
    </>
  );
}

/** Not `disabled` at the end of the way: that would take the focus from whoever goes by key. */
function Step(props: { label: string; isLast: boolean; go: () => void; children: string }) {
  const { label, isLast, go, children } = props;
  return (
    <button
      type="button"
      class="icon step"
      aria-label={label}
      aria-disabled={isLast}
      onClick={() => {
        if (!isLast) go();
      }}
    >
      {children}
    </button>
  );
}
