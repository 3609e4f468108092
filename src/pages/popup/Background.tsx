import { useState } from 'preact/hooks';
import { editionsFor } from '../../story/editions.ts';
import type { LoadEdition } from '../../story/load-edition.ts';
import type { ParagraphId, Story } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';
import { ArticleParagraph } from '../../ui/ArticleParagraph.tsx';
import { formatNumber, t, uiLanguage } from '../../ui/i18n.ts';
import { ArticleSource } from '../tab/ArticleSource.tsx';
import type { AskBackground } from '../tab/ask-background.ts';
import { OnThePage, passageOf, Touched } from '../tab/OnThePage.tsx';
import { OtherLanguages } from '../tab/OtherLanguages.tsx';
import type { Known } from '../tab/state.ts';
import { useCoverage } from '../tab/use-coverage.ts';
import { useEdition } from '../tab/use-edition.ts';
import { useBestParagraph } from './use-best-paragraph.ts';

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
  /** Opens the side panel; undefined: the browser has none. */
  readonly keepBeside: (() => void) | undefined;
}

/** The article beside the page: what it touches and what it leaves out, the best point opened. */
export function Background(props: BackgroundProps) {
  const { known, story, loadEdition, ask, language, reveal, openArticle, keepBeside } = props;
  const languages = editionsFor(story, language === 'auto' ? uiLanguage() : language);
  const [asked, setLang] = useState<string>();
  const edition = useEdition(asked ?? languages[0]?.lang, loadEdition);
  const [chosen, setChosen] = useState<ParagraphId>();
  const best = useBestParagraph(known.reports, ask.rank);
  const coverage = useCoverage(known.blocks, ask.cover);
  if (!edition) return null;
  const open = chosen ?? best ?? edition.paragraphs[0]?.id;
  return (
    <section aria-labelledby="background">
      <div class="heading">
        <h2 id="background">{t('background')}</h2>
        <button type="button" class="link" onClick={openArticle}>
          {t('openArticle')}
        </button>
        {keepBeside && (
          <button type="button" class="link keep-beside" onClick={keepBeside}>
            {t('keepBeside')}
          </button>
        )}
      </div>
      <ArticleSource edition={edition} story={story} />
      {edition.paragraphs.map(({ id, title, text, names }, index) => (
        <details key={id} name="paragraph" open={id === open}>
          {/* The click, not the toggle: that one also tells of what we opened ourselves. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
          <summary onClick={() => setChosen(id)}>
            <span class="about">
              {formatNumber(index + 1)} <bdi lang={edition.lang}>{title}</bdi>
            </span>
            {coverage && coverage.blocks.length > 0 && (
              <Touched isTouched={passageOf(coverage, id) !== undefined} />
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
      <OtherLanguages languages={languages} shown={edition.lang} choose={setLang} />
    </section>
  );
}
