/** Which sentence of a paragraph fits what a passage is saying, whatever language either is in. */
import { fold } from '../terms/fold.ts';
import { type Span, sentences } from '../terms/sentences.ts';
import { evidenceAround, type Passage } from './rank-paragraphs.ts';
import { findHits, type TopicIndex } from './topic-index.ts';

/**
 * The sentence of `paragraph` (an edition's text) that speaks of most of what the passage speaks
 * of: both are compared by their concepts, so the two languages may differ. The first of equals,
 * which is also the answer for a passage about nothing. White space around it is left out.
 */
export function bestSentence(paragraph: string, passage: Passage, index: TopicIndex): Span {
  const evidence = evidenceAround(passage, index);
  let best: Span = { start: 0, end: paragraph.length };
  let most = -1;
  for (const { start, end } of sentences(paragraph)) {
    const sentence = paragraph.slice(start, end);
    const concepts = new Set(findHits(fold(sentence), index).flatMap((hit) => hit.concepts));
    let shared = 0;
    for (const concept of concepts) {
      shared += (evidence.get(concept) ?? 0) * importance(concept, index);
    }
    if (shared > most) {
      most = shared;
      best = { start, end: start + sentence.trimEnd().length };
    }
  }
  return best;
}

/** How telling a concept is: the most it says for any paragraph. */
function importance(concept: number, { compiled }: TopicIndex): number {
  return Math.max(0, ...(compiled.weights[concept] ?? []));
}
