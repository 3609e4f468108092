import { afterEach, beforeEach, expect, test } from 'vitest';
import { rectsOf } from '../../../src/dom/range.ts';
import { targetOf } from '../../../src/dom/target.ts';
import type { Engine } from '../../../src/page/engine.ts';
import { placeAtPoint } from '../../../src/pointer/place-at-point.ts';
import { type AnyWindow, engineOf, frame, hurried, rest, textOf } from '../page/support.ts';

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
  ['beside another', '<p>- xAI<b>, OpenAI</b>', 2],
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
