/** Has the background compare the page with the article, while the popup goes on answering. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coverage } from '../../topics/coverage.ts';

/** UTF-16 units of a page's text that are compared at most: some eighty pages of a book. */
const MOST_UNITS = 200_000;

/** A page's text and what it touches of the article: the passages are stretches of these blocks. */
export interface PageCoverage {
  readonly blocks: readonly string[];
  readonly points: readonly Coverage[];
}

/**
 * The last coverage that was reckoned, or undefined before the first. A page that changes keeps the
 * one before until the new one is complete, so that nothing flickers; the same text in a new array is
 * not read again.
 */
export function useCoverage(
  blocks: readonly string[],
  cover: (blocks: readonly string[]) => Promise<readonly Coverage[]>,
): PageCoverage | undefined {
  const [coverage, setCoverage] = useState<PageCoverage>();
  const read = useRef(blocks);
  if (!isSameText(read.current, blocks)) read.current = blocks;
  const text = read.current;
  useEffect(() => {
    let isWanted = true;
    cover(firstUnits(text)).then(
      (points) => {
        if (isWanted) setCoverage({ blocks: text, points });
      },
      // Without an answer nothing is said of what the page touches.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [text, cover]);
  return coverage;
}

const isSameText = (one: readonly string[], other: readonly string[]) =>
  one === other || (one.length === other.length && one.every((text, i) => text === other[i]));

/** As many of the first blocks as are read; a block keeps its place. */
function firstUnits(blocks: readonly string[]): string[] {
  const first: string[] = [];
  let rest = MOST_UNITS;
  for (const block of blocks) {
    if (rest <= 0) break;
    first.push(block.slice(0, rest));
    // An empty block takes time, too.
    rest -= block.length + 1;
  }
  return first;
}
