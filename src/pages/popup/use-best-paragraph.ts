/** The paragraph that a page's mentions call for most, each by its own surroundings. */
import { useEffect, useState } from 'preact/hooks';
import { MOST_PASSAGES } from '../../protocol/messages.ts';
import type { PageReport } from '../../protocol/world.ts';
import type { ParagraphId } from '../../story/types.ts';
import type { FittingRanking } from '../../topics/rank-passages.ts';
import type { AskBackground } from '../tab/ask-background.ts';
import { rankedPassage } from '../tab/ranked-passage.ts';

/** @returns undefined until the background has answered, and for a page without mentions */
export function useBestParagraph(
  reports: readonly PageReport[] | undefined,
  rank: AskBackground['rank'],
): ParagraphId | undefined {
  const [best, setBest] = useState<ParagraphId>();
  const passages = (reports ?? [])
    .flatMap(({ mentions, title }) => mentions.map((mention) => rankedPassage(mention, title)))
    .slice(0, MOST_PASSAGES);
  const key = JSON.stringify(passages);
  useEffect(() => {
    let isWanted = true;
    if (passages.length === 0) return;
    rank(passages).then(
      (rankings) => {
        if (isWanted) setBest(bestOf(rankings));
      },
      // Without an answer the article begins at its beginning.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [key]);
  return best;
}

/** A passage that the article does not speak of calls for none. */
function bestOf(rankings: readonly FittingRanking[]): ParagraphId | undefined {
  const scores = new Map<ParagraphId, number>();
  for (const { outcome, paragraphs } of rankings) {
    if (outcome === 'nothing') continue;
    for (const { id, score } of paragraphs) scores.set(id, (scores.get(id) ?? 0) + score);
  }
  return [...scores].sort(([, a], [, b]) => b - a)[0]?.[0];
}
