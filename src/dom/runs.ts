/** Which text nodes of a page a reader sees as one run. Reads the DOM, never changes it. */
import * as native from './native.ts';
import { isElement, isInline, isText, partOf } from './nodes.ts';

/**
 * Comments and edges of elements that may stand between two texts of one run. Nobody reads what stands further apart
 * as one word, and a page may hold any number of empty elements.
 */
const MOST_BETWEEN = 32;

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
  for (let left = MOST_BETWEEN; around && isInline(around); left--) {
    if (left === 0) return null;
    around = native.parentNode(around);
  }
  return around as Element | null;
}

/** A stretch of a page's text. Offsets are UTF-16 units in the data of their node, `end` exclusive. */
export interface Stretch {
  readonly startNode: Text;
  readonly start: number;
  readonly endNode: Text;
  readonly end: number;
}

/** Part of a text node. Offsets are UTF-16 units, `to` exclusive. */
export interface Part {
  readonly node: Text;
  readonly from: number;
  readonly to: number;
}

/** All of a text. */
export const wholeOf = (node: Text): Part => ({ node, from: 0, to: node.length });

export const isWhole = ({ node, from, to }: Part): boolean => from === 0 && to === node.length;

/**
 * Consecutive text nodes that a reader sees as one line of text, or a window of such a run. Offsets are UTF-16 units
 * in `text`.
 */
export interface Run {
  readonly nodes: readonly Text[];
  /** Where each node's text begins in `text`: before it (below 0) for a first node of which only the end is there. */
  readonly starts: readonly number[];
  readonly text: string;
  /** Index in `nodes`: the first and, exclusive, the last of which something is known. */
  readonly from: number;
  readonly to: number;
  /** What begins from there on, before `end`, is known: it depends on nothing outside of the window. */
  readonly begin: number;
  readonly end: number;
  /** Parts of long nodes beside it that the same change bears on: they are windows of their own. */
  readonly beside: readonly Part[];
}

/** UTF-16 units from which on a text node is read in parts. */
export const LONG_UNITS = 1_024;
/** How many texts of a run are gone through on either side of a text. */
const MOST_NODES = 512;

const NO_PARTS: readonly Part[] = [];

/**
 * The window of the run around a part of `centre` that settles what begins in there.
 * @param reach UTF-16 units on either side of a candidate that bear on it
 * @param beside settles also the nodes that begin within so many units of `centre`, if that is read as a whole
 * @param part of `centre`; default: all of it, which is for texts that are not long
 */
export function runAround(centre: Text, reach: number, beside: number, part?: Part): Run {
  const nodes: Text[] = [];
  const parts: Part[] = [];
  const { from: first, to: last } = part ?? { from: 0, to: centre.length };
  const cutBefore = Math.max(0, first - reach);
  const cutAfter = Math.min(centre.length, last + reach);
  const settledBefore = cutBefore > 0 ? 0 : gather(nodes, parts, centre, false, reach, beside);
  const index = nodes.length;
  nodes.reverse().push(centre);
  const settledAfter =
    cutAfter < centre.length ? 0 : gather(nodes, parts, centre, true, reach, beside);
  const from = index - settledBefore;
  const to = index + 1 + settledAfter;
  const starts: number[] = [];
  let text = '';
  for (const [at, node] of nodes.entries()) {
    const { length } = node;
    let cutFrom = 0;
    let cutTo = length;
    if (at === index) {
      cutFrom = cutBefore;
      cutTo = cutAfter;
      // What is beside the settled nodes is as long as it likes at the window's ends.
    } else if (at === 0 && at < from) cutFrom = Math.max(0, cutTo - 2 * reach);
    else if (at === nodes.length - 1 && at >= to) cutTo = Math.min(cutTo, 2 * reach);
    starts.push(text.length - cutFrom);
    text += cutTo - cutFrom === length ? node.data : partOf(node, cutFrom, cutTo);
  }
  const centreStart = starts[index] as number;
  return {
    nodes,
    starts,
    text,
    from,
    to,
    begin: from < index ? (starts[from] as number) : centreStart + first,
    end:
      to > index + 1
        ? (starts[to - 1] as number) + (nodes[to - 1] as Text).length
        : centreStart + last,
    beside: parts.length > 0 ? parts : NO_PARTS,
  };
}

/**
 * Adds to `nodes` what a run goes on with, nearest first, and to `parts` what is settled of long ones.
 * @returns how many nodes are settled, long ones not counted
 */
function gather(
  nodes: Text[],
  parts: Part[],
  centre: Text,
  forward: boolean,
  reach: number,
  beside: number,
): number {
  let settled = 0;
  let distance = 0;
  let end = reach;
  let node = neighbour(centre, forward);
  for (let left = MOST_NODES; node && distance <= end && left > 0; left--) {
    nodes.push(node);
    const { length } = node;
    if (distance < beside) {
      if (length > LONG_UNITS) {
        // What a change bears on begins within `beside` of it, or is at most `reach` long and ends there.
        parts.push(
          forward
            ? { node, from: 0, to: beside }
            : { node, from: Math.max(0, length - beside - reach), to: length },
        );
        break;
      }
      settled++;
      end = distance + length + reach;
    }
    distance += length;
    node = neighbour(node, forward);
  }
  return settled;
}

/**
 * Whether the page lays out something between two neighbouring texts of a run that parts them for
 * the eye (flex items, inline blocks, `display: block` on a span). Makes the browser compute styles,
 * so it is asked only where letters on both sides of a joint matter.
 */
export const isParted = (before: Text, after: Text): boolean =>
  isCutOff(before, after) || isCutOff(after, before);

/** Whether an element around `text` that does not hold `other` is not laid out as a part of the line. */
function isCutOff(text: Text, other: Text): boolean {
  let around = native.parentElement(text);
  // Neighbours are no further from each other than that.
  for (let left = MOST_BETWEEN; around && left > 0; left--) {
    if (native.contains(around, other) || !isInline(around)) return false;
    if (!flows(around)) return true;
    around = native.parentElement(around);
  }
  return false;
}

function flows(element: Element): boolean {
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents' || display === 'none';
}
