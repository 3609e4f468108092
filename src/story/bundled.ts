/**
 * The article that this build was made with, checked and compiled by `src/build`. Only entries read it: all
 * else takes what it needs as an argument, so that tests can bring their own. What finds names in a text stands in
 * `bundled.ts` of its room; what judges and ranks is data that the background loads (src/protocol/packaged.ts).
 *
 * One constant each, so that a program carries what it uses and no more.
 */
import type { Story, StoryOutline } from './types.ts';

declare const __STORY__: Story;
declare const __STORY_OUTLINE__: StoryOutline;
declare const __STORY_NAMES__: readonly string[];

/** With the text of those editions that our pages carry. */
export const story: Story = __STORY__;
/** Without any text of the article, for the card, which every page waits for. */
export const outline: StoryOutline = __STORY_OUTLINE__;
/** `StoryName.id` of each name, in the story's order. */
export const names: readonly string[] = __STORY_NAMES__;
