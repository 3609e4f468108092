import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rectsOf } from '../../../src/dom/range.ts';
import { targetOf } from '../../../src/dom/target.ts';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import { placeAtPoint } from '../../../src/frame/pointer/mention-at-point.ts';
import { type AnyWindow, engineOf, frame, hurried, rest, textOf } from './support.ts';

let home: AnyWindow & { dispose(): void };
let engine: Engine;

beforeEach(async () => {
  home = await frame();
});

afterEach(() => {
  engine.stop();
  home.dispose();
});

async function begin(html: string): Promise<HTMLElement> {
  const { body } = home.document;
  body.innerHTML = html;
  engine = engineOf(hurried(home));
  await rest(engine, home);
  return body;
}

/** What a pointer event there would come to first. */
function targetAt(x: number, y: number): Element | null {
  return targetOf({ target: home.document.elementFromPoint(x, y), clientX: x, clientY: y });
}

const pointedAt = (x: number, y: number) => {
  const place = placeAtPoint(engine, targetAt(x, y) ?? undefined, x, y);
  return place && textOf(place);
};

/** Every point of every line box of every mention leads to it; none beside does. */
function checkAll(): void {
  for (const place of engine.places()) {
    const rects = rectsOf(place);
    expect(rects.length).toBeGreaterThan(0);
    for (const { left, right, top, bottom } of rects) {
      for (let x = left + 1; x < right - 1; x += 2) {
        expect(pointedAt(x, (top + bottom) / 2)).toBe(textOf(place));
      }
    }
    const first = rects[0] as DOMRect;
    expect(pointedAt(first.left - 3, first.top + first.height / 2)).toBeUndefined();
  }
}

test.each([
  ['in one text', '<p>This is OpenAI today', 1],
  ['in two texts', '<p>This is Open<b>AI</b> today', 1],
  ['in three texts', '<p>This is O<b>pen</b><i>A<u>I</u></i> today', 1],
  ['split by scripts', '<p>This is Open<!-- -->AI today', 1],
  ['wrapped over two lines', '<p style="width: 3ch">Grok 4 or Open AI', 1],
  // Spaced, so that no font's letters hang over their boxes.
  ['beside another', '<p style="letter-spacing: 4px">- xAI<b>, OpenAI</b>', 2],
  ['right to left', '<p dir=rtl>זה OpenAI כאן', 1],
  ['among many', `<p>${'<i>a</i> b '.repeat(40)} OpenAI and xAI`, 2],
  ['cut, among many', `<p>${'<i>a</i> b '.repeat(40)} Open<b>AI</b> and x<b>A</b>I`, 2],
  ['turned', '<p style="transform: translate(100px, 100px)">This is xAI today', 1],
] as const)('a name %s', async (_, html, count) => {
  await begin(html);
  expect(engine.places().length).toBeGreaterThanOrEqual(count);
  checkAll();
});

test('in a shadow root, and in one within', async () => {
  const body = await begin('<div></div>');
  const outer = (body.firstChild as Element).attachShadow({ mode: 'open' });
  outer.innerHTML = '<p>This is OpenAI</p><div></div>';
  const inner = (outer.lastChild as Element).attachShadow({ mode: 'open' });
  inner.innerHTML = '<p>This is xAI</p>';
  await rest(engine, home);
  expect(engine.places().map(textOf)).toEqual(['OpenAI', 'xAI']);
  checkAll();
});

test('shown by a slot', async () => {
  const body = await begin('<div>This is OpenAI</div>');
  (body.firstChild as Element).attachShadow({ mode: 'open' }).innerHTML = 'Said: <slot></slot>';
  await rest(engine, home);
  checkAll();
});

test('where the page keeps events from its texts', async () => {
  await begin('<style>* { pointer-events: none !important }</style><p>This is Open<b>AI</b>');
  checkAll();
});

test('beyond the end of a line there is nothing, nor below what covers it', async () => {
  const body = await begin('<p>This is OpenAI</p>');
  const [rect] = rectsOf(engine.places()[0] as never) as [DOMRect];
  expect(pointedAt(rect.right + 20, rect.top + 5)).toBeUndefined();
  expect(pointedAt(rect.left + 5, rect.bottom + 30)).toBeUndefined();
  body.insertAdjacentHTML(
    'beforeend',
    '<div style="position: fixed; inset: 0; background: white">cover</div>',
  );
  expect(pointedAt(rect.left + 5, rect.top + 5)).toBeUndefined();
});

test('a mention whose text has changed or gone has no boxes', async () => {
  const body = await begin('<p>This is OpenAI</p>');
  const [place] = engine.places();
  if (!place) throw new Error('no mention');
  place.startNode.data = 'This';
  expect(rectsOf(place)).toEqual([]);
  body.replaceChildren();
  expect(rectsOf(place)).toEqual([]);
});

const OVER = 'position: absolute; inset: 0';

describe('under a cover', () => {
  const middle = () => {
    const [rect] = engine.places().flatMap(rectsOf) as [DOMRect];
    return pointedAt((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
  };
  const teaser = (style: string, head = '') =>
    `<style>.box { position: relative } .box a::after { content: ""; ${OVER}; ${style} }</style>
    <div class="box"><h3><a href="#story">${head}A story</a></h3><p>What OpenAI did next.</p></div>`;
  const glass = (cover: string) =>
    `<div style="position: relative"><p>Under a pane: OpenAI.</p>${cover}</div>`;

  test.each([
    ['the link of a teaser', teaser('')],
    [
      'a pane before it',
      `<style>.box { position: relative } .box::after { content: ""; ${OVER} }</style><div class="box"><p>Of OpenAI</p></div>`,
    ],
    ['an empty element', glass(`<span style="${OVER}"></span>`)],
    ['two of them', glass(`<i style="${OVER}"></i><a href="#" style="${OVER}"></a>`)],
    [
      'a field that nobody sees',
      glass(`<input type="checkbox" style="${OVER}; width: 100%; height: 100%; opacity: 0">`),
    ],
    ['one with words elsewhere', glass(`<a href="#" style="${OVER}; text-align: right">more</a>`)],
  ])('%s shows nothing: the mention is found', async (_, html) => {
    await begin(html);
    expect(middle()).toBe('OpenAI');
  });

  test('one over a shadow root', async () => {
    const body = await begin(glass(`<span style="${OVER}"></span>`));
    const host = body.querySelector('p') as Element;
    host.attachShadow({ mode: 'open' }).innerHTML = '<b>Here is OpenAI</b>';
    await rest(engine, home);
    expect(middle()).toBe('OpenAI');
  });

  test.each([
    ['a ground', teaser('background: #fff')],
    ['a picture', teaser('background: linear-gradient(red, blue)')],
    [
      'words',
      `<style>.box { position: relative } .box::after { content: "Words and more words"; ${OVER} }</style><div class="box"><p>Of OpenAI</p></div>`,
    ],
    ['a ground of its own', glass(`<div style="${OVER}; background: white"></div>`)],
    ['a blur', glass(`<div style="${OVER}; backdrop-filter: blur(3px)"></div>`)],
    ['an image', glass(`<img src="data:," alt="" style="${OVER}; width: 100%; height: 100%">`)],
    ['a text', glass(`<div style="${OVER}">Words and words and words and words</div>`)],
    ['a button', glass(`<button style="${OVER}; width: 100%"></button>`)],
  ])('that shows %s nothing is found', async (_, html) => {
    await begin(html);
    expect(middle()).toBeUndefined();
  });
});

/** Questions about the boxes of mentions that a look may ask, whatever the page. */
const QUESTIONS = 20;

describe('a look costs the same wherever names stand', () => {
  const WORDS = 'A few words about xAI and more. ';
  const shapes: Record<string, (count: number) => string> = {
    'one text': (count) => `<p>${WORDS.repeat(count)}</p>`,
    'names alone': (count) => `<p>${'xAI, '.repeat(count)}</p>`,
    'texts of one element': (count) => `<div>${`${WORDS}<br>`.repeat(count)}</div>`,
    'texts after each other': (count) => `<div>${`${WORDS}<!-- -->`.repeat(count)}</div>`,
    'elements in a line': (count) =>
      `<p>${'<i>A word about <b>xAI</b> here</i> '.repeat(count)}</p>`,
    'names that markup cuts': (count) => `<p>${'Words about Open<b>AI</b> and '.repeat(count)}</p>`,
    paragraphs: (count) => `<p>${WORDS}</p>`.repeat(count),
  };

  test.each(Object.entries(shapes))('%s', async (_, shape) => {
    const runs = fc.sample(
      fc.record({
        count: fc.constantFrom(3, 40, 600),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      6,
    );
    const { getClientRects } = Range.prototype;
    for (const { count, at } of runs) {
      const body = await begin(shape(count));
      await expect.poll(() => engine.busy).toBe(false);
      const places = engine.places();
      expect(places.length).toBe(count);
      const place = places[Math.floor(at * (count - 1))] as (typeof places)[number];
      home.scrollBy(0, (rectsOf(place)[0] as DOMRect).top - 300);
      const [rect] = rectsOf(place) as [DOMRect];
      const x = (rect.left + rect.right) / 2;
      const y = (rect.top + rect.bottom) / 2;
      const target = targetAt(x, y);
      let questions = 0;
      Range.prototype.getClientRects = function counted() {
        questions++;
        return getClientRects.call(this);
      };
      try {
        const found = placeAtPoint(engine, target, x, y);
        expect(found && [found.startNode, found.start]).toEqual([place.startNode, place.start]);
        // Beside it, too, where there is nothing.
        placeAtPoint(engine, targetAt(2, y), 2, y);
        placeAtPoint(engine, body, 2, y);
      } finally {
        Range.prototype.getClientRects = getClientRects;
      }
      expect(questions).toBeLessThanOrEqual(3 * QUESTIONS);
      engine.stop();
      home.scrollTo(0, 0);
    }
  });
});
