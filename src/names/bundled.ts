/** What this build knows of the names: see `src/story/bundled.ts`. Only entries read it. */
import type { CompiledForms, CompiledSpots } from './compiled.ts';
import type { CompiledCues } from './judge.ts';

declare const __STORY_FORMS__: CompiledForms;
declare const __STORY_SPOTS__: CompiledSpots;
declare const __STORY_CUES__: CompiledCues;

export const forms: CompiledForms = __STORY_FORMS__;
export const spots: CompiledSpots = __STORY_SPOTS__;
export const cues: CompiledCues = __STORY_CUES__;
