import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { sentences } from '../../../src/terms/sentences.ts';

const { story } = readStory(join(import.meta.dirname, '../../../assets/story'));
const [original, ...translations] = story.editions;

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

describe.each(translations)('the $lang edition', ({ paragraphs }) => {
  test.each(paragraphs)(
    '$id: as many sentences, the same figures and names',
    ({ id, text: to }) => {
      const from = original?.paragraphs.find((paragraph) => paragraph.id === id)?.text ?? '';
      expect(sentences(to)).toHaveLength(sentences(from).length);
      expect(to.match(/\d+/g)).toEqual(from.match(/\d+/g));
      const names = namesIn(from);
      for (const name of names) {
        expect(count(to, ACRONYM[name] ?? name), name).toBe(count(from, name));
      }
      const known = new Set([...names].map((name) => ACRONYM[name] ?? name));
      expect(
        [...namesIn(to)].filter((name) => !known.has(name) && count(from, name) === 0),
      ).toEqual([]);
    },
  );
});
