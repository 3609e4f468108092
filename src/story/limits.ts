/** How much a story may hold, so that no step of ours on a page depends on it. The build refuses more. */

/** Names of a story. */
export const MAX_NAMES = 64;

/** UTF-16 units of a mention, with its version and all that may stand inside it and shows nothing. */
export const MAX_MENTION = 1023;
