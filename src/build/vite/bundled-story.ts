import type { BundledStory } from '../story/read-story.ts';

/**
 * The story as compile-time constants. Constants, and not imports of the files, because the bundles
 * that run in pages are built without plugins: they inherit `define`, and a constant that a bundle
 * does not use costs it nothing. `src/story/bundled.ts` is the one place that reads them.
 */
export function bundledStory({
  story,
  forms,
  spots,
  cues,
  namesModel,
  topics,
  sentences,
}: BundledStory): Record<string, string> {
  const { words, ...weights } = cues;
  return {
    __STORY__: JSON.stringify(story),
    __STORY_NAMES__: JSON.stringify(story.names.map(({ id }) => id)),
    __STORY_FORMS__: JSON.stringify(forms),
    __STORY_SPOTS__: JSON.stringify(spots),
    __STORY_CUES__: `/* @__PURE__ */ Object.assign(${parsed(weights)}, ${JSON.stringify({ words })})`,
    __STORY_NAMES_MODEL__: JSON.stringify(namesModel),
    __STORY_TOPICS__: JSON.stringify(topics),
    __STORY_SENTENCES__: JSON.stringify(sentences),
  };
}

/**
 * A constant that is parsed as JSON, which V8 does faster than as code. Not for a long string: that would be kept
 * twice, in the JSON and by itself.
 */
const parsed = (value: unknown) =>
  `/* @__PURE__ */ JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
