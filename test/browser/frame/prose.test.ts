import { beforeEach, expect, test } from 'vitest';
import { passageAround } from '../../../src/dom/passage.ts';
import { isProse } from '../../../src/dom/prose.ts';
import { isParted, runAround } from '../../../src/dom/runs.ts';

let body: HTMLElement;

beforeEach(() => {
  body = document.createElement('div');
  document.body.replaceChildren(body);
});

/** The text nodes with any letters, shadow roots included. */
function texts(html: string): Text[] {
  body.innerHTML = html;
  return textsIn(body);
}

const textsIn = (node: Node): Text[] => [
  ...(node.nodeType === Node.TEXT_NODE && (node as Text).data.trim() ? [node as Text] : []),
  ...textsIn_((node as Element).shadowRoot ?? null),
  ...[...node.childNodes].flatMap(textsIn),
];
const textsIn_ = (root: ShadowRoot | null): Text[] => (root ? textsIn(root) : []);

test.each([
  ['<p>text', true],
  ['<p><a href=x><b>text', true],
  ['<button>text', true],
  ['<pre>text', 'lines'],
  ['<pre><p><b>text', 'lines'],
  ['<pre><code>text', false],
  ['<code><pre>text', false],
  ['<pre contenteditable>text', false],
  ['<div contenteditable><pre>text', false],
  ['<table translate=no><td>text', 'lines'],
  ['<p>Made by <span translate=no>text', true],
  ['<code>text', false],
  ['<div class=cm-editor><div class=cm-line>text', false],
  ['<div class=monaco-editor>text', false],
  ['<div class=xterm><div class=xterm-rows><span>text', false],
  ['<td class="blob-code blob-code-inner">text', true],
  ['<table><td class="blob-code blob-code-inner">text', false],
  ['<div class=mermaid>text', false],
  ['<div class=mermaid data-processed=true><svg><text>text', true],
  ['<textarea>text', false],
  ['<noscript>text', false],
  ['<div role=textbox><p>text', false],
  ['<div class=CodeMirror>text', false],
  ['<div contenteditable>text', false],
  ['<div contenteditable=TRUE><p>text', false],
  ['<div contenteditable=plaintext-only><p>text', false],
  ['<div contenteditable=false><p>text', true],
  ['<div contenteditable=nonsense><p>text', true],
  ['<div contenteditable><p contenteditable=nonsense>text', false],
  ['<div contenteditable><p contenteditable=false>text', true],
  ['<div contenteditable><p contenteditable=false><b contenteditable>text', false],
  ['<pre><p contenteditable=false>text', 'lines'],
  ['<textarea><p contenteditable=false>text', false],
  ['<svg><text>text', true],
  ['<svg><title>text', false],
] as const)('isProse: %s', (html, expected) => {
  // noscript holds elements, not text, where scripts run.
  const [text] = html.startsWith('<noscript') ? noscript() : texts(html);
  expect(isProse(text as Text)).toBe(expected);
});

function noscript(): Text[] {
  const element = document.createElement('noscript');
  element.append('text');
  body.append(element);
  return textsIn(body);
}

test.each([
  ['<div><div id=host>', true],
  ['<pre><div id=host>', 'lines'],
  ['<code><div id=host>', false],
  ['<div contenteditable><div id=host>', false],
  ['<div contenteditable><div id=host contenteditable=false>', true],
] as const)('isProse of a text directly in a shadow root: %s', (html, expected) => {
  body.innerHTML = html;
  const root = (body.querySelector('#host') as Element).attachShadow({ mode: 'open' });
  root.append('text');
  expect(isProse(root.firstChild as Text)).toBe(expected);
});

test.each([
  ['<p>one two three', 'one two three'],
  ['<p>one <b>two</b> three', 'one two three'],
  ['<p>one <b><i>two</i></b><wbr> three', 'one two three'],
  ['<p>one <!-- -->two<x-tag> three</x-tag>', 'one two three'],
  ['one <p>two</p> three', 'two'],
  ['one<br>two<br>three', 'two'],
  ['<table><td>one<td>two<td>three', 'two'],
  ['<p>one<img>two<sup>3</sup>', 'two'],
  ['<p>one <script></script>two', 'two'],
])('the run in %s', (html, expected) => {
  const list = texts(html);
  const centre = list.find(({ data }) => data.includes('two')) as Text;
  const { text, nodes, starts } = runAround(centre, 100, 100);
  expect(text).toBe(expected);
  for (const [index, node] of nodes.entries()) {
    expect(text.slice(starts[index], (starts[index] as number) + node.length)).toBe(node.data);
  }
});

test('an element with a shadow root is in no run', () => {
  texts('<p>one <x-tag>two</x-tag> three');
  body.querySelector('x-tag')?.attachShadow({ mode: 'open' });
  expect(runAround(body.querySelector('p')?.firstChild as Text, 100, 0).text).toBe('one ');
});

test('a run is read as far as it matters; only what is near is settled', () => {
  const list = texts(`<p>${'<b>0123456789</b>'.repeat(100)}`);
  const { nodes, from, to } = runAround(list[50] as Text, 30, 30);
  // Those that begin within 30 units on either side, and 30 units on either side of those.
  expect(to - from).toBe(1 + 2 * 3);
  expect(nodes).toHaveLength(1 + 2 * (3 + 4));
  expect(nodes[(from + to - 1) / 2]).toBe(list[50]);
});

test.each([
  ['<p>one<b>two</b>', false],
  ['<p>one<b style="display: block">two</b>', true],
  ['<p>one<b style="display: inline-block">two</b>', true],
  ['<p>one<b style="float: right">two</b>', true],
  ['<p>one<b style="position: absolute">two</b>', true],
  ['<p>one<b style="display: contents">two</b>', false],
  ['<p style="display: flex"><b>one</b><b>two</b>', true],
  ['<p style="display: flex"><b>one<i>two</i></b>', false],
  ['<p style="display: none">one<b>two</b>', false],
  ['<p>one<b style="display: none">two</b>', false],
] as const)('isParted: %s', (html, expected) => {
  const [one, two] = texts(html) as [Text, Text];
  expect(isParted(one, two)).toBe(expected);
});

const passage = (start: Text, from: number, end: Text, to: number, reach = 100) => {
  const found = passageAround({ startNode: start, start: from, endNode: end, end: to }, reach);
  return [found.text, found.text.slice(found.start, found.end)];
};

test('a passage is the text of the block around, with its inner blocks on lines of their own', () => {
  const list = texts(
    '<p>far away</p><li>Before <b>Open</b>AI, <i>after</i>.<script>code</script><p>inner</p></li>',
  );
  const open = list.find(({ data }) => data === 'Open') as Text;
  const ai = list.find(({ data }) => data === 'AI, ') as Text;
  expect(passage(open, 0, ai, 2)).toEqual(['Before OpenAI, after.\ninner', 'OpenAI']);
});

test('a passage is cut on both sides, wherever the name stands in its text', () => {
  const [text] = texts(`<p>${'a'.repeat(500)} xAI ${'b'.repeat(500)}`) as [Text];
  expect(passage(text, 501, text, 504, 5)).toEqual(['aaaa xAI bbbb', 'xAI']);
});

test('a passage in a shadow root with no block in it', () => {
  body.innerHTML = '<div></div>';
  const root = (body.firstChild as Element).attachShadow({ mode: 'open' });
  root.innerHTML = '<span>About </span><span>Open</span><span>AI and so on</span>';
  const list = textsIn(root) as [Text, Text, Text];
  expect(passage(list[1], 0, list[2], 2)).toEqual(['About OpenAI and so on', 'OpenAI']);
});
