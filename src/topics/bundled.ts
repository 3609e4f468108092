/** The story's topics, the heaviest of its data: apart, so that only who ranks paragraphs loads them. */
import type { CompiledTopics, KnownSentences } from './compiled.ts';

declare const __STORY_TOPICS__: CompiledTopics;
declare const __STORY_SENTENCES__: KnownSentences;

export const topics: CompiledTopics = __STORY_TOPICS__;
export const sentences: KnownSentences = __STORY_SENTENCES__;
