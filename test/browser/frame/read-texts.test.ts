/** Names whose paragraph was read before are marked less. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import type { FirstParagraphs } from '../../../src/frame/marks/read-texts.ts';
import { engineOf, haveRead, registered, rest } from './support.ts';

let engine: Engine;
let asked: string[];

/** What a name would show: the paragraph that the page names beside it. */
const firstParagraphs: FirstParagraphs = async (passages) => {
  asked.push(...passages.map(({ name }) => name));
  return passages.map(({ text }) => /p\d/.exec(text)?.[0]);
};

beforeEach(async () => {
  asked = [];
  document.body.innerHTML = `
    <p id="a">On p1, OpenAI</p><p id="b">On p2, xAI</p>
    <p id="c" style="-webkit-text-stroke: 1px red">On p1, OpenAI</p>`;
  engine = engineOf(window);
  await rest(engine, window);
});
afterEach(() => {
  engine.stop();
  document.body.replaceChildren();
});

/** Of each element with a mark the end of its highlight's name. */
function marks(): Record<string, string> {
  const all = registered(engine);
  const own = [...CSS.highlights].flatMap(([name, highlight]) =>
    [...highlight.keys()]
      .filter((range) => all.includes(range))
      .map((range) => [range.startContainer.parentElement?.id ?? '', name]),
  );
  return Object.fromEntries(own);
}

const marksAre = (expected: Record<string, string>) =>
  vi.waitFor(() => expect(marks()).toEqual(expected), { timeout: 10_000 });

test('nobody is asked as long as nothing was read', async () => {
  haveRead(engine, [], firstParagraphs);
  await rest(engine, window);
  expect(marks()).toEqual({ a: 'backstory', b: 'backstory' });
  expect(asked).toEqual([]);
});

test('what was read is marked less, the rest and strange letters as ever', async () => {
  haveRead(engine, ['p1'], firstParagraphs);
  await marksAre({ a: 'backstory-read', b: 'backstory' });
  haveRead(engine, ['p1', 'p2'], firstParagraphs);
  await marksAre({ a: 'backstory-read', b: 'backstory-read' });
  // Of each text once.
  expect(asked.filter((name) => name === 'xai')).toHaveLength(1);
  haveRead(engine, [], firstParagraphs);
  await marksAre({ a: 'backstory', b: 'backstory' });
});

test('a text that says something else is asked about anew', async () => {
  haveRead(engine, ['p1'], firstParagraphs);
  await marksAre({ a: 'backstory-read', b: 'backstory' });
  const [a, b] = ['a', 'b'].map((id) => document.getElementById(id)?.firstChild as Text);
  (a as Text).data = 'On p3, OpenAI';
  (b as Text).data = 'On p1, xAI';
  await marksAre({ a: 'backstory', b: 'backstory-read' });
});

test('a text with several names is marked less once all of them were read', async () => {
  (document.getElementById('a')?.firstChild as Text).data = 'OpenAI and xAI';
  const each: FirstParagraphs = async (passages) =>
    passages.map(({ name }) => (name === 'xai' ? 'p2' : 'p1'));
  haveRead(engine, ['p1'], each);
  await marksAre({ a: 'backstory', b: 'backstory' });
  haveRead(engine, ['p1', 'p2'], each);
  await marksAre({ a: 'backstory-read', b: 'backstory-read' });
});

test('where nobody answers, marks stay as they are', async () => {
  haveRead(engine, ['p1'], () => Promise.reject(new Error('gone')));
  await rest(engine, window);
  expect(marks()).toEqual({ a: 'backstory', b: 'backstory' });
});
