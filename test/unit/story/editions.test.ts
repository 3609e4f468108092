import { describe, expect, test } from 'vitest';
import { sentences } from '../../../src/story/sentences.ts';
import { loadStory } from '../../eval/load-topics.ts';

const { editions, paragraphs } = loadStory();
const [original, ...translations] = [...editions];

/** Words that are names because they bear a capital inside a sentence, or inside themselves. */
function namesIn(text: string): Set<string> {
  const found = text.match(/(?<=[\p{Ll},’] ?)“?\p{Lu}[\p{L}\p{N}]+|\p{Ll}+\p{Lu}\p{L}*/gu) ?? [];
  return new Set(found.map((word) => word.replace('“', '')));
}

/** The one acronym that is spelled another way in another language. */
const ACRONYM: Readonly<Record<string, string>> = { IA: 'AI' };

function count(text: string, word: string): number {
  return text.match(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'gu'))?.length ?? 0;
}

describe.each(translations)('the %s edition', (_lang, translation) => {
  test.each(paragraphs)('%s: as many sentences, the same figures and names', (id) => {
    const from = original?.[1].get(id) ?? '';
    const to = translation.get(id) ?? '';
    expect(sentences(to)).toHaveLength(sentences(from).length);
    expect(to.match(/\d+/g)).toEqual(from.match(/\d+/g));
    const names = namesIn(from);
    for (const name of names) {
      expect(count(to, ACRONYM[name] ?? name), name).toBe(count(from, name));
    }
    const known = new Set([...names].map((name) => ACRONYM[name] ?? name));
    expect([...namesIn(to)].filter((name) => !known.has(name) && count(from, name) === 0)).toEqual(
      [],
    );
  });
});
