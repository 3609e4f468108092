import type { MappedMention } from '../../protocol/world.ts';
import { editionsFor } from '../../story/editions.ts';
import type { LoadEdition } from '../../story/load-edition.ts';
import type { Edition, ParagraphId, Story } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';
import { ArticleParagraph } from '../../ui/ArticleParagraph.tsx';
import { formatNumber, t, tCount, uiLanguage } from '../../ui/i18n.ts';
import { ArticleSource } from '../tab/ArticleSource.tsx';
import type { AskBackground } from '../tab/ask-background.ts';
import { Step } from '../tab/Counts.tsx';
import { OnThePage, passageOf, Touched } from '../tab/OnThePage.tsx';
import { OtherLanguages } from '../tab/OtherLanguages.tsx';
import { type PageCoverage, useCoverage } from '../tab/use-coverage.ts';
import { useEdition } from '../tab/use-edition.ts';
import { type Current, currentOf, mentionsOf, nextOf } from './in-view.ts';
import { MapStrip } from './MapStrip.tsx';
import type { Beside } from './read-beside.ts';
import { useFollowing } from './use-following.ts';

export interface BesideArticleProps {
  readonly beside: Beside;
  readonly story: Story;
  readonly loadEdition: LoadEdition;
  readonly cover: AskBackground['cover'];
  readonly language: string;
  goTo(mention: number, paragraph: ParagraphId | undefined): void;
  reveal(passage: CoveringPassage, paragraph: ParagraphId): void;
  openArticle(): void;
  setLanguage(lang: string): void;
}

const NOTHING: Current = { mention: undefined, paragraph: undefined };

/** The article's paragraphs, with what the page says of each, and the map of the page. */
export function BesideArticle(props: BesideArticleProps) {
  const { beside, story, loadEdition, cover, language, openArticle, setLanguage } = props;
  const { known, map, speaking, held } = beside;
  const languages = editionsFor(story, language === 'auto' ? uiLanguage() : language);
  const edition = useEdition(languages[0]?.lang, loadEdition);
  const coverage = useCoverage(known.blocks, cover);
  const current = map ? currentOf(map, speaking, held) : NOTHING;
  const isLed = current === held && held.mention === undefined;
  const following = useFollowing(current.paragraph, isLed);

  const goTo = ({ id }: MappedMention) => props.goTo(id, speaking.get(id) ?? undefined);
  const labelOf = (name: string) => story.names.find(({ id }) => id === name)?.label ?? '';

  if (!edition) return null;
  return (
    <section aria-labelledby="background">
      <div class="heading">
        <h2 id="background">{t('background')}</h2>
        <button type="button" class="link" onClick={openArticle}>
          {t('openArticle')}
        </button>
      </div>
      <ArticleSource edition={edition} story={story} />
      {map && map.mentions.length > 0 && (
        <MapStrip
          map={map}
          current={current.mention}
          isOfCurrent={({ id }) =>
            current.paragraph !== undefined && speaking.get(id) === current.paragraph
          }
          nameOf={({ id, name }) =>
            [labelOf(name), titleOf(edition, speaking.get(id))].filter(Boolean).join(' · ')
          }
          goTo={goTo}
        />
      )}
      {edition.paragraphs.map(({ id }, index) => (
        <Paragraph
          key={id}
          {...{ edition, index, coverage }}
          isRead={id === current.paragraph}
          mentions={map ? mentionsOf(map, speaking, id) : []}
          reveal={(passage) => props.reveal(passage, id)}
          step={(mentions, direction) => {
            const next = map && nextOf(mentions, map, direction, current.mention);
            if (next) goTo(next);
          }}
        />
      ))}
      <OtherLanguages languages={languages} shown={edition.lang} choose={setLanguage} />
      {!following.isOn && map && map.mentions.length > 0 && (
        <button type="button" class="main follow" onClick={following.goOn}>
          {t('followPage')}
        </button>
      )}
    </section>
  );
}

function titleOf({ paragraphs }: Edition, id: ParagraphId | null | undefined): string | undefined {
  const index = paragraphs.findIndex((paragraph) => paragraph.id === id);
  return index < 0 ? undefined : `${formatNumber(index + 1)} ${paragraphs[index]?.title}`;
}

function Paragraph(props: {
  edition: Edition;
  index: number;
  coverage: PageCoverage | undefined;
  isRead: boolean;
  /** Those of the page that speak of it. */
  mentions: readonly MappedMention[];
  reveal(passage: CoveringPassage): void;
  step(mentions: readonly MappedMention[], direction: 1 | -1): void;
}) {
  const { edition, index, coverage, isRead, mentions, reveal, step } = props;
  const paragraph = edition.paragraphs[index];
  if (!paragraph) return null;
  const { id, title, text, names } = paragraph;
  const number = formatNumber(index + 1);
  const passage = passageOf(coverage, id);
  const blocks = coverage?.blocks ?? [];
  return (
    <article
      id={id}
      class={isRead ? 'beside read' : 'beside'}
      aria-labelledby={`${id}-title`}
      aria-current={isRead ? 'location' : undefined}
    >
      <h3 id={`${id}-title`}>
        {number} <bdi lang={edition.lang}>{title}</bdi>
      </h3>
      {mentions.length > 0 ? (
        <p class="places">
          <span class="touched">{tCount('speakingMentions', mentions.length)}</span>
          <Step label={t('previousPlace', number)} go={() => step(mentions, -1)}>
            ↑
          </Step>
          <Step label={t('nextPlace', number)} go={() => step(mentions, 1)}>
            ↓
          </Step>
        </p>
      ) : (
        blocks.length > 0 && (
          <p class="places">
            <Touched isTouched={passage !== undefined} />
          </p>
        )
      )}
      <ArticleParagraph
        text={text}
        lang={edition.lang}
        setOff={names.map(({ start, end }) => ({ start, end, as: 'name' }))}
      />
      <OnThePage {...{ passage, blocks, reveal }} />
    </article>
  );
}
