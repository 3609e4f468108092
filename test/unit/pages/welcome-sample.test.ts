/** What a person's first card says: the one on the sample of the first-run page, in each language. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createRanker } from '../../../src/topics/ranker.ts';
import { indexTopics } from '../../../src/topics/topic-index.ts';
import { fill, LOCALES_FOLDER, type Message, readMessages } from '../../harness/texts.ts';

const { story, forms, topics, ranker } = readStory('assets/story');
const finder = createFinder(forms);
const rank = createRanker(ranker, indexTopics(topics));

describe.each(readdirSync(LOCALES_FOLDER))('%s', (locale) => {
  const messages = readMessages(locale);
  const list = new Intl.ListFormat(messages.textLanguage?.message, { type: 'conjunction' });
  const names = list.format(story.names.map(({ label }) => label));
  const text = fill(messages.welcomeSample as Message, [names]);
  const title = messages.welcomeTitle?.message ?? '';
  const mentions = finder.find(text);

  test('the sample has each name', () => {
    expect(mentions.map(({ name }) => name)).toEqual(story.names.map(({ id }) => id));
  });

  test.each(story.names)('the card on $label introduces it', ({ id, introducedIn }) => {
    const { start = 0, end = 0 } = mentions.find(({ name }) => name === id) ?? {};
    const [first] = rank({ text, start, end, title, introducedIn, name: id }).paragraphs;
    expect(first?.id).toBe(introducedIn);
  });
});
