import type { JudgedPassage } from '../protocol/world.ts';
import type { Finder } from '../story/find-candidates.ts';
import { type Judge, mergeEvidence } from '../story/judge.ts';

/**
 * Judges the candidates of one page by their passages and by what the rest of the page says: each
 * passage that was read is evidence for those after it.
 * @param title the page's title, asked anew each time: single-page applications change it
 * @param passages what is known of the page when judging begins
 * @returns whether a candidate is a mention of `name`
 */
export function judgePage(
  judge: Judge,
  finder: Finder,
  title: () => string,
  passages: readonly JudgedPassage[],
): (name: string, passage: JudgedPassage) => boolean {
  const evidenceOf = (text: string) => judge.evidenceOf(text, finder.find(text));
  const read = new Set(passages.map(({ text }) => text));
  let page = [...read].map(evidenceOf).reduce(mergeEvidence, evidenceOf(''));
  return (name, { text, start, end }) => {
    if (!read.has(text)) {
      read.add(text);
      page = mergeEvidence(page, evidenceOf(text));
    }
    const found = finder.find(text);
    const isOurs = (candidate: { start: number; end: number }) =>
      candidate.start === start && candidate.end === end;
    // A page's layout may part what reads as one word in the passage: then it is not found again.
    const candidates = found.some(isOurs) ? found : [{ name, start, end, certain: false }];
    return judge.decide(text, candidates, { title: title(), page }).some(isOurs);
  };
}
