import type { Coverage } from '../../topics/coverage.ts';
import type { FittingRanking, RankedPassage } from '../../topics/rank-passages.ts';

/** What popup and side panel ask the background. Fails where that answers nothing. */
export interface AskBackground {
  rank(passages: readonly RankedPassage[]): Promise<readonly FittingRanking[]>;
  cover(blocks: readonly string[]): Promise<readonly Coverage[]>;
}
