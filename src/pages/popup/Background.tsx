import { useState } from 'preact/hooks';
import { editionsFor } from '../../story/editions.ts';
import type { LoadEdition } from '../../story/load-edition.ts';
import type { ParagraphId, Story } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';
import { ArticleParagraph } from '../../ui/ArticleParagraph.tsx';
import { editionLabel } from '../../ui/edition-label.ts';
import { formatNumber, languageName, monthName, t, uiLanguage } from '../../ui/i18n.ts';
import type { AskBackground } from './ask-background.ts';
import type { Known } from './state.ts';
import { useBestParagraph } from './use-best-paragraph.ts';
import { type PageCoverage, useCoverage } from './use-coverage.ts';
import { useEdition } from './use-edition.ts';

export interface BackgroundProps {
  readonly known: Known;
  readonly story: Story;
  readonly loadEdition: LoadEdition;
  /** Asks the background what the page touches, and which paragraphs its mentions call for. */
  readonly ask: AskBackground;
  /** `auto`, or the language that the reader wants the paragraphs in. */
  readonly language: string;
  /** Takes the reader to a passage of the page. */
  reveal(passage: CoveringPassage): void;
  /** Opens the whole article in a tab. */
  openArticle(): void;
}

/** The article beside the page: what it touches and what it leaves out, the best point opened. */
export function Background(props: BackgroundProps) {
  const { known, story, loadEdition, ask, language, reveal, openArticle } = props;
  const languages = editionsFor(story, language === 'auto' ? uiLanguage() : language);
  const [asked, setLang] = useState<string>();
  const edition = useEdition(asked ?? languages[0]?.lang, loadEdition);
  const [chosen, setChosen] = useState<ParagraphId>();
  const best = useBestParagraph(known.reports, ask.rank);
  const coverage = useCoverage(known.blocks, ask.cover);
  if (!edition) return null;
  const open = chosen ?? best ?? edition.paragraphs[0]?.id;
  const [original] = story.languages;
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
      {edition.paragraphs.map(({ id, title, text, names }, index) => (
        <details key={id} name="paragraph" open={id === open}>
          {/* The click, not the toggle: that one also tells of what we opened ourselves. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
          <summary onClick={() => setChosen(id)}>
            <span class="about">
              {formatNumber(index + 1)} <bdi lang={edition.lang}>{title}</bdi>
            </span>
            {coverage && coverage.blocks.length > 0 && (
              <Touched passage={passageOf(coverage, id)} />
            )}
          </summary>
          <ArticleParagraph
            text={text}
            lang={edition.lang}
            setOff={names.map(({ start, end }) => ({ start, end, as: 'name' }))}
          />
          <OnThePage
            passage={passageOf(coverage, id)}
            blocks={coverage?.blocks ?? []}
            reveal={reveal}
          />
        </details>
      ))}
      {languages
        .filter(({ lang }) => lang !== edition.lang)
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
