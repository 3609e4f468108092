import { TITLE_UNITS } from '../../protocol/messages.ts';
import type { ReportedMention } from '../../protocol/world.ts';
import type { RankedPassage } from '../../topics/rank-passages.ts';

/** UTF-16 units that are told of what stands around a mention. */
const PASSAGE_UNITS = 4_000;

/** A mention as the background is asked about it. */
export function rankedPassage(
  { name, text, start, end }: ReportedMention,
  title: string,
): RankedPassage {
  return {
    name,
    text: text.slice(0, PASSAGE_UNITS),
    start: Math.min(start, PASSAGE_UNITS),
    end: Math.min(end, PASSAGE_UNITS),
    title: title.slice(0, TITLE_UNITS),
  };
}
