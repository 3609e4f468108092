/** What this build learned of the names from the story's examples: heavy, so in a file of its own. */
import type { NamesModel } from './decide.ts';

declare const __STORY_NAMES_MODEL__: NamesModel | null;

export const namesModel: NamesModel | null = __STORY_NAMES_MODEL__;
