import { describe, expect, test } from 'vitest';
import { rankParagraphs } from '../../../src/story/rank-paragraphs.ts';
import { indexTopics } from '../../../src/story/topic-index.ts';
import { loadStory } from '../../eval/load-topics.ts';
import { relevanceCases } from './cases.ts';

const story = loadStory();
const index = indexTopics(story.compiled);

describe('the paragraph a reader needs', () => {
  test.each(relevanceCases)('$lang $best: $text', ({ name, text, title = '', best }) => {
    const start = text.indexOf(name);
    const introducedIn = story.names.find(({ label }) => label === name)?.introducedIn ?? 'p1';
    const passage = { text, start, end: start + name.length, title, introducedIn };
    expect(rankParagraphs(passage, index)[0]?.id).toBe(best);
  });
});
