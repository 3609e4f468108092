/** The story's trained ranker: apart, so that only who ranks paragraphs loads it. */
import type { CompiledRanker } from './ranker.ts';

declare const __STORY_RANKER__: CompiledRanker | null;

/** `null` for a story without examples. */
export const ranker: CompiledRanker | null = __STORY_RANKER__;
