/** Compares the page with the article while the popup goes on answering. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Coverage, coverInSteps } from '../../topics/coverage.ts';
import type { TopicIndex } from '../../topics/topic-index.ts';

/** Milliseconds after which the popup's other work gets its turn. */
const SLICE_MS = 8;

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
  topics: TopicIndex,
): PageCoverage | undefined {
  const [coverage, setCoverage] = useState<PageCoverage>();
  const read = useRef(blocks);
  if (!isSameText(read.current, blocks)) read.current = blocks;
  const text = read.current;
  useEffect(() => {
    const steps = coverInSteps(text, topics);
    return inSlices(steps, (points) => setCoverage({ blocks: text, points }));
  }, [text, topics]);
  return coverage;
}

const isSameText = (one: readonly string[], other: readonly string[]) =>
  one === other || (one.length === other.length && one.every((text, i) => text === other[i]));

/**
 * Goes through `steps`, and lets other work through every {@link SLICE_MS}.
 * @returns ends it; nothing is told then
 */
function inSlices<R>(steps: Generator<void, R, void>, tell: (result: R) => void): () => void {
  let timer = setTimeout(goOn);
  function goOn() {
    const end = performance.now() + SLICE_MS;
    do {
      const { done, value } = steps.next();
      if (done) {
        tell(value);
        return;
      }
    } while (performance.now() < end);
    timer = setTimeout(goOn);
  }
  return () => clearTimeout(timer);
}
