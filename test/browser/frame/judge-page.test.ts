import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { passageAround, within } from '../../../src/dom/passage.ts';
import type { Stretch } from '../../../src/dom/runs.ts';
import { judgePage } from '../../../src/frame/marks/judge-page.ts';
import { cues, forms } from '../../../src/names/bundled.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createJudge } from '../../../src/names/judge.ts';

const finder = createFinder(forms);
const judge = createJudge(cues);
const LONE = 'What did grok change today?';

let body: HTMLElement;

beforeEach(() => {
  body = document.createElement('div');
  document.body.replaceChildren(body);
});

/** A paragraph's first "grok", whatever its case; the paragraph's beginning if it has none. */
function placeIn(paragraph: Element): Stretch {
  const node = paragraph.firstChild as Text;
  const start = node.data.search(/grok/i);
  return { startNode: node, start: Math.max(0, start), endNode: node, end: Math.max(0, start + 4) };
}

const paragraphs = (...texts: string[]): Stretch[] => {
  body.innerHTML = texts.map((text) => `<p>${text}</p>`).join('');
  return [...body.children].map(placeIn);
};

const begin = (known: readonly Stretch[], title = () => '') =>
  judgePage(judge, finder, title, known);

test('what is known of a page when judging begins settles the first name', () => {
  const [lone, ...known] = paragraphs(
    LONE,
    'The chatbot of xAI got an update.',
    'Musk: Grok 4 is out.',
  );
  expect(begin([]).isMention('grok', lone as Stretch)).toBe(false);
  expect(begin(known).isMention('grok', lone as Stretch)).toBe(true);
});

test('what has been decided about settles what follows', () => {
  const [lone, ...others] = paragraphs(
    LONE,
    'Musk says Grok 4 is out.',
    'xAI made the chatbot Grok.',
  );
  const page = begin([]);
  for (const place of others) expect(page.isMention('grok', place)).toBe(true);
  expect(page.isMention('grok', lone as Stretch)).toBe(true);
});

test('the known places are read one by one, or all before a decision', () => {
  const [lone, ...known] = paragraphs(
    LONE,
    'The chatbot of xAI got an update.',
    'Musk: Grok 4 is out.',
  );
  const page = begin(known);
  expect([page.learnNext(), page.learnNext(), page.learnNext()]).toEqual([true, false, false]);
  // All has been read: that the page says something else now makes no difference.
  for (const { startNode } of known) startNode.data = 'Logstash reads syslog lines.';
  expect(page.isMention('grok', lone as Stretch)).toBe(true);
});

test('the title speaks for the page as it is now', () => {
  const [place] = paragraphs('Grok is slow here.');
  let title = '';
  const page = begin([], () => title);
  expect(page.isMention('grok', place as Stretch)).toBe(true);
  title = 'Logstash: regular expressions in Kibana';
  expect(page.isMention('grok', place as Stretch)).toBe(false);
});

test('one passage has the narrower one in it', () => {
  const piece = fc.constantFrom(
    'one ',
    'two',
    '\n',
    '<b>three</b>',
    '<p>four',
    '<br>',
    '<i> </i>',
    'five',
  );
  const html = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(html, fc.nat(), fc.nat(), fc.nat(60), (source, which, offset, reach) => {
      body.innerHTML = source;
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      const node = texts[which % Math.max(1, texts.length)];
      if (!node) return;
      const start = offset % node.length;
      const place = { startNode: node, start, endNode: node, end: start + 1 };
      expect(within(passageAround(place), reach)).toEqual(passageAround(place, reach));
    }),
  );
});
