import type { Stretch } from './prose.ts';

/** A range of its own: one that lives long slows the page's own edits near it. */
export function rangeOf({ startNode, start, endNode, end }: Stretch): Range {
  const range = startNode.ownerDocument.createRange();
  range.setStart(startNode, start);
  range.setEnd(endNode, end);
  return range;
}
