/**
 * The story that this build was made with, checked and compiled by `src/build`. Only entries read
 * it: all else takes what it needs as an argument, so that tests can bring their own.
 */
import type { Story, StoryName } from './types.ts';

declare const __STORY__: Story;
declare const __STORY_NAMES__: readonly StoryName[];

export const story: Story = __STORY__;

/** The names alone, for bundles that have no use for the article. */
export const names: readonly StoryName[] = __STORY_NAMES__;
