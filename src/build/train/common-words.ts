/** Build time: words that stand in so many examples that they say nothing to a reader, whatever they weigh. */
import { fold } from '../../terms/fold.ts';
import type { CompiledTopics } from '../../topics/compiled.ts';
import type { LabelledPassage } from './passages.ts';

/** In so large a share of the passages of a language, and in so many at least. */
const SHARE = 0.025;
const LEAST = 6;

/** In lower case: what is written with a capital is a name mostly, and names tell. */
const WORDS = /(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*|[\p{Lo}\p{M}]+/gu;

/** @returns folded, sorted; none that is a term of the topics */
export function commonWordsOf(
  passages: readonly LabelledPassage[],
  { terms }: CompiledTopics,
): string[] {
  const topical = terms.map(([term]) => term);
  const whole = new Set(topical);
  const stems = topical.filter((term) => term.endsWith('*')).map((term) => term.slice(0, -1));
  const counts = new Map<string, Map<string, number>>();
  const sizes = new Map<string, number>();
  for (const { lang, context } of passages) {
    sizes.set(lang, (sizes.get(lang) ?? 0) + 1);
    const words = counts.get(lang) ?? new Map<string, number>();
    counts.set(lang, words);
    const own = new Set([...context.matchAll(WORDS)].map(([word]) => fold(word).text.trim()));
    for (const word of own) words.set(word, (words.get(word) ?? 0) + 1);
  }
  const common = new Set<string>();
  for (const [lang, words] of counts) {
    const least = Math.max(LEAST, SHARE * (sizes.get(lang) ?? 0));
    for (const [word, count] of words) if (count >= least) common.add(word);
  }
  const isTopical = (word: string) =>
    whole.has(word) || stems.some((stem) => word.startsWith(stem));
  return [...common].filter((word) => word !== '' && !isTopical(word)).sort();
}
