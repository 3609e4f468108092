import { beforeEach, expect, test } from 'vitest';
import { createDocumentOrder } from '../../../src/dom/document-order.ts';
import { Mentions } from '../../../src/frame/marks/mentions.ts';
import { createTextsInOrder } from '../../../src/frame/marks/texts-in-order.ts';
import type { Change } from '../../../src/protocol/marks.ts';

let mentions: Mentions;
let texts: Text[];
let inOrder: () => readonly Text[];

beforeEach(() => {
  document.body.innerHTML = '<p>a</p><p>b</p><p>c</p><p>d</p>';
  texts = [...document.querySelectorAll('p')].map(({ firstChild }) => firstChild as Text);
  mentions = new Mentions(document);
  inOrder = createTextsInOrder(mentions);
});

const set = (node: Text, change: Change = 'none') =>
  mentions.set(node, [{ name: 'name0', startNode: node, start: 0, endNode: node, end: 1 }], change);

/** As who keeps the order is told it. */
function order(): string[] {
  for (const _ of mentions.sweep());
  return inOrder().map(({ data }) => data);
}

test('in document order, however they came', () => {
  for (const index of [2, 0, 3]) set(texts[index] as Text);
  expect(order()).toEqual(['a', 'c', 'd']);
  set(texts[1] as Text);
  expect(order()).toEqual(['a', 'b', 'c', 'd']);
});

test('nothing changed: the same array', () => {
  for (const text of texts) set(text);
  const before = inOrder();
  set(texts[1] as Text);
  expect(inOrder()).toBe(before);
  texts[1]?.remove();
  mentions.mayBeGone = true;
  for (const _ of mentions.sweep());
  expect(inOrder()).not.toBe(before);
});

test('moved, removed, put back', () => {
  for (const text of texts) set(text);
  order();
  const [a, b] = texts as [Text, Text];
  document.body.append(a.parentElement as Node);
  set(a, 'moved');
  set(a, 'moved');
  expect(order()).toEqual(['b', 'c', 'd', 'a']);
  const parent = b.parentElement as Node;
  b.remove();
  mentions.mayBeGone = true;
  expect(order()).toEqual(['c', 'd', 'a']);
  expect(mentions.count).toBe(3);
  parent.appendChild(b);
  set(b);
  expect(order()).toEqual(['b', 'c', 'd', 'a']);
});

test('without a place it is not known; with one again it is', () => {
  const [a] = texts as [Text];
  expect(set(a)).toBe(true);
  expect(set(a)).toBe(false);
  expect(mentions.set(a, [], 'none')).toBe(true);
  expect(mentions.has(a)).toBe(false);
  expect(mentions.places(a)).toEqual([]);
  expect(mentions.set(a, [], 'none')).toBe(false);
  set(a);
  expect(order()).toEqual(['a']);
});

test('places come back as they were put in', () => {
  const [a, b] = texts as [Text, Text];
  const far = 123_456_789;
  const inA = { startNode: a, endNode: a };
  for (const places of [
    [{ ...inA, name: 'name2', start: 0, end: 1 }],
    [
      { ...inA, name: 'name2', start: 0, end: 1 },
      { name: 'name1', startNode: a, start: 1, endNode: b, end: 1 },
    ],
    [{ name: 'name1', startNode: a, start: 1, endNode: b, end: 1 }],
    [{ ...inA, name: 'name63', start: far, end: far + 1_023 }],
    [{ ...inA, name: 'name0', start: 0, end: 6 }],
  ]) {
    expect(mentions.set(a, places, 'none')).toBe(true);
    expect(mentions.places(a)).toEqual(places);
    expect(mentions.set(a, places, 'none')).toBe(places.some(({ endNode }) => endNode !== a));
  }
});

test('what a scan of the whole document reads in turn is not sorted', () => {
  const [a, b, c, d] = texts as [Text, Text, Text, Text];
  // In view, so it was read before all else.
  set(c);
  // Not the document's order, so that it shows who is believed. `b` waits for a decision.
  set(d, 'first');
  mentions.pass(b);
  mentions.pass(c);
  set(a, 'first');
  // Read from the edge of a stretch, once more.
  mentions.pass(a);
  set(b);
  expect(order()).toEqual(['d', 'b', 'c', 'a']);
  // Whoever keeps an order has to be told what comes after that.
  for (const text of [a, d]) set(text, 'moved');
  expect(order()).toEqual(['a', 'b', 'c', 'd']);
});

test('what moves or goes before a scan of the whole document has come to it, and what comes back', () => {
  const [a, b, c, d] = texts as [Text, Text, Text, Text];
  for (const text of [a, b]) set(text, 'first');
  document.body.append(a.parentElement as Node);
  set(a, 'moved');
  mentions.set(b, [], 'edited');
  // The scan begins anew, as it does when what it stood in is taken out.
  for (const text of [b, c, d]) set(text, 'first');
  mentions.pass(a);
  expect(order()).toEqual(['b', 'c', 'd', 'a']);
});

test('what waits for a decision is no mention, but has its place', () => {
  const [a, b, c] = texts as [Text, Text, Text];
  for (const text of [a, b]) mentions.pass(text);
  set(c, 'first');
  expect([mentions.has(a), mentions.count, order()]).toEqual([false, 1, ['a', 'b', 'c']]);
  expect(mentions.set(a, [], 'none')).toBe(false);
  set(b);
  expect([mentions.has(b), mentions.count, order()]).toEqual([true, 2, ['b', 'c']]);
  expect(mentions.isPlaced(b)).toBe(true);
});

test("what stands in a shadow root stands at its host, before the host's own children", () => {
  const [a, b, c] = texts as [Text, Text, Text];
  const root = (b.parentElement as Element).attachShadow({ mode: 'open' });
  root.innerHTML = '<i>x</i><div></div>';
  const inner = (root.lastChild as Element).attachShadow({ mode: 'open' });
  inner.append('y');
  const [x, y] = [root.firstChild?.firstChild, inner.firstChild] as [Text, Text];
  const expected = [a, x, y, b, c];
  // Few comparisons, then so many that children are counted.
  const compare = createDocumentOrder();
  for (const [index, node] of expected.entries()) {
    for (const [other, second] of expected.entries()) {
      expect(Math.sign(compare(node, second))).toBe(Math.sign(index - other));
    }
  }
});
