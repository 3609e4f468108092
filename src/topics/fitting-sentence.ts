/** Which sentence of a paragraph fits what a passage is saying, whatever language either is in. */
import type { KnownSentence } from './compiled.ts';
import type { ConceptEvidence } from './rank-paragraphs.ts';
import type { TopicIndex } from './topic-index.ts';

/**
 * The sentence that speaks of most of what the passage speaks of: both are compared by their concepts, so the
 * two languages may differ. The first of equals, which is also the answer for a passage about nothing.
 * @param evidence of the passage: one of `evidenceAround`
 * @returns its place among them; undefined: there is no sentence
 */
export function fittingSentence(
  sentences: readonly KnownSentence[],
  evidence: ConceptEvidence,
  index: TopicIndex,
): number | undefined {
  let best: number | undefined;
  let most = -1;
  for (const [at, concepts] of sentences.entries()) {
    let shared = 0;
    for (const concept of concepts) {
      shared += (evidence.get(concept) ?? 0) * importance(concept, index);
    }
    if (shared > most) {
      most = shared;
      best = at;
    }
  }
  return best;
}

/** How telling a concept is: the most it says for any paragraph. */
function importance(concept: number, { compiled }: TopicIndex): number {
  return Math.max(0, ...(compiled.weights[concept] ?? []));
}
