import type { ParagraphId } from '../../story/types.ts';
import type { CoveringPassage } from '../../topics/coverage.ts';
import { t } from '../../ui/i18n.ts';
import type { PageCoverage } from './use-coverage.ts';

/** Where a page speaks of a paragraph; undefined: it leaves it out, or that is not known yet. */
export const passageOf = (coverage: PageCoverage | undefined, id: ParagraphId) =>
  coverage?.points.find((point) => point.id === id)?.passage;

/** Whether the page speaks of a paragraph. */
export function Touched({ isTouched }: { isTouched: boolean }) {
  return (
    <span class={isTouched ? 'touched' : 'left-out'}>{t(isTouched ? 'touched' : 'leftOut')}</span>
  );
}

/** The page's own words on a point; a click goes there. */
export function OnThePage(props: {
  passage: CoveringPassage | undefined;
  blocks: readonly string[];
  reveal(passage: CoveringPassage): void;
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
