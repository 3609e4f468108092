/** Build time: what each sentence of the article speaks of, so that nobody has to look for it when a card opens. */
import type { Edition } from '../../story/types.ts';
import { fold } from '../../terms/fold.ts';
import type { CompiledTopics, KnownSentence, KnownSentences } from '../../topics/compiled.ts';
import { findHits, indexTopics } from '../../topics/topic-index.ts';

/**
 * @param editions one or more, the same sentence by sentence: a sentence speaks of what it speaks of in any of them,
 *   since no language has words for every concept
 */
export function compileSentences(
  editions: readonly Edition[],
  topics: CompiledTopics,
): KnownSentences {
  const index = indexTopics(topics);
  const conceptsOf = (sentence: string) =>
    findHits(fold(sentence), index).flatMap((hit) => hit.concepts);
  const known = (paragraph: number): KnownSentence[] => {
    const versions = editions.flatMap(({ paragraphs }) => paragraphs[paragraph] ?? []);
    return (versions[0]?.sentences ?? []).map((_, at) => {
      const concepts = versions.flatMap(({ text, sentences }) =>
        conceptsOf(text.slice(sentences[at]?.start, sentences[at]?.end)),
      );
      return [...new Set(concepts)];
    });
  };
  const [original] = editions;
  return Object.fromEntries(original?.paragraphs.map(({ id }, at) => [id, known(at)]) ?? []);
}
