/** What kinds of nodes there are, and which of them part a line of text. */
import * as native from './native.ts';
import {
  CDATA_SECTION_NODE,
  DOCUMENT_FRAGMENT_NODE,
  DOCUMENT_TYPE_NODE,
  ELEMENT_NODE,
  TEXT_NODE,
} from './standard.ts';

/**
 * Elements that leave a line of text in one piece. Not sup, sub, rt: "Grok¹" with a note is "Grok".
 * Elements with a hyphen in their name count as inline too, which is what the browser shows them as
 * unless told otherwise.
 */
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s ' +
    'samp slot small span strike strong time tt u var wbr'
  ).split(' '),
);

// By node type, not `instanceof`: a node that came from another document is of that one's classes.

export function isText(node: Node): node is Text {
  const type = native.nodeType(node);
  return type === TEXT_NODE || type === CDATA_SECTION_NODE;
}

export function isElement(node: Node): node is Element {
  return native.nodeType(node) === ELEMENT_NODE;
}

export function isDocumentType(node: Node): boolean {
  return native.nodeType(node) === DOCUMENT_TYPE_NODE;
}

/**
 * Part of a text's data; `from` and `to` (exclusive) in UTF-16 units, cut to what there is. Not by `data`, of which
 * Firefox makes a copy each time that it is asked for: of a megabyte, for each name in it.
 */
export function partOf(text: Text, from: number, to: number): string {
  const start = Math.max(0, from);
  const end = Math.min(text.length, to);
  return start < end ? text.substringData(start, end - start) : '';
}

/** An event's target, if it is an element: a request has no kind of node, a window one that an `<img>` gives it. */
export function asElement(target: EventTarget | null): Element | null {
  const isNode = target !== null && target !== window && 'nodeType' in target;
  return isNode && isElement(target as Node) ? (target as Element) : null;
}

export function isShadowRoot(node: Node): node is ShadowRoot {
  return native.nodeType(node) === DOCUMENT_FRAGMENT_NODE && 'host' in node;
}

/** The element in which `node` stands, out of a shadow root too. */
export function elementAround(node: Node): Element | null {
  const parent = isShadowRoot(node) ? node.host : native.parentNode(node);
  return !parent || isElement(parent) ? parent : elementAround(parent);
}

/** Transparent in a run: they stand between letters without parting them. */
export function isInline(node: Node): boolean {
  if (!isElement(node)) return true;
  const name = native.localName(node);
  return (INLINE.has(name) || name.includes('-')) && !native.shadowRoot(node);
}
