import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Edition, EditionLanguage, ParagraphId, Story } from '../../story/types.ts';
import { ArticleParagraph } from '../../ui/ArticleParagraph.tsx';
import { editionLabel } from '../../ui/edition-label.ts';
import { formatNumber, languageName, monthName, t } from '../../ui/i18n.ts';
import { searchFor } from './view.ts';

export interface ArticleProps {
  readonly story: Story;
  /** Those that are offered, in the order in which the reader wants them. */
  readonly languages: readonly EditionLanguage[];
  /** Those that are shown, side by side. */
  readonly shown: readonly Edition[];
  /** The paragraph that the address names. */
  readonly target: ParagraphId | undefined;
  readonly show: (editions: readonly EditionLanguage[]) => void;
  /** Puts the address of a paragraph on the clipboard. */
  readonly copyLink: (id: ParagraphId) => Promise<void>;
}

/** The whole article, a row for each paragraph, a column for each edition. */
export function Article(props: ArticleProps) {
  const { story, languages, shown, target, show, copyLink } = props;
  const [told, setTold] = useState<string>();
  const targetRow = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // The browser's own jump came before there was anything to jump to.
    targetRow.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
    targetRow.current?.focus({ preventScroll: true });
  }, [target]);
  useEffect(() => {
    document.title = `${shown[0]?.title} – ${t('extensionName')}`;
  }, [shown]);

  const copy = (id: ParagraphId) => () => {
    copyLink(id).then(
      () => setTold(t('linkCopied')),
      (error: unknown) => setTold(t('linkNotCopied', String(error))),
    );
  };
  const original = story.editions[0];
  if (!original) return null;
  return (
    <article class={shown.length > 1 ? 'beside' : ''}>
      <Views {...{ languages, shown, show }} />
      <header class="row">
        {shown.map((edition) => (
          <div key={edition.lang}>
            <h1 lang={edition.lang} dir="auto">
              {edition.title}
            </h1>
            <p class="quiet">
              {edition.kind === 'original'
                ? t('originalText', languageName(edition.lang))
                : t('ourTranslation', languageName(original.lang))}
            </p>
          </div>
        ))}
      </header>
      <p class="quiet">{t('tellsOf', monthName(story.asOf))}</p>
      {original.paragraphs.map(({ id }, index) => (
        <section
          key={id}
          id={id}
          class={id === target ? 'row target' : 'row'}
          ref={id === target ? targetRow : null}
          tabIndex={-1}
          aria-current={id === target ? 'location' : undefined}
        >
          <div class="address">
            <a href={`#${id}`} aria-label={t('linkToParagraph', formatNumber(index + 1))}>
              {formatNumber(index + 1)}
            </a>
            <button type="button" class="link" onClick={copy(id)}>
              {t('copyLink')}
            </button>
          </div>
          {shown.map((edition) => (
            <Text key={edition.lang} {...{ edition, id }} />
          ))}
        </section>
      ))}
      <p role="status" class={told === undefined ? '' : 'toast'}>
        {told}
      </p>
    </article>
  );
}

function Text({ edition, id }: { edition: Edition; id: ParagraphId }) {
  const paragraph = edition.paragraphs.find((each) => each.id === id);
  if (!paragraph) return null;
  const names = paragraph.names.map(({ start, end }) => ({ start, end, as: 'name' as const }));
  return <ArticleParagraph text={paragraph.text} lang={edition.lang} setOff={names} />;
}

/** Each edition alone, or the original and a translation side by side. Links: each has an address. */
function Views({ languages, shown, show }: Pick<ArticleProps, 'languages' | 'shown' | 'show'>) {
  const original = languages.filter(({ kind }) => kind === 'original');
  const views = [
    ...languages.map((edition) => [edition]),
    ...languages
      .filter(({ kind }) => kind === 'translation')
      .map((translation) => [...original, translation]),
  ];
  return (
    <nav aria-label={t('editions')}>
      {views.map((view) => (
        <a
          key={searchFor(view)}
          href={searchFor(view)}
          aria-current={searchFor(view) === searchFor(shown) ? 'page' : undefined}
          onClick={(event) => {
            // With a modifier it is the browser's: a new tab, a download.
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            show(view);
          }}
        >
          {nameOf(view, views.length > languages.length + 1)}
        </a>
      ))}
    </nav>
  );
}

/** @param several there are several translations to set beside the original */
function nameOf(view: readonly EditionLanguage[], several: boolean): string {
  const [first, second] = view;
  if (second) return several ? t('besideOriginal', languageName(second.lang)) : t('sideBySide');
  return first ? editionLabel(first) : '';
}
