import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { rankParagraphs } from '../../../src/topics/rank-paragraphs.ts';
import { indexTopics } from '../../../src/topics/topic-index.ts';
import { relevanceCases } from '../story/cases.ts';

const { story, topics } = readStory(join(import.meta.dirname, '../../../assets/story'));
const index = indexTopics(topics);

describe('the paragraph a reader needs', () => {
  test.each(relevanceCases)('$lang $best: $text', ({ name, text, title = '', best }) => {
    const start = text.indexOf(name);
    const introducedIn = story.names.find(({ label }) => label === name)?.introducedIn ?? 'p1';
    const passage = { text, start, end: start + name.length, title, introducedIn };
    expect(rankParagraphs(passage, index)[0]?.id).toBe(best);
  });
});
