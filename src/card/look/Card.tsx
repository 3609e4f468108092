import { useState } from 'preact/hooks';
import { editionsFor } from '../../story/editions.ts';
import type { ParagraphId, Story, StoryName } from '../../story/types.ts';
import type { Background, RankedPassage } from '../../topics/rank-passages.ts';
import { editionLabel } from '../../ui/edition-label.ts';
import { formatNumber, languageName, monthName, t, textLanguage } from '../../ui/i18n.ts';
import { Paragraph } from '../../ui/Paragraph.tsx';

/** What leads out of the card. The first two by controls that are `data-guarded`: see `trust.ts`. */
export interface CardActions {
  readArticle(paragraph: ParagraphId, lang: string): void;
  /** Switches marking off for the site. */
  switchOff(): void;
  close(): void;
}

export interface CardProps {
  readonly name: StoryName;
  /** The mention, and what stands around it. */
  readonly passage: RankedPassage;
  /** All paragraphs, the one that fits best first. */
  readonly ranked: readonly Background[];
  readonly story: Story;
  /** BCP 47 tag of the edition that is wanted first. */
  readonly language: string;
  readonly actions: CardActions;
}

/** The background of one mention: the paragraph that fits best, the others a click away. */
export function Card({ name, passage, ranked, story, language, actions }: CardProps) {
  const [rank, setRank] = useState(0);
  const editions = editionsFor(story, language);
  const [lang, setLang] = useState(editions[0]?.lang);
  const edition = editions.find((candidate) => candidate.lang === lang);
  const chosen = ranked[rank];
  const paragraph = edition?.paragraphs.find(({ id }) => id === chosen?.id);
  if (!edition || !chosen || !paragraph) return null;
  const names = paragraph.names.filter((found) => found.name === name.id);
  const sentence = chosen.because.length > 0 ? chosen.fits[edition.lang] : undefined;

  return (
    <>
      <header>
        <h2 id="name">{name.label}</h2>
        <span class="quiet">{t('asOf', monthName(story.asOf))}</span>
        <button type="button" class="icon" aria-label={t('closeCard')} onClick={actions.close}>
          ×
        </button>
      </header>
      <div id="paragraph" aria-live="polite">
        <Paragraph
          text={paragraph.text}
          lang={edition.lang}
          setOff={[
            ...names.map(({ start, end }) => ({ start, end, as: 'name' as const })),
            ...(sentence ? [{ ...sentence, as: 'sentence' as const }] : []),
          ]}
        />
      </div>
      <p class="quiet">
        {t('fromArticle')}{' '}
        <cite lang={edition.lang} dir="auto">
          {edition.title}
        </cite>
        {edition.kind === 'translation' && ` · ${t('translation', languageName(original(story)))}`}
      </p>
      <p class="quiet why">{reason(chosen, passage)}</p>
      <footer>
        <Step label={t('previousParagraph')} isLast={rank === 0} go={() => setRank(rank - 1)}>
          ‹
        </Step>
        <span class="quiet">
          {t('paragraphCount', formatNumber(rank + 1), formatNumber(ranked.length))}
        </span>
        <Step
          label={t('nextParagraph')}
          isLast={rank === ranked.length - 1}
          go={() => setRank(rank + 1)}
        >
          ›
        </Step>
        <span class="ways">
          {editions
            .filter((other) => other !== edition)
            .map((other) => (
              <button
                type="button"
                class="link"
                key={other.lang}
                onClick={() => setLang(other.lang)}
              >
                {editionLabel(other)}
              </button>
            ))}
          <button
            type="button"
            class="link"
            data-guarded
            onClick={() => actions.readArticle(chosen.id, edition.lang)}
          >
            {t('openArticle')}
          </button>
          <button type="button" class="link" data-guarded onClick={actions.switchOff}>
            {t('switchOffHere')}
          </button>
        </span>
      </footer>
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

const original = ({ editions }: Story) => editions[0]?.lang ?? '';

/** One line that lets a reader judge the choice: the words on the page that spoke for it. */
function reason({ because }: Background, { text, title }: RankedPassage): string {
  if (because.length === 0) return t('becauseIntroduction');
  const words = because.map(({ where, start, end }) =>
    (where === 'title' ? title : text).slice(start, end),
  );
  const list = new Intl.ListFormat(textLanguage(), { type: 'unit' });
  return t('becauseWords', list.format([...new Set(words)].map((word) => `“${word}”`)));
}
