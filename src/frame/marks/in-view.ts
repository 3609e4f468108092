/**
 * Where in a crowd of mentions the reader looks. Which elements are near is known without asking for layout; in a
 * text with thousands of mentions, or among thousands of texts in one element, that tells nothing. Here the layout is
 * asked, at a few points: so only after a frame, when it is done.
 */
import { shownAncestors, shownParent } from '../../dom/flat-tree.ts';
import * as native from '../../dom/native.ts';
import { isShadowRoot, isText } from '../../dom/nodes.ts';
import type { OffsetRange } from '../../protocol/marks.ts';

/** A letter of a text, at one of the points. */
interface Hit {
  readonly text: Text;
  readonly offset: number;
}

/** Shares of what is in view: the points stand where they cross. */
const ROWS = [0, 0.33, 0.67, 1];
const COLUMNS = [0.1, 0.5, 0.9];
/** UTF-16 units beyond what was hit that count as in view, at least. */
const BESIDE_UNITS = 400;
/** Texts beyond what was hit. */
const TEXTS_BESIDE = 40;
/** Siblings of what was hit, of which one may have a mention. */
const NEARBY_SIBLINGS = 8;

/** The open shadow roots around `node`. */
export function rootsAround(node: Node): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  for (let root = native.rootOf(node); isShadowRoot(root); root = native.rootOf(root.host)) {
    roots.push(root);
  }
  return roots;
}

/** The part of an element's box that nothing clips; undefined: none of it is in view. */
function shownBox(element: Element) {
  const document = native.ownerDocument(element);
  const { innerWidth = 0, innerHeight = 0 } = native.windowOf(document) ?? {};
  let { left, top, right, bottom } = native.boxOf(element);
  const clip = (box: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>) => {
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.right);
    bottom = Math.min(bottom, box.bottom);
  };
  clip({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (const around of [element, ...shownAncestors(element)]) {
    // What is told for the root and the body is the viewport's.
    const isPages = around === native.rootElementOf(document) || around === native.bodyOf(document);
    if (!isPages && getComputedStyle(around).overflow !== 'visible') clip(native.boxOf(around));
  }
  return left < right && top < bottom ? { left, top, right, bottom } : undefined;
}

/** Letters at points of what is in view of `element`. */
function hitsIn(element: Element): Hit[] {
  const box = shownBox(element);
  if (!box) return [];
  const document = native.ownerDocument(element);
  const shadowRoots = rootsAround(element);
  const hits: Hit[] = [];
  const between = (from: number, to: number, share: number) => from + 1 + (to - from - 2) * share;
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      const x = between(box.left, box.right, column);
      const y = between(box.top, box.bottom, row);
      const caret = native.caretFromPoint(document, x, y, { shadowRoots });
      if (!caret || !isText(caret.offsetNode)) continue;
      hits.push({ text: caret.offsetNode, offset: caret.offset });
    }
  }
  return hits;
}

const elementOf = (text: Text) =>
  shownParent(text) ?? native.rootElementOf(native.ownerDocument(text));

/**
 * What is in view of one long text.
 * @param count how many mentions begin in a span
 * @param most of them at most
 * @returns undefined: it cannot be told
 */
export function spansInView(
  text: Text,
  count: (span: OffsetRange) => number,
  most: number,
): OffsetRange[] | undefined {
  const offsets = hitsIn(elementOf(text))
    .filter((hit) => hit.text === text)
    .map(({ offset }) => offset);
  if (offsets.length === 0) return undefined;
  const first = Math.min(...offsets);
  const last = Math.max(...offsets);
  const beside = Math.max(BESIDE_UNITS, (last - first) / 2);
  for (const around of [beside, BESIDE_UNITS, 0]) {
    const span: OffsetRange = [first - around, last + around + 1];
    if (count(span) <= most) return [span];
  }
  // Columns, or letters too small to read: a piece around each point.
  const reach = ((last - first) * most) / count([first, last]) / offsets.length / 2;
  return merged(offsets.map((offset) => [offset - reach, offset + reach]));
}

/** Spans of numbers without overlaps, in order. */
function merged(spans: OffsetRange[]): OffsetRange[] {
  const result: OffsetRange[] = [];
  for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && from <= last[1]) result.splice(-1, 1, [last[0], Math.max(last[1], to)]);
    else result.push([from, to]);
  }
  return result;
}

/**
 * Those of very many texts that are in view, and what stands beside.
 * @param texts in document order
 * @param most of them at most
 */
export function textsInView(texts: readonly Text[], most: number): Text[] {
  const places = new Map(texts.map((text, index) => [text, index]));
  const elements = new Set<Element>();
  // In a crowd most stand in the same element.
  for (const at of [0, texts.length >> 1, texts.length - 1]) {
    const text = texts[at];
    if (text) elements.add(elementOf(text));
  }
  const hits = [...elements].flatMap(hitsIn).flatMap(({ text }) => nearest(text, places) ?? []);
  if (hits.length === 0) return texts.slice(0, most);
  const first = Math.min(...hits);
  const last = Math.max(...hits);
  const beside = Math.min(TEXTS_BESIDE, (most - (last - first)) / 2);
  const reach = most / hits.length / 2;
  const spans: OffsetRange[] =
    beside >= 0
      ? [[first - beside, last + beside + 1]]
      : merged(hits.map((hit) => [hit - reach, hit + reach]));
  return spans.flatMap(([from, to]) =>
    texts.slice(Math.max(0, Math.ceil(from)), Math.max(0, Math.ceil(to))),
  );
}

/** The place of a text, or of the nearest one beside it that has one. */
function nearest(text: Text, places: ReadonlyMap<Text, number>): number | undefined {
  let before: Node | null = text;
  let after: Node | null = text;
  for (let steps = 0; steps < NEARBY_SIBLINGS; steps++) {
    const place = places.get(before as Text) ?? places.get(after as Text);
    if (place !== undefined) return place;
    before = before && native.previousSibling(before);
    after = after && native.nextSibling(after);
  }
  return undefined;
}
