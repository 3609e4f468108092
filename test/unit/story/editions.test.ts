import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { sentences } from '../../../src/terms/sentences.ts';

const { story } = readStory(join(import.meta.dirname, '../../../assets/story'));
const [original, ...translations] = story.editions;

/** Words of the original that are names because they bear a capital inside a sentence, or inside themselves. */
function namesIn(text: string): string[] {
  const found = text.match(/(?<=[\p{Ll},’] ?)“?\p{Lu}[\p{L}\p{N}]+|\p{Ll}+\p{Lu}\p{L}*/gu) ?? [];
  return found.map((word) => word.replace('“', ''));
}

/** An acronym that every language spells as it likes, and a country that every language has its own name for. */
const TRANSLATED = ['IA', 'France'];

const names = [...new Set(original?.paragraphs.flatMap(({ text }) => namesIn(text)) ?? [])].filter(
  (name) => !TRANSLATED.includes(name),
);

/** How often each name is in a text; an ending of the language may stand on it (pl “Muska”). */
const countsIn = (text: string) =>
  names.map((name) => [
    name,
    text.match(new RegExp(`(?<![\\p{Script=Latin}\\p{N}])${name}`, 'gu'))?.length ?? 0,
  ]);

const figuresIn = (text: string) => text.match(/\p{N}+/gu)?.sort();

test('the original has the names that every edition keeps', () => {
  expect([...names].sort()).toEqual(
    [
      ...['Andreessen', 'Elon', 'Google', 'Grok', 'Horowitz', 'Khosla', 'Marc', 'Meta', 'Mistral'],
      ...['Musk', 'OpenAI', 'Tesla', 'Vinod', 'xAI'],
    ].sort(),
  );
});

describe.each(translations)('the $lang edition', ({ lang, title, paragraphs }) => {
  test('has the names of the title', () => {
    expect(countsIn(title)).toEqual(countsIn(original?.title ?? ''));
  });

  test.each(paragraphs)(
    '$id: as many sentences, the same figures and names',
    ({ id, text: to, names: found }) => {
      const from = original?.paragraphs.find((paragraph) => paragraph.id === id);
      expect(sentences(to)).toHaveLength(sentences(from?.text ?? '').length);
      expect(figuresIn(to)).toEqual(figuresIn(from?.text ?? ''));
      expect(countsIn(to)).toEqual(countsIn(from?.text ?? ''));
      const byName = (names: readonly { readonly name: string }[]) =>
        names.map(({ name }) => name).sort();
      expect(byName(found), 'what is set off').toEqual(byName(from?.names ?? []));
    },
  );

  test('where no letters are Latin, no others are than of names', () => {
    if (!['ja', 'zh-CN', 'ar'].includes(lang)) return;
    for (const { text } of paragraphs) {
      const latin = text.match(/\p{Script=Latin}+/gu) ?? [];
      expect(latin.filter((word) => word !== 'AI' && !names.includes(word))).toEqual([]);
    }
  });
});
