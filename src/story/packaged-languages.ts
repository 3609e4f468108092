/**
 * Of this build, as `bundled.ts`, and apart from it: the background shares what stands there with our pages, and would
 * load the article's text with it at each of its starts.
 */
declare const __STORY_PACKAGED__: readonly string[];

/** The languages of the editions that are files in the package. */
export const packagedLanguages: readonly string[] = __STORY_PACKAGED__;
