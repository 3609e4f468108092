/** Nodes that a page put in, as they stand now: siblings together, as many as are read as one. */
import * as native from '../../dom/native.ts';
import { SECTION_ELEMENTS } from './scan.ts';

/** Siblings that are gone back to where those that were put in together begin. */
const MOST_SIBLINGS = 2_048;

/**
 * Goes through `nodes` without those that stand in others of them. Yields undefined often enough for the caller to let
 * a frame through.
 * @param isHere whether a node still stands in the document
 * @param sizeOf how many elements a node is and holds; what is more than a section is read by itself
 */
export function* siblingsAmong(
  nodes: ReadonlySet<Node>,
  isHere: (node: Node) => boolean,
  sizeOf: (node: Node) => number,
): Generator<readonly Node[], void, void> {
  const isCovered = createCoverTest(nodes);
  const done = new Set<Node>();
  const isNext = (node: Node | null): node is Node =>
    node !== null && nodes.has(node) && !done.has(node);
  for (const node of nodes) {
    let next: Node | null = node;
    if (!isNext(next) || !isHere(node) || isCovered(node)) next = null;
    for (let left = MOST_SIBLINGS; next && left > 0; left--) {
      const before: Node | null = native.previousSibling(next);
      if (!isNext(before)) break;
      next = before;
    }
    do {
      const group: Node[] = [];
      let size = 0;
      while (isNext(next) && size < SECTION_ELEMENTS) {
        size += sizeOf(next);
        if (size > SECTION_ELEMENTS && group.length > 0) break;
        done.add(next);
        group.push(next);
        next = native.nextSibling(next);
      }
      yield group;
    } while (isNext(next));
  }
}

/** @returns a test of whether a node stands in one of `nodes`; each step on the way up is gone once */
function createCoverTest(nodes: ReadonlySet<Node>): (node: Node) => boolean {
  const known = new Map<Node, boolean>();
  return (node) => {
    const path: Node[] = [];
    let isCovered = false;
    for (let at = native.parentNode(node); at; at = native.parentNode(at)) {
      const answer = nodes.has(at) || known.get(at);
      if (answer === undefined) {
        path.push(at);
        continue;
      }
      isCovered = answer;
      break;
    }
    for (const each of path) known.set(each, isCovered);
    return isCovered;
  };
}
