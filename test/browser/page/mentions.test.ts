import { beforeEach, expect, test } from 'vitest';
import { compareNodes, Mentions } from '../../../src/page/mentions.ts';

let mentions: Mentions;
let texts: Text[];

beforeEach(() => {
  document.body.innerHTML = '<p>a</p><p>b</p><p>c</p><p>d</p>';
  texts = [...document.querySelectorAll('p')].map(({ firstChild }) => firstChild as Text);
  mentions = new Mentions(document);
});

const set = (node: Text, moved = false) =>
  mentions.set(node, [{ name: 0, startNode: node, start: 0, endNode: node, end: 1 }], moved);

const order = () => mentions.inOrder().map(({ node }) => node.data);

test('in document order, however they came', () => {
  for (const index of [2, 0, 3]) set(texts[index] as Text);
  expect(order()).toEqual(['a', 'c', 'd']);
  set(texts[1] as Text);
  expect(order()).toEqual(['a', 'b', 'c', 'd']);
});

test('nothing changed: the same array', () => {
  for (const text of texts) set(text);
  const before = mentions.inOrder();
  set(texts[1] as Text);
  expect(mentions.inOrder()).toBe(before);
  texts[1]?.remove();
  expect(mentions.inOrder()).not.toBe(before);
});

test('moved, removed, put back', () => {
  for (const text of texts) set(text);
  order();
  const [a, b] = texts as [Text, Text];
  document.body.append(a.parentElement as Node);
  set(a, true);
  set(a, true);
  expect(order()).toEqual(['b', 'c', 'd', 'a']);
  const parent = b.parentElement as Node;
  b.remove();
  expect(order()).toEqual(['c', 'd', 'a']);
  expect(mentions.units).toBe(3);
  parent.appendChild(b);
  set(b);
  expect(order()).toEqual(['b', 'c', 'd', 'a']);
});

test('without a place, no unit; with one again, a new one', () => {
  const [a] = texts as [Text];
  const before = set(a);
  expect(mentions.set(a, [], false)).toBe(before);
  expect(before.size).toBe(0);
  expect(mentions.unit(a)).toBeUndefined();
  expect(mentions.set(a, [], false).size).toBe(0);
  set(a);
  expect(order()).toEqual(['a']);
});

test('a place that ends in another text', () => {
  const [a, b] = texts as [Text, Text];
  const places = [
    { name: 2, startNode: a, start: 0, endNode: a, end: 1 },
    { name: 1, startNode: a, start: 1, endNode: b, end: 1 },
  ];
  expect([...mentions.set(a, places, false).places()]).toEqual(places);
  const changed = places.slice(0, 1);
  expect([...mentions.set(a, changed, false).places()]).toEqual(changed);
});

test("what stands in a shadow root stands at its host, before the host's own children", () => {
  const [a, b, c] = texts as [Text, Text, Text];
  const root = (b.parentElement as Element).attachShadow({ mode: 'open' });
  root.innerHTML = '<i>x</i><div></div>';
  const inner = (root.lastChild as Element).attachShadow({ mode: 'open' });
  inner.append('y');
  const [x, y] = [root.firstChild?.firstChild, inner.firstChild] as [Text, Text];
  const expected = [a, x, y, b, c];
  for (const [index, node] of expected.entries()) {
    for (const [other, second] of expected.entries()) {
      expect(Math.sign(compareNodes(node, second))).toBe(Math.sign(index - other));
    }
  }
});
