import { useState } from 'preact/hooks';
import type { Edition, ParagraphId, Story, StoryName } from '../../story/types.ts';
import type {
  FittingParagraph,
  FittingRanking,
  RankedPassage,
} from '../../topics/rank-passages.ts';
import { ArticleParagraph } from '../../ui/ArticleParagraph.tsx';
import { editionLabel } from '../../ui/edition-label.ts';
import { formatNumber, languageName, monthName, t, textLanguage } from '../../ui/i18n.ts';

/** What leads out of the card. The first two by controls that are `data-guarded`: see `trust.ts`. */
interface CardActions {
  readArticle(paragraph: ParagraphId, lang: string): void;
  /** Switches marking off for the site. */
  switchOff(): void;
  close(): void;
}

export interface CardProps {
  readonly name: StoryName;
  /** The mention, and what stands around it. */
  readonly passage: RankedPassage;
  readonly ranking: FittingRanking;
  readonly story: Story;
  /** Those that are offered; the first is shown first. All are at hand: what changes late, the page has changed. */
  readonly editions: readonly Edition[];
  readonly actions: CardActions;
}

/** The background of one mention: the paragraph that fits best, the others a click away. */
export function Card({ name, passage, ranking, story, editions, actions }: CardProps) {
  const [rank, setRank] = useState(0);
  const [lang, setLang] = useState(editions[0]?.lang);
  const edition = editions.find((candidate) => candidate.lang === lang);
  const { outcome, paragraphs: ranked } = ranking;
  const chosen = ranked[rank];
  const paragraph = edition?.paragraphs.find(({ id }) => id === chosen?.id);
  if (!edition || !chosen || !paragraph) return null;
  const names = paragraph.names.filter((found) => found.name === name.id);
  const isOffTopic = outcome === 'nothing' && rank === 0;
  const sentence =
    isOffTopic || chosen.because.length === 0 ? undefined : sentenceOf(paragraph, chosen);
  const second = outcome === 'one-of-two' ? ranked[1] : undefined;

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
        <ArticleParagraph
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
      <p class="quiet why">
        {isOffTopic ? t('nothingOnThis', name.label) : reason(chosen, passage)}
      </p>
      {second && (
        <Second {...{ second, passage, edition }} isOffered={rank === 0} go={() => setRank(1)} />
      )}
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

const original = ({ languages }: Story) => languages[0]?.lang ?? '';

/** The sentence that fits, if there is one. */
const sentenceOf = ({ sentences }: Edition['paragraphs'][number], { fits }: FittingParagraph) =>
  fits === undefined ? undefined : sentences[fits];

/** The paragraph that may fit as well, by its sentence that fits: a click goes there. */
function Second(props: {
  second: FittingParagraph;
  passage: RankedPassage;
  edition: Edition;
  /** Otherwise it only keeps its room, so that the buttons below stay where they are. */
  isOffered: boolean;
  go: () => void;
}) {
  const { second, passage, edition, isOffered, go } = props;
  const paragraph = edition.paragraphs.find(({ id }) => id === second.id);
  if (!paragraph) return null;
  const { text } = paragraph;
  const { start = 0, end = text.length } = sentenceOf(paragraph, second) ?? {};
  const words = wordsFor(second, passage);
  return (
    <p class={isOffered ? 'quiet' : 'quiet unseen'}>
      {words === undefined ? t('maybeAlso') : t('maybeAlsoFor', words)}
      <button type="button" class="link gist" lang={edition.lang} dir="auto" onClick={go}>
        {text.slice(start, end)}
      </button>
    </p>
  );
}

/** One line that lets a reader judge the choice: the words on the page that spoke for it. */
function reason(chosen: FittingParagraph, passage: RankedPassage): string {
  const words = wordsFor(chosen, passage);
  return words === undefined ? t('becauseIntroduction') : t('becauseWords', words);
}

/** The words that spoke for a paragraph, as a list; undefined: none did. */
function wordsFor(
  { because }: FittingParagraph,
  { text, title }: RankedPassage,
): string | undefined {
  if (because.length === 0) return undefined;
  const words = because.map(({ where, start, end }) =>
    (where === 'title' ? title : text).slice(start, end),
  );
  const list = new Intl.ListFormat(textLanguage(), { type: 'unit' });
  return list.format([...new Set(words)].map((word) => `“${word}”`));
}
