/** Reads the bundled story's topics and article for evaluations, benchmarks and tests. */
import { readFileSync } from 'node:fs';
import { parseTopics } from '../../src/build/topics-schema.ts';
import { type CompiledTopics, compileTopics, type Topics } from '../../src/story/compile-topics.ts';
import type { ParagraphId, StoryName } from '../../src/story/types.ts';

const folder = new URL('../../assets/story/', import.meta.url);

const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** Body paragraphs of an edition: every line after the title is one. */
export function loadParagraphs(file: string): Map<ParagraphId, string> {
  const lines = read(file).trim().split('\n').slice(1);
  return new Map(lines.map((text, i) => [`p${i + 1}`, text]));
}

export interface LoadedStory {
  readonly names: readonly StoryName[];
  readonly paragraphs: readonly ParagraphId[];
  readonly editions: ReadonlyMap<string, ReadonlyMap<ParagraphId, string>>;
  readonly topics: Topics;
  readonly compiled: CompiledTopics;
}

export function loadStory(): LoadedStory {
  const story = JSON.parse(read('story.json')) as {
    names: StoryName[];
    editions: { lang: string; file: string }[];
  };
  const editions = new Map(story.editions.map(({ lang, file }) => [lang, loadParagraphs(file)]));
  const paragraphs = [...([...editions.values()][0]?.keys() ?? [])];
  const topics = parseTopics(read('topics.json'), 'topics.json', paragraphs);
  return {
    names: story.names,
    paragraphs,
    editions,
    topics,
    compiled: compileTopics(topics, paragraphs),
  };
}
