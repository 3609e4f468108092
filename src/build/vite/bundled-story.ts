import { carriedEditions } from '../../story/editions.ts';
import type { BundledStory } from '../story/read-story.ts';

/**
 * The story as compile-time constants. Constants, and not imports of the files, because the bundles
 * that run in pages are built without plugins: they inherit `define`, and a constant that a bundle
 * does not use costs it nothing. Only `bundled.ts` in `src/story` and `src/names` reads them, and
 * `src/story/packaged-languages.ts`.
 */
export function bundledStory({ story, forms, spots }: BundledStory): Record<string, string> {
  const { editions: _, ...outline } = story;
  return {
    __STORY__: JSON.stringify({ ...story, editions: carriedEditions(story) }),
    __STORY_OUTLINE__: JSON.stringify(outline),
    __STORY_NAMES__: JSON.stringify(story.names.map(({ id }) => id)),
    __STORY_PACKAGED__: JSON.stringify(story.languages.map(({ lang }) => lang)),
    __STORY_FORMS__: JSON.stringify(forms),
    __STORY_SPOTS__: JSON.stringify(spots),
  };
}
