import { useMemo, useState } from 'preact/hooks';
import type { Finder } from '../../names/find-candidates.ts';
import type { ReportedMention } from '../../protocol/world.ts';
import { editionsFor } from '../../story/editions.ts';
import type { ParagraphId, Story } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';
import { type RankedParagraph, rankParagraphs } from '../../topics/rank-paragraphs.ts';
import type { TopicIndex } from '../../topics/topic-index.ts';
import { editionLabel } from '../../ui/edition-label.ts';
import { languageName, monthName, t, uiLanguage } from '../../ui/i18n.ts';
import { Paragraph } from '../../ui/Paragraph.tsx';
import type { Known } from './state.ts';
import { type PageCoverage, useCoverage } from './use-coverage.ts';

export interface BackgroundProps {
  readonly known: Known;
  readonly story: Story;
  readonly finder: Finder;
  readonly topics: TopicIndex;
  /** `auto`, or the language that the reader wants the paragraphs in. */
  readonly language: string;
  /** Takes the reader to a passage of the page. */
  reveal(passage: CoveringPassage): void;
  /** Opens the whole article in a tab. */
  openArticle(): void;
}

/** The article beside the page: what it touches and what it leaves out, the best point opened. */
export function Background(props: BackgroundProps) {
  const { known, story, finder, topics, language, reveal, openArticle } = props;
  const editions = editionsFor(story, language === 'auto' ? uiLanguage() : language);
  const [asked, setLang] = useState<string>();
  const lang = asked ?? editions[0]?.lang;
  const [chosen, setChosen] = useState<ParagraphId>();
  const best = useMemo(() => bestForPage(known, story, topics), [known.reports]);
  const coverage = useCoverage(known.blocks, topics);
  const edition = editions.find((candidate) => candidate.lang === lang);
  if (!edition) return null;
  const open = chosen ?? best ?? edition.paragraphs[0]?.id;
  const original = story.editions[0];
  return (
    <section aria-labelledby="background">
      <div class="heading">
        <h2 id="background">{t('background')}</h2>
        <button type="button" class="link" onClick={openArticle}>
          {t('openArticle')}
        </button>
      </div>
      <p class="quiet">
        <cite lang={edition.lang}>{edition.title}</cite> · {t('asOf', monthName(story.asOf))}
        {edition.kind === 'translation' &&
          original &&
          ` · ${t('translation', languageName(original.lang))}`}
      </p>
      {edition.paragraphs.map(({ id, text }) => (
        <details key={id} name="paragraph" open={id === open}>
          {/* The click, not the toggle: that one also tells of what we opened ourselves. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
          <summary onClick={() => setChosen(id)}>
            <span class="gist" lang={edition.lang} dir="auto">
              {text}
            </span>
            {coverage && coverage.blocks.length > 0 && (
              <Touched passage={passageOf(coverage, id)} />
            )}
          </summary>
          <Paragraph
            text={text}
            lang={edition.lang}
            setOff={finder.find(text).map(({ start, end }) => ({ start, end, as: 'name' }))}
          />
          <OnThePage
            passage={passageOf(coverage, id)}
            blocks={coverage?.blocks ?? []}
            reveal={reveal}
          />
        </details>
      ))}
      {editions
        .filter((other) => other !== edition)
        .map((other) => (
          <button type="button" class="link" key={other.lang} onClick={() => setLang(other.lang)}>
            {editionLabel(other)}
          </button>
        ))}
    </section>
  );
}

const passageOf = (coverage: PageCoverage | undefined, id: ParagraphId) =>
  coverage?.points.find((point) => point.id === id)?.passage;

function Touched({ passage }: { passage: CoveringPassage | undefined }) {
  return <span class={passage ? 'touched' : 'left-out'}>{t(passage ? 'touched' : 'leftOut')}</span>;
}

/** The page's own words on a point; a click goes there. */
function OnThePage(props: {
  passage: CoveringPassage | undefined;
  blocks: readonly string[];
  reveal: BackgroundProps['reveal'];
}) {
  const { passage, blocks, reveal } = props;
  if (!passage) return null;
  const quote = blocks[passage.block]?.slice(passage.start, passage.end).trim() ?? '';
  return (
    <button type="button" class="quote" onClick={() => reveal(passage)}>
      <span class="quiet">{t('onThisPage')}</span> <bdi>{quote}</bdi>
    </button>
  );
}

/** Mentions that are asked for the best paragraph: a page may have hundreds of frames with some each. */
const RANKED_MENTIONS = 40;

/** The paragraph that the page's mentions call for most, each by its own surroundings. */
function bestForPage({ reports }: Known, story: Story, topics: TopicIndex) {
  const scores = new Map<ParagraphId, number>();
  const mentions = (reports ?? []).flatMap((report) =>
    report.mentions.map((mention) => ({ mention, title: report.title })),
  );
  for (const { mention, title } of mentions.slice(0, RANKED_MENTIONS)) {
    for (const { id, score } of rankingOf(mention, title, story, topics)) {
      scores.set(id, (scores.get(id) ?? 0) + score);
    }
  }
  return [...scores].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function rankingOf(
  { name, text, start, end }: ReportedMention,
  title: string,
  story: Story,
  topics: TopicIndex,
): RankedParagraph[] {
  const introducedIn = story.names.find(({ id }) => id === name)?.introducedIn;
  return introducedIn ? rankParagraphs({ text, start, end, title, introducedIn }, topics) : [];
}
