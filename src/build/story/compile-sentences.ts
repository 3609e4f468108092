/** Build time: what each sentence of the article speaks of, so that nobody has to look for it when a card opens. */
import type { Edition } from '../../story/types.ts';
import { fold } from '../../terms/fold.ts';
import { sentences } from '../../terms/sentences.ts';
import type { CompiledTopics, KnownSentence, KnownSentences } from '../../topics/compiled.ts';
import { findHits, indexTopics } from '../../topics/topic-index.ts';

export function compileSentences(
  editions: readonly Edition[],
  topics: CompiledTopics,
): KnownSentences {
  const index = indexTopics(topics);
  const sentencesOf = (text: string): KnownSentence[] =>
    sentences(text).map(({ start, end }) => {
      const sentence = text.slice(start, end);
      const hits = findHits(fold(sentence), index);
      const concepts = [...new Set(hits.flatMap((hit) => hit.concepts))];
      return { start, end: start + sentence.trimEnd().length, concepts };
    });
  return Object.fromEntries(
    editions.map(({ lang, paragraphs }) => [
      lang,
      Object.fromEntries(paragraphs.map(({ id, text }) => [id, sentencesOf(text)])),
    ]),
  );
}
