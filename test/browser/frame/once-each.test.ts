/** Each name marked once a section, or once a page. */
import { afterEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import { engineOf, markEach, painted, registered, rest } from './support.ts';

const SECTIONS = `
  <h1>News of OpenAI</h1><p>First xAI, then OpenAI and xAI.</p>
  <h2>Later</h2><p>xAI again, and OpenAI.</p><p>More of xAI.</p>
  <article><p>A post on OpenAI.</p></article>`;

let engine: Engine;
afterEach(() => {
  engine.stop();
  document.body.replaceChildren();
});

async function open(html: string): Promise<void> {
  document.body.innerHTML = html;
  engine = engineOf(window);
  await rest(engine, window);
}

/** The names that are painted, each with the element that it stands in, in the order of the page. */
function marks(): string[] {
  const ranges = registered(engine).filter(({ startContainer }) => startContainer.isConnected);
  return ranges
    .map((range) => ({ range, text: String(toRange(range)) }))
    .sort((a, b) => toRange(a.range).compareBoundaryPoints(Range.START_TO_START, toRange(b.range)))
    .map(({ range, text }) => `${range.startContainer.parentElement?.localName} ${text}`);
}

function toRange({ startContainer, startOffset, endContainer, endOffset }: AbstractRange): Range {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

const marksAre = (expected: readonly string[]) =>
  vi.waitFor(() => expect(marks()).toEqual(expected), { timeout: 10_000 });

test('once a page: the first of each, and all again after that', async () => {
  await open(SECTIONS);
  const all = painted(engine).length;
  expect(all).toBe(8);
  markEach(engine, 'page');
  await marksAre(['h1 OpenAI', 'p xAI']);
  // All are known as before: for the card, the popup, the way from one to the next.
  expect(engine.count).toBe(all);
  markEach(engine, 'mention');
  await vi.waitFor(() => expect(painted(engine)).toHaveLength(all));
});

test('once a section: what headings part, and posts', async () => {
  await open(SECTIONS);
  markEach(engine, 'section');
  await marksAre(['h1 OpenAI', 'p xAI', 'p xAI', 'p OpenAI', 'p OpenAI']);
  markEach(engine, 'page');
  await marksAre(['h1 OpenAI', 'p xAI']);
});

test('the first one that can be seen: not in a closed menu, nor for the ear alone', async () => {
  await open(`
    <nav hidden>OpenAI and xAI</nav>
    <p style="position: absolute; width: 1px; height: 1px; overflow: hidden">Of OpenAI</p>
    <p>This is OpenAI</p><div>That is OpenAI, or xAI</div>`);
  markEach(engine, 'page');
  await marksAre(['p OpenAI', 'div xAI']);
});

test('follows the page: what comes before, what goes, what is hidden', async () => {
  await open('<p>This is OpenAI</p><div>And OpenAI again</div>');
  markEach(engine, 'page');
  await marksAre(['p OpenAI']);
  document.body.insertAdjacentHTML('afterbegin', '<h2>On OpenAI</h2>');
  await marksAre(['h2 OpenAI']);
  document.querySelector('h2')?.remove();
  await marksAre(['p OpenAI']);
  (document.querySelector('p') as HTMLElement).hidden = true;
  await marksAre(['div OpenAI']);
});

test('in a text that is written anew, the name stays marked', async () => {
  await open('<p>This is OpenAI</p><div>And OpenAI again</div>');
  markEach(engine, 'page');
  await marksAre(['p OpenAI']);
  (document.querySelector('p') as HTMLElement).textContent = 'So this is OpenAI';
  await marksAre(['p OpenAI']);
});

test('in shadow roots, where they stand in the page', async () => {
  await open('<div></div><p>This is OpenAI</p>');
  const root = (document.querySelector('div') as HTMLElement).attachShadow({ mode: 'open' });
  root.innerHTML = '<b>On OpenAI</b><h2>Later</h2><i>Again OpenAI</i>';
  await rest(engine, window);
  markEach(engine, 'section');
  await vi.waitFor(() => expect(painted(engine)).toEqual(['OpenAI', 'OpenAI']), 10_000);
  const around = registered(engine).map(
    ({ startContainer }) => startContainer.parentElement?.localName,
  );
  expect(around.sort()).toEqual(['b', 'i']);
});

test('of very many, too: one in each section that is near', async () => {
  const entry = '<h3>Entry</h3><p>OpenAI, xAI and OpenAI</p><p>OpenAI</p>';
  await open(entry.repeat(100));
  expect(engine.count).toBe(400);
  markEach(engine, 'section');
  await vi.waitFor(
    () => {
      expect(marks().length).toBeGreaterThan(0);
      const near = marks();
      expect(near).toEqual(near.map((_, at) => (at % 2 === 0 ? 'p OpenAI' : 'p xAI')));
    },
    { timeout: 10_000 },
  );
  markEach(engine, 'page');
  await marksAre(['p OpenAI', 'p xAI']);
});
