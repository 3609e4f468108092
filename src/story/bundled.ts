/**
 * The story that this build was made with, checked and compiled by `src/build`. Only entries read
 * it: all else takes what it needs as an argument, so that tests can bring their own.
 *
 * One constant each, so that a bundle carries what it uses and no more; what is heavy and shared by
 * some pages of the extension only is in a file of its own (bundled-topics.ts).
 */
import type { CompiledForms } from './compile-forms.ts';
import type { CompiledSpots } from './compile-spots.ts';
import type { CompiledCues } from './judge.ts';
import type { Story } from './types.ts';

declare const __STORY__: Story;
declare const __STORY_NAMES__: readonly string[];
declare const __STORY_FORMS__: CompiledForms;
declare const __STORY_SPOTS__: CompiledSpots;
declare const __STORY_CUES__: CompiledCues;

export const story: Story = __STORY__;
/** `StoryName.id` of each name, in the story's order. */
export const names: readonly string[] = __STORY_NAMES__;
export const forms: CompiledForms = __STORY_FORMS__;
export const spots: CompiledSpots = __STORY_SPOTS__;
export const cues: CompiledCues = __STORY_CUES__;
