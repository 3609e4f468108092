/**
 * How much a story may hold: what the page script's record of mentions (src/page/mentions.ts) has room for in
 * one number each. The build refuses more.
 */

/** Names of a story. */
export const MAX_NAMES = 64;

/** UTF-16 units of a mention, with its version and all that may stand inside it and shows nothing. */
export const MAX_MENTION = 1023;
