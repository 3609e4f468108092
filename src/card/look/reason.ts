/** Why a card shows the paragraph that it shows, in words that hold whatever the reader does in it. */
import type { FoundName, ParagraphId, StoryName } from '../../story/types.ts';
import type {
  FittingParagraph,
  FittingRanking,
  RankedPassage,
} from '../../topics/rank-passages.ts';
import type { SetOff } from '../../ui/ArticleParagraph.tsx';
import { t, textLanguage } from '../../ui/i18n.ts';

/** What the reason depends on besides the paragraph. */
interface Choice {
  readonly name: StoryName;
  readonly passage: RankedPassage;
  readonly outcome: FittingRanking['outcome'];
  /** It is the one that may fit as well. */
  readonly isSecond: boolean;
}

/** One line that lets a reader judge the choice: the words on the page that spoke for it. */
export function reasonFor(chosen: FittingParagraph, choice: Choice): string {
  const { name, passage, outcome, isSecond } = choice;
  if (outcome === 'nothing') return t('nothingOnThis', name.label);
  const words = wordsFor(chosen, passage);
  if (isSecond) return words === undefined ? t('maybeThis') : t('maybeThisFor', words);
  if (words !== undefined) return t('becauseWords', words);
  return chosen.id === name.introducedIn ? t('becauseIntroduction') : t('becauseFits');
}

/**
 * The words on the page that spoke for a paragraph, as a list; undefined: none did.
 * @param most how many of them, the strongest
 */
export function wordsFor(
  { because }: FittingParagraph,
  { text, title }: RankedPassage,
  most = because.length,
): string | undefined {
  if (because.length === 0) return undefined;
  const words = because
    .slice(0, most)
    .map(({ where, start, end }) => (where === 'title' ? title : text).slice(start, end));
  const list = new Intl.ListFormat(textLanguage(), { type: 'unit' });
  return list.format([...new Set(words)].map((word) => t('quoted', word)));
}

/**
 * What is set off in a paragraph: the name that the card is about, and the sentence that fits, where that says more
 * than the paragraph as a whole and something spoke for it.
 */
export function setOffIn(
  paragraph: {
    readonly id: ParagraphId;
    readonly text: string;
    readonly names: readonly FoundName[];
  },
  name: StoryName,
  because: FittingParagraph['because'],
  sentence: Omit<SetOff, 'as'> | undefined,
): readonly SetOff[] {
  const names = paragraph.names
    .filter((found) => found.name === name.id)
    .map(({ start, end }) => ({ start, end, as: 'name' as const }));
  const isAll = sentence && sentence.end - sentence.start >= paragraph.text.trim().length;
  if (!sentence || isAll || because.length === 0) return names;
  return [...names, { ...sentence, as: 'sentence' }];
}
