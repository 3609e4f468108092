/**
 * What this build knows of the names: see `src/story/bundled.ts`. Only entries read it. What tells a name from its
 * doubles is a file that the background loads (`src/background/thinking.ts`).
 */
import type { CompiledForms, CompiledSpots } from './compiled.ts';

declare const __STORY_FORMS__: CompiledForms;
declare const __STORY_SPOTS__: CompiledSpots;

export const forms: CompiledForms = __STORY_FORMS__;
export const spots: CompiledSpots = __STORY_SPOTS__;
