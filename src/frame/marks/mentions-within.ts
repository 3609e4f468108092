import type { Part } from '../../dom/runs.ts';
import type { Mention } from '../../protocol/marks.ts';

/**
 * Those of the mentions of a text, in order, that begin from one offset to, exclusive, another. UTF-16 units.
 */
export function mentionsWithin(
  mentions: readonly Mention[],
  from: number,
  to = Number.POSITIVE_INFINITY,
): readonly Mention[] {
  return mentions.slice(firstFrom(mentions, from), firstFrom(mentions, to));
}

/** The mentions of a text, in order, with others in one part of it. */
export function withPart(
  mentions: readonly Mention[],
  { from, to }: Pick<Part, 'from' | 'to'>,
  others: readonly Mention[],
): readonly Mention[] {
  const first = firstFrom(mentions, from);
  const last = firstFrom(mentions, to);
  if (first === last && others.length === 0) return mentions;
  return [...mentions.slice(0, first), ...others, ...mentions.slice(last)];
}

/** Index of the first in `mentions` (in order) that begins at `start` or after. */
function firstFrom(mentions: readonly Mention[], start: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((mentions[middle] as Mention).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
