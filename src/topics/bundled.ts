/** The story's topics, the heaviest of its data: apart, so that only who ranks paragraphs loads them. */
import type { CompiledTopics } from './compiled.ts';

declare const __STORY_TOPICS__: CompiledTopics;

export const topics: CompiledTopics = __STORY_TOPICS__;
