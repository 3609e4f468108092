/** Which text nodes of a page a reader sees as one run. Reads the DOM, never changes it. */
import * as native from './native.ts';
import { isElement, isInline, isText } from './nodes.ts';

/**
 * Comments and edges of elements that may stand between two texts of one run. Nobody reads what stands further apart
 * as one word, and a page may hold any number of empty elements.
 */
export const MOST_BETWEEN = 32;

const siblingOf = (node: Node, forward: boolean) =>
  forward ? native.nextSibling(node) : native.previousSibling(node);
const edgeOf = (node: Node, forward: boolean) =>
  forward ? native.firstChild(node) : native.lastChild(node);

/**
 * The text before or after `from` in the same run, or null where the run ends. The way there costs the same in both
 * directions: each edge of an element counts, and each comment.
 */
function neighbour(from: Node, forward: boolean): Text | null {
  let node = from;
  let left = MOST_BETWEEN;
  while (left-- > 0) {
    const beside = siblingOf(node, forward);
    if (!beside) {
      const parent = native.parentNode(node);
      if (!parent || !isInline(parent)) return null;
      node = parent;
      continue;
    }
    // Down to the nearest leaf; an element without children is itself a leaf.
    let leaf: Node | null = beside;
    while (leaf) {
      if (isText(leaf)) return leaf;
      if (!isInline(leaf)) return null;
      node = leaf;
      leaf = edgeOf(leaf, forward);
      if (leaf) left--;
    }
    if (isElement(node)) left--;
  }
  return null;
}

/** Whether `next` follows `text` in the same run. */
export function continuesRun(text: Text, next: Text): boolean {
  return neighbour(text, true) === next;
}

/** The last text in or before `node`, or the first in or after it, within its run. */
function textBeside(node: Node, forward: boolean): Text | null {
  let leaf: Node = node;
  for (let left = MOST_BETWEEN; left > 0; left--) {
    if (isText(leaf)) return leaf;
    if (!isInline(leaf)) return null;
    const child = edgeOf(leaf, forward);
    if (!child) return neighbour(leaf, forward);
    leaf = child;
  }
  return null;
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
export function textsWithin(element: Element): Text[] {
  const first = native.firstChild(element);
  const last = native.lastChild(element);
  return present([first && textBeside(first, true), last && textBeside(last, false)]);
}

/** What holds the whole run that `text` is in, if that is an element. */
export function blockAround(text: Text): Element | null {
  let around: Node | null = text;
  while (around && isInline(around)) around = native.parentNode(around);
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
  for (let element = native.parentElement(text); element; element = native.parentElement(element)) {
    if (!isInline(element)) break;
    ancestors.push(element);
  }
  return ancestors;
}

function flows(element: Element): boolean {
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents' || display === 'none';
}
