import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileSentences } from '../../../src/build/story/compile-sentences.ts';
import { readStory } from '../../../src/build/story/read-story.ts';
import { carriedEditions } from '../../../src/story/editions.ts';
import type { Edition, ParagraphId } from '../../../src/story/types.ts';
import { sentences } from '../../../src/terms/sentences.ts';
import { coverPage } from '../../../src/topics/coverage.ts';
import { fittingSentence } from '../../../src/topics/fitting-sentence.ts';
import {
  evidenceAround,
  type Passage,
  rankParagraphs,
} from '../../../src/topics/rank-paragraphs.ts';
import { indexTopics, type TopicIndex } from '../../../src/topics/topic-index.ts';
import { rocketIndex, rocketParagraphs } from '../story/rocket.ts';

const { story, topics } = readStory(join(import.meta.dirname, '../../../assets/story'));
const storyIndex = indexTopics(topics);

const passage = (text: string, name = 'Ariane', title = ''): Passage => {
  const start = text.indexOf(name);
  return { text, start, end: start + name.length, title, introducedIn: 'p1' };
};
const ids = (of: Passage) => rankParagraphs(of, rocketIndex).map(({ id }) => id);

describe('rankParagraphs', () => {
  test('a passage about nothing gets the paragraph that introduces the name', () => {
    expect(ids(passage('Ariane flew.'))).toEqual(['p1', 'p2', 'p3']);
    expect(ids({ ...passage('Ariane flew.'), introducedIn: 'p3' })[0]).toBe('p3');
    expect(ids({ text: '', start: 0, end: 0, title: '', introducedIn: 'p1' })[0]).toBe('p1');
  });

  test('the clause of the mention beats its sentence, the sentence the rest', () => {
    expect(ids(passage('Ariane costs too much, say its competitors.'))[0]).toBe('p2');
    expect(ids(passage('The cost is high; to Ariane a competitor matters more.'))[0]).toBe('p3');
    expect(ids(passage('The costs rose. Ariane met a competitor. Costs again.'))[0]).toBe('p3');
  });

  test('words that mean more together', () => {
    expect(ids(passage('Ariane launched.'))[0]).toBe('p1');
    expect(ids(passage('Ariane launched late.'))[0]).toBe('p2');
    const costume = 'A competitor in costume met Ariane; costs, costs, costs.';
    expect(ids(passage(costume))[0]).toBe('p3');
    expect(ids(passage(`${costume.slice(0, -1)}, late.`))[0]).toBe('p2');
  });

  test('the title decides only when the passage says nothing', () => {
    const title = 'Competitors with reusable boosters: the competitors’ competitors';
    expect(ids(passage('Ariane costs a lot. Costs!', 'Ariane', title))[0]).toBe('p2');
    const [, , last] = rankParagraphs(passage('Ariane flew.'), rocketIndex);
    const [, first] = rankParagraphs(passage('Ariane flew.', 'Ariane', title), rocketIndex);
    expect(first?.id).toBe('p3');
    expect(first?.score).toBeGreaterThan(last?.score ?? 0);
    expect(first?.because[0]).toEqual({ start: 0, end: 11, where: 'title' });
  });

  test('names the words as they stand on the page', () => {
    const text = 'Les «\u00a0COÛTS\u00a0» d’Ariane, et son concurrent.';
    const [best] = rankParagraphs(passage(text), rocketIndex);
    expect(best?.id).toBe('p2');
    expect(best?.because.map(({ start, end }) => text.slice(start, end))).toEqual(['COÛTS']);
  });

  test('the name itself says nothing', () => {
    expect(ids(passage('Cost Plus is a shop.', 'Cost'))[0]).toBe('p1');
  });

  test('an endless block costs no more than its neighbourhood', () => {
    const text = `${'costs '.repeat(1e5)}Ariane met a competitor. ${'costs '.repeat(1e5)}`;
    expect(ids(passage(text))[0]).toBe('p2');
    expect(ids(passage(`${'x'.repeat(5e5)} Ariane's competitor ${'x'.repeat(5e5)}`))[0]).toBe('p3');
  });

  test('never throws, and always ranks every paragraph', () => {
    const words = fc.constantFrom(
      'OpenAI',
      'ل',
      'مهمة',
      'weights ',
      '起诉',
      'é',
      '\ud800',
      '. ',
      '*',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 40 }).map((list) => list.join('')),
    );
    const offset = fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(text, text, offset, offset, (text, title, start, end) => {
        const ranked = rankParagraphs({ text, title, start, end, introducedIn: 'p1' }, storyIndex);
        expect(ranked.map(({ id }) => id).sort()).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
        for (const { score, because } of ranked) {
          expect(Number.isFinite(score)).toBe(true);
          for (const { start, end, where } of because) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual((where === 'text' ? text : title).length);
          }
        }
        expect(ranked.every(({ score }, i) => score <= (ranked[i - 1]?.score ?? score))).toBe(true);
      }),
    );
  });
});

/** Which sentence of a paragraph fits what a passage says. */
const fitting = (
  editions: readonly Edition[],
  of: Passage,
  index: TopicIndex,
  id: ParagraphId = 'p1',
) =>
  fittingSentence(
    compileSentences(editions, index.compiled)[id] ?? [],
    evidenceAround(of, index).text,
    index,
  );

const edition = (lang: string, text: string): Edition => ({
  lang,
  kind: 'original',
  title: '',
  names: {},
  paragraphs: [{ id: 'p1', title: '', text, sentences: sentences(text), names: [] }],
});

describe('the sentence that fits', () => {
  const paragraph = 'It launched on Monday. Its cost was high. Competitors smiled.';
  const sentence = (text: string) => {
    const at = fitting([edition('en', paragraph)], passage(text), rocketIndex);
    const { start, end } = sentences(paragraph)[at ?? -1] ?? {};
    return paragraph.slice(start, end).trim();
  };

  test('is the one that says what the passage says, in another language too', () => {
    expect(sentence('Le coût d’Ariane inquiète.')).toBe('Its cost was high.');
    expect(sentence('Arianeの再使用')).toBe('Competitors smiled.');
  });

  test('is the first when the passage says nothing', () => {
    expect(sentence('Ariane flew.')).toBe('It launched on Monday.');
  });

  test('of an empty paragraph there is none', () => {
    expect(fitting([edition('en', '')], passage('Ariane costs'), rocketIndex)).toBeUndefined();
  });

  test.each([
    ['fr', 'p1', 'Musk sued OpenAI.', 'Cette décision intervient'],
    ['en', 'p1', 'Musk a annoncé que le modèle d’OpenAI serait open source.', 'In a bold move'],
    ['en', 'p2', 'Les courriels d’OpenAI parlent d’une fusion avec Tesla.', 'He recently brought'],
    ['fr', 'p2', '2018年他离开OpenAI。', 'Musk, qui a quitté OpenAI en 2018'],
  ] as const)('bundled article, %s %s: %s', (lang, id, text, expected) => {
    const at = fitting(carriedEditions(story), passage(text, 'OpenAI'), storyIndex, id);
    const edition = story.editions.find((edition) => edition.lang === lang);
    const paragraph = edition?.paragraphs.find((paragraph) => paragraph.id === id);
    const { start, end } = paragraph?.sentences[at ?? -1] ?? {};
    expect(paragraph?.text.slice(start, end)).toMatch(new RegExp(`^${expected}`));
  });

  test('is known by the words of either language where one has none for what a sentence says', () => {
    const editions = [
      edition('fr', 'Rien ici. Elle est chère.'),
      edition('en', 'Nothing here. Its cost is high.'),
    ];
    const costly = passage('Le coût d’Ariane.');
    expect(fitting(editions.slice(0, 1), costly, rocketIndex)).toBe(0);
    expect(fitting(editions, costly, rocketIndex)).toBe(1);
  });
});

describe('coverPage', () => {
  const blocks = [
    'A page about the Ariane rocket.',
    'The weather was fine. The rocket launched late, and the costs of Ariane grew.',
    'A late launch of fashion: costume costs and budget overruns in the theatre.',
  ];

  test('finds the passage, its place and its words', () => {
    const [p1, p2, p3] = coverPage(blocks, rocketIndex);
    expect([p1?.passage, p3?.passage]).toEqual([undefined, undefined]);
    const { block, start, end, because } = p2?.passage ?? { block: 0, start: 0, end: 0 };
    expect(blocks[block]?.slice(start, end)).toBe(
      'The rocket launched late, and the costs of Ariane grew.',
    );
    expect(because?.map((word) => blocks[block]?.slice(word.start, word.end))).toEqual([
      'launched',
      'late',
      'costs',
    ]);
  });

  test('a topic without the subject near it is not touched', () => {
    for (const { passage } of coverPage(blocks.slice(2), rocketIndex)) {
      expect(passage).toBeUndefined();
    }
  });

  test('an empty page leaves everything out', () => {
    expect(coverPage([], rocketIndex).map(({ id }) => id)).toEqual([...rocketParagraphs]);
    expect(coverPage(['', ' '], rocketIndex).every(({ passage }) => !passage)).toBe(true);
  });

  test('the article itself touches every one of its points', () => {
    for (const { lang, paragraphs } of story.editions) {
      const texts = paragraphs.map(({ text }) => text);
      for (const { id, passage } of coverPage(texts, storyIndex)) {
        expect(passage, `${lang} ${id}`).toBeDefined();
      }
    }
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (blocks) => {
        expect(coverPage(blocks, rocketIndex)).toHaveLength(3);
      }),
    );
  });
});
