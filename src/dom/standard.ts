/**
 * Numbers that the DOM standard fixes for good. Not by `Node.TEXT_NODE`: in Firefox each look at a global of the page's
 * window goes through an Xray and takes longer than the question itself.
 */

/** What `nodeType` says. */
export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
export const CDATA_SECTION_NODE = 4;
export const DOCUMENT_NODE = 9;
export const DOCUMENT_TYPE_NODE = 10;
export const DOCUMENT_FRAGMENT_NODE = 11;

/** Bits of what `compareDocumentPosition` says. */
export const DOCUMENT_POSITION_PRECEDING = 2;
export const DOCUMENT_POSITION_FOLLOWING = 4;
export const DOCUMENT_POSITION_CONTAINED_BY = 16;

/** Bits of what a `TreeWalker` is told to show. */
export const SHOW_ELEMENT = 1;
export const SHOW_TEXT = 4;
export const SHOW_CDATA_SECTION = 8;
