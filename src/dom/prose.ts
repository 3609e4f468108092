/**
 * Which text of a page is prose, and which text nodes a reader sees as one run. Reads the DOM, never
 * changes it.
 */

/** Text in here is never prose: code, form fields, editors, what is not shown. */
const NOT_PROSE =
  'script,style,noscript,template,title,textarea,select,option,datalist,pre,code,kbd,samp,tt,' +
  'iframe,object,canvas,audio,video,[role=textbox],.monaco-editor,.ace_editor,.CodeMirror';

const EDITABLE = '[contenteditable]';
const NOT_PROSE_OR_EDITABLE = `${NOT_PROSE},${EDITABLE}`;

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
  return node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

export function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;
}

/** The element in which `node` stands, out of a shadow root too. */
export function elementAround(node: Node): Element | null {
  const parent = isShadowRoot(node) ? node.host : node.parentNode;
  return !parent || isElement(parent) ? parent : elementAround(parent);
}

/** Transparent in a run: they stand between letters without parting them. */
export function isInline(node: Node): boolean {
  if (!isElement(node)) return true;
  const { localName } = node;
  return (INLINE.has(localName) || localName.includes('-')) && !node.shadowRoot;
}

/**
 * Whether `text` is prose. Asked for texts with a candidate only: a question for each of a page's
 * nodes would cost more than reading them.
 *
 * Reads attributes, not `isContentEditable`, which makes the browser compute styles.
 */
export function isProse(text: Text): boolean {
  const element = elementAround(text);
  return element === null || isProseIn(element);
}

function isProseIn(from: Element): boolean {
  let element: Element | null = from;
  let isEditableSettled = false;
  while (element) {
    const refused: Element | null = element.closest(
      isEditableSettled ? NOT_PROSE : NOT_PROSE_OR_EDITABLE,
    );
    if (refused) {
      if (isEditableSettled || refused.matches(NOT_PROSE)) return false;
      const value: string | undefined = refused.getAttribute('contenteditable')?.toLowerCase();
      if (value === '' || value === 'true' || value === 'plaintext-only') return false;
      isEditableSettled = value === 'false';
    }
    element = elementAround(refused ?? element.getRootNode());
  }
  return true;
}

/**
 * `isProse` for many texts while nothing changes in the page: what stands in the same element as the
 * one before is asked about its own element alone.
 */
export function createProseTest(): (text: Text) => boolean {
  let container: Element | undefined;
  let isContainerProse = false;
  /** What has no attributes is like any other of its name. */
  let passed = '';
  return (text) => {
    const parent = text.parentElement;
    const around = parent?.parentElement;
    if (!parent || !around) return isProse(text);
    const { localName } = parent;
    if (localName !== passed || parent.hasAttributes()) {
      if (parent.matches(NOT_PROSE_OR_EDITABLE)) return isProseIn(parent);
      passed = localName;
    }
    if (around !== container) {
      container = around;
      isContainerProse = isProseIn(around);
    }
    return isContainerProse;
  };
}

/** Steps to the text before or after `from` in the same run, or null where the run ends. */
function neighbour(from: Node, forward: boolean): Text | null {
  let node = from;
  for (;;) {
    let next: Node | null = forward ? node.nextSibling : node.previousSibling;
    if (!next) {
      const parent = node.parentNode;
      if (!parent || !isInline(parent)) return null;
      node = parent;
      continue;
    }
    // Down to the nearest leaf; an element without children is itself a leaf.
    while (next) {
      if (isText(next)) return next;
      if (!isInline(next)) return null;
      const child: Node | null = forward ? next.firstChild : next.lastChild;
      if (!child) break;
      next = child;
    }
    node = next as Node;
  }
}

/** Whether `next` follows `text` in the same run. */
export function continuesRun(text: Text, next: Text): boolean {
  return neighbour(text, true) === next;
}

/** The last text in or before `node`, or the first in or after it, within its run. */
function textBeside(node: Node, forward: boolean): Text | null {
  let leaf: Node = node;
  while (!isText(leaf)) {
    if (!isInline(leaf)) return null;
    const child = forward ? leaf.firstChild : leaf.lastChild;
    if (!child) return neighbour(leaf, forward);
    leaf = child;
  }
  return leaf;
}

/** The texts of a run from one to another, both included. */
export function textsBetween(from: Text, to: Text): Text[] {
  const texts: Text[] = [];
  for (let node: Text | null = from; node; node = neighbour(node, true)) {
    texts.push(node);
    if (node === to) break;
  }
  return texts;
}

const present = (texts: readonly (Text | null)[]) => texts.filter((text) => text !== null);

/**
 * The texts on both sides of a place where children of `parent` were put in or taken out: their runs
 * may have been joined or parted.
 */
export function textsAround(parent: Node, previous: Node | null, next: Node | null): Text[] {
  const beside = (sibling: Node | null, forward: boolean) => {
    if (sibling) return textBeside(sibling, forward);
    return isInline(parent) ? neighbour(parent, forward) : null;
  };
  return present([beside(previous, false), beside(next, true)]);
}

/** The texts in an element that stand nearest to its edges. */
export function textsWithin({ firstChild, lastChild }: Element): Text[] {
  if (!firstChild || !lastChild) return [];
  return present([textBeside(firstChild, true), textBeside(lastChild, false)]);
}

/** What holds the whole run that `text` is in, if that is an element. */
export function blockAround(text: Text): Element | null {
  let around: Node | null = text;
  while (around && isInline(around)) around = around.parentNode;
  return around as Element | null;
}

/** A stretch of a page's text. Offsets are UTF-16 units in the data of their node, `end` exclusive. */
export interface Stretch {
  readonly startNode: Text;
  readonly start: number;
  readonly endNode: Text;
  readonly end: number;
}

/** Consecutive text nodes that a reader sees as one line of text, or a window of such a run. */
export interface Run {
  readonly nodes: readonly Text[];
  /** Where each node's text begins in `text`. */
  readonly starts: readonly number[];
  readonly text: string;
  /** Index in `nodes`: the first and, exclusive, the last of which all is known. */
  readonly from: number;
  readonly to: number;
}

/**
 * The window of the run around `centre` that settles what stands in it.
 * @param reach UTF-16 units on either side of a candidate that bear on it
 * @param beside settles also the nodes that begin within so many units of `centre`: all of `from` to
 *   `to`, what begins in which depends on nothing outside the window
 */
export function runAround(centre: Text, reach: number, beside: number): Run {
  const nodes: Text[] = [];
  const settledBefore = gather(nodes, centre, false, reach, beside);
  const from = nodes.length - settledBefore;
  nodes.reverse().push(centre);
  const to = nodes.length + gather(nodes, centre, true, reach, beside);
  if (nodes.length === 1) return { nodes, starts: ALONE, text: centre.data, from: 0, to: 1 };
  const starts: number[] = [];
  let text = '';
  for (const each of nodes) {
    starts.push(text.length);
    text += each.data;
  }
  return { nodes, starts, text, from, to };
}

/** Adds to `nodes` what a run goes on with, nearest first; how many of them are settled. */
function gather(
  nodes: Text[],
  centre: Text,
  forward: boolean,
  reach: number,
  beside: number,
): number {
  let settled = 0;
  let distance = 0;
  let end = reach;
  for (
    let node = neighbour(centre, forward);
    node && distance <= end;
    node = neighbour(node, forward)
  ) {
    nodes.push(node);
    const isSettled = distance < beside;
    distance += node.length;
    if (!isSettled) continue;
    settled++;
    end = distance + reach;
  }
  return settled;
}

const ALONE: readonly number[] = [0];

/**
 * Whether the page lays out something between two neighbouring texts of a run that parts them for
 * the eye (flex items, inline blocks, `display: block` on a span). Makes the browser compute styles,
 * so it is asked only where letters on both sides of a joint matter.
 */
export function isParted(before: Text, after: Text): boolean {
  const left = inlineAncestors(before);
  const right = inlineAncestors(after);
  return (
    left.some((element) => !right.includes(element) && !flows(element)) ||
    right.some((element) => !left.includes(element) && !flows(element))
  );
}

function inlineAncestors(text: Text): Element[] {
  const ancestors: Element[] = [];
  for (let element = text.parentElement; element; element = element.parentElement) {
    if (!isInline(element)) break;
    ancestors.push(element);
  }
  return ancestors;
}

function flows(element: Element): boolean {
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents' || display === 'none';
}
