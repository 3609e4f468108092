import { useState } from 'preact/hooks';
import type { CardContent } from '../protocol/world.ts';
import { bestSentence } from '../story/best-sentence.ts';
import { editionsFor } from '../story/editions.ts';
import type { Finder } from '../story/find-candidates.ts';
import { type RankedParagraph, rankParagraphs } from '../story/rank-paragraphs.ts';
import type { TopicIndex } from '../story/topic-index.ts';
import type { Edition, Story } from '../story/types.ts';
import { languageName, monthName, t, textLanguage, uiLanguage } from '../ui/i18n.ts';
import { Paragraph } from '../ui/Paragraph.tsx';

export interface CardProps {
  readonly content: CardContent;
  readonly story: Story;
  readonly finder: Finder;
  readonly topics: TopicIndex;
  /** Its size may have changed: it wants to be placed anew. */
  readonly resized: () => void;
}

/** The background of one mention: the paragraph that fits best, the others a click away. */
export function Card({ content, story, finder, topics, resized }: CardProps) {
  const [rank, setRank] = useState(0);
  const editions = editionsFor(story, uiLanguage());
  const [lang, setLang] = useState(editions[0]?.lang);
  const name = story.names.find(({ id }) => id === content.name);
  const edition = editions.find((candidate) => candidate.lang === lang);
  if (!name || !edition) return null;

  const passage = { ...content, introducedIn: name.introducedIn };
  const ranked = rankParagraphs(passage, topics);
  const chosen = ranked[rank];
  const paragraph = edition.paragraphs.find(({ id }) => id === chosen?.id);
  if (!chosen || !paragraph) return null;
  const names = finder.find(paragraph.text).filter((candidate) => candidate.name === name.id);
  const sentence = bestSentence(paragraph.text, passage, topics);
  const change = (act: () => void) => () => {
    act();
    resized();
  };

  return (
    <article class="card" aria-labelledby="name">
      <header>
        <h1 id="name">{name.label}</h1>
        <span class="quiet">{t('asOf', monthName(story.asOf))}</span>
      </header>
      <Paragraph
        text={paragraph.text}
        lang={edition.lang}
        setOff={[
          ...names.map(({ start, end }) => ({ start, end, as: 'name' as const })),
          ...(chosen.because.length > 0 ? [{ ...sentence, as: 'sentence' as const }] : []),
        ]}
      />
      <p class="quiet">
        {t('fromArticle')} <cite lang={edition.lang}>{edition.title}</cite>
        {edition.kind === 'translation' && ` · ${t('translation', languageName(original(story)))}`}
      </p>
      <p class="quiet why">{reason(chosen, content)}</p>
      <footer>
        <button
          type="button"
          class="step"
          aria-label={t('previousParagraph')}
          disabled={rank === 0}
          onClick={change(() => setRank(rank - 1))}
        >
          ‹
        </button>
        <span class="quiet">{t('paragraphCount', `${rank + 1}`, `${ranked.length}`)}</span>
        <button
          type="button"
          class="step"
          aria-label={t('nextParagraph')}
          disabled={rank === ranked.length - 1}
          onClick={change(() => setRank(rank + 1))}
        >
          ›
        </button>
        <span class="languages">
          {editions
            .filter((other) => other !== edition)
            .map((other) => (
              <button
                type="button"
                class="link"
                key={other.lang}
                onClick={change(() => setLang(other.lang))}
              >
                {label(other)}
              </button>
            ))}
        </span>
      </footer>
    </article>
  );
}

const original = ({ editions }: Story) => editions[0]?.lang ?? '';

function label({ lang, kind }: Edition): string {
  return kind === 'original' ? t('readOriginal', languageName(lang)) : languageName(lang);
}

/** One line that lets a reader judge the choice: the words on the page that spoke for it. */
function reason({ because }: RankedParagraph, { text, title }: CardContent): string {
  if (because.length === 0) return t('becauseIntroduction');
  const words = because.map(({ where, start, end }) =>
    (where === 'title' ? title : text).slice(start, end),
  );
  const list = new Intl.ListFormat(textLanguage(), { type: 'unit' });
  return t('becauseWords', list.format([...new Set(words)].map((word) => `“${word}”`)));
}
