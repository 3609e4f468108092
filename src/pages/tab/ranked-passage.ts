import type { ReportedMention } from '../../protocol/world.ts';
import type { RankedPassage } from '../../topics/rank-passages.ts';

/** Mentions that are asked about at once: a page may have hundreds of frames with some each. */
export const MOST_PASSAGES = 40;
/** UTF-16 units that are told of what stands around a mention, and of a page's title. */
const TITLE_UNITS = 300;
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
