import { useLayoutEffect, useState } from 'preact/hooks';
import type { MarkChange } from '../../protocol/messages.ts';
import type { Edition, ParagraphId, StoryName, StoryOutline } from '../../story/types.ts';
import type { FittingRanking, RankedPassage } from '../../topics/rank-passages.ts';
import { ArticleParagraph } from '../../ui/ArticleParagraph.tsx';
import { editionLabel } from '../../ui/edition-label.ts';
import { agoOf, languageName, monthName, t } from '../../ui/i18n.ts';
import { Changed } from './Changed.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Menu } from './Menu.tsx';
import { reasonFor, setOffIn, wordsFor } from './reason.ts';
import { Stack } from './Stack.tsx';
import { Steps } from './Steps.tsx';
import { Text } from './Text.tsx';

/** What leads out of the card, all but `close` by controls that are `data-guarded`: see `trust.ts`. */
interface CardActions {
  readArticle(paragraph: ParagraphId, lang: string): void;
  /** Has this edition shown first from now on. */
  prefer(lang: string): void;
  /** Changes the marks, or takes that back and closes the card. */
  change(what: MarkChange, isUndone: boolean): void;
  openOptions(): void;
  /** The reader had time to read this one. Undefined where that is nobody's business. */
  readonly read: ((paragraph: ParagraphId) => void) | undefined;
  /** Undefined where nobody may copy. */
  readonly copy: ((paragraph: ParagraphId, edition: Edition) => void) | undefined;
  close(): void;
}

export interface CardProps {
  readonly name: StoryName;
  /** The mention, and what stands around it. */
  readonly passage: RankedPassage;
  readonly ranking: FittingRanking;
  readonly story: StoryOutline;
  /** Those that are offered; the first is shown first. All are at hand: what changes late, the page has changed. */
  readonly editions: readonly Edition[];
  /** Year and month (`2026-05`) of the page, where it tells them. */
  readonly pageMonth: string | undefined;
  readonly actions: CardActions;
}

/** Milliseconds for which a paragraph stands in a card until it counts as read. */
const READ_MS = 4_000;

/** Words that are named for the paragraph that may fit as well: it has one line. */
const SECOND_WORDS = 2;

/** The background of one mention: the paragraph that fits best, and the way to the others. */
export function Card(props: CardProps) {
  const { name, passage, ranking, story, editions, pageMonth, actions } = props;
  const { outcome, paragraphs: ranked } = ranking;
  const [best] = ranked;
  const second = outcome === 'one-of-two' ? ranked[1] : undefined;
  const [shown, setShown] = useState(best?.id);
  const [lang, setLang] = useState(editions[0]?.lang);
  const [changed, setChanged] = useState<MarkChange>();
  const { read } = actions;
  useLayoutEffect(() => {
    if (!read || shown === undefined) return undefined;
    const timer = setTimeout(read, READ_MS, shown);
    return () => clearTimeout(timer);
  }, [shown]);
  const edition = editions.find((candidate) => candidate.lang === lang);
  const chosen = ranked.find(({ id }) => id === shown);
  if (!edition || !chosen || !best) return null;
  if (changed) {
    const undo = () => actions.change(changed, true);
    return <Changed what={changed} label={name.label} undo={undo} close={actions.close} />;
  }
  const { paragraphs } = edition;
  const placeOf = (id: ParagraphId) => paragraphs.findIndex((paragraph) => paragraph.id === id);
  const at = placeOf(chosen.id);
  const paragraph = paragraphs[at];
  if (!paragraph) return null;
  const { copy } = actions;
  const titles = paragraphs.map(({ title }) => title);
  const choice = { name, passage, outcome, isSecond: false };

  return (
    <>
      <header>
        <h2 id="name">{name.label}</h2>
        <span class="quiet" lang={edition.lang} dir="auto">
          {edition.names[name.id]}
        </span>
        <button type="button" class="icon" aria-label={t('closeCard')} onClick={actions.close}>
          ×
        </button>
      </header>
      <Steps
        titles={titles}
        lang={edition.lang}
        at={at}
        best={outcome === 'nothing' ? undefined : placeOf(best.id)}
        second={second && placeOf(second.id)}
        go={(to) => setShown(paragraphs[to]?.id)}
      >
        {t('asOfAgo', monthName(story.asOf), agoOf(story.asOf))}
        {pageMonth && pageMonth > story.asOf && ` · ${t('pageIsOf', monthName(pageMonth))}`}
      </Steps>
      <Stack
        class="quiet"
        others={[reasonFor(best, choice), `${t('youWentHere')} ${t('backToBest')}`]}
      >
        {chosen === best || chosen === second ? (
          reasonFor(chosen, { ...choice, isSecond: chosen === second })
        ) : (
          <>
            {t('youWentHere')}{' '}
            <button type="button" class="link" onClick={() => setShown(best.id)}>
              {t('backToBest')}
            </button>
          </>
        )}
      </Stack>
      <Text of={`${chosen.id} ${edition.lang}`}>
        <Stack class="paragraph" others={paragraphs.map(({ text }) => text)} lang={edition.lang}>
          <div id="paragraph" aria-live="polite">
            <ArticleParagraph
              text={paragraph.text}
              lang={edition.lang}
              setOff={setOffIn(
                paragraph,
                name,
                chosen.because,
                outcome === 'nothing' || chosen.fits === undefined
                  ? undefined
                  : paragraph.sentences[chosen.fits],
              )}
            />
          </div>
        </Stack>
        <p class="quiet">
          {t('fromArticle')}{' '}
          <cite lang={edition.lang} dir="auto">
            {edition.title}
          </cite>
          {edition.kind === 'translation' &&
            ` · ${t('translation', languageName(story.languages[0]?.lang ?? ''))}`}
        </p>
      </Text>
      {second && (
        <p class={chosen === second ? 'quiet unseen' : 'quiet'}>
          {maybeAlso(wordsFor(second, passage, SECOND_WORDS))}{' '}
          <button
            type="button"
            class="link"
            lang={edition.lang}
            onClick={() => setShown(second.id)}
          >
            {titles[placeOf(second.id)]}
          </button>
        </p>
      )}
      <footer>
        {editions
          .filter((other) => other !== edition)
          .map((other) => (
            <button
              type="button"
              class="link"
              key={other.lang}
              data-guarded
              onClick={() => {
                setLang(other.lang);
                actions.prefer(other.lang);
              }}
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
        {copy && <CopyButton copy={() => copy(chosen.id, edition)} />}
        <Menu
          label={name.label}
          change={(what) => {
            actions.change(what, false);
            setChanged(what);
          }}
          openOptions={actions.openOptions}
        />
      </footer>
    </>
  );
}

const maybeAlso = (words: string | undefined) =>
  words === undefined ? t('maybeAlso') : t('maybeAlsoFor', words);
