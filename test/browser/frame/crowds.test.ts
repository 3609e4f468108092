/** What is registered stays within some hundred wherever the names stand, and what is in view is painted. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rectsOf } from '../../../src/dom/range.ts';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import type { Mention } from '../../../src/protocol/marks.ts';
import { type AnyWindow, engineOf, frame, registered } from './support.ts';

/** Ranges that may be registered on any page. */
const MOST = 600;
/** More than that, and many times what is in view. */
const MANY = 5_000;
const SENTENCE = 'A word or two about xAI and what else there is to be told. ';

let home: AnyWindow & { dispose(): void };
let engine: Engine;

beforeEach(async () => {
  home = await frame();
});

afterEach(() => {
  engine.stop();
  home.dispose();
});

/** Where the reader sees the page: a box that scrolls, or the viewport. */
type Sight = () => Pick<DOMRect, 'top' | 'bottom'>;

/** Mentions in view, found by halving: to ask for the box of each would take minutes. */
function inView(places: readonly Mention[], sight: Sight): readonly Mention[] {
  const { top, bottom } = sight();
  const firstWhere = (is: (box: DOMRect) => boolean) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (is(rectsOf(places[middle] as Mention)[0] as DOMRect)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return places.slice(
    firstWhere((box) => box.top >= top),
    firstWhere((box) => box.bottom > bottom),
  );
}

function isRight(places: readonly Mention[], sight: Sight): boolean {
  const ranges = registered(engine);
  expect(ranges.length).toBeLessThanOrEqual(MOST);
  const painted = new Map<Node, Set<number>>();
  for (const { startContainer, startOffset } of ranges) {
    painted.set(startContainer, (painted.get(startContainer) ?? new Set()).add(startOffset));
  }
  const seen = inView(places, sight);
  return (
    seen.length > 10 && seen.every(({ startNode, start }) => painted.get(startNode)?.has(start))
  );
}

async function begin(): Promise<void> {
  engine = engineOf(home);
  await expect.poll(() => engine.busy, { timeout: 10_000 }).toBe(false);
}

const SHARES = [0, 0.5, 1, 0.25];

async function check(scroller: Element, sight: Sight): Promise<void> {
  const places = engine.places();
  expect(places.length).toBe(MANY);
  for (const share of SHARES) {
    scroller.scrollTop = share * scroller.scrollHeight;
    await expect.poll(() => isRight(places, sight)).toBe(true);
  }
}

const viewport: Sight = () => ({ top: 0, bottom: home.innerHeight });
const boxOf =
  (element: Element): Sight =>
  () => {
    const { top, bottom } = element.getBoundingClientRect();
    return { top: Math.max(0, top), bottom: Math.min(bottom, home.innerHeight) };
  };

const HEIGHT = 'height: 400px; overflow: auto';

test('in one text', async () => {
  home.document.body.innerHTML = `<p>${SENTENCE.repeat(MANY)}</p>`;
  await begin();
  await check(home.document.documentElement, viewport);
});

test('in one text that scrolls within the page', async () => {
  home.document.body.innerHTML = `<p>Before.</p><div style="${HEIGHT}">${SENTENCE.repeat(MANY)}</div>`;
  await begin();
  const scroller = home.document.querySelector('div') as Element;
  await check(scroller, boxOf(scroller));
});

test('in one text that scrolls in a shadow root', async () => {
  const host = home.document.createElement('section');
  home.document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `<div style="${HEIGHT}"><p>${SENTENCE.repeat(MANY)}</p></div>`;
  engine = engineOf(home);
  engine.follow([host]);
  await expect.poll(() => engine.places().length, { timeout: 10_000 }).toBe(MANY);
  await expect.poll(() => engine.busy, { timeout: 10_000 }).toBe(false);
  const scroller = root.firstElementChild as Element;
  await check(scroller, boxOf(scroller));
});

test('in thousands of texts of one element', async () => {
  home.document.body.innerHTML = `<div>${`${SENTENCE}<br>`.repeat(MANY)}</div>`;
  await begin();
  await check(home.document.documentElement, viewport);
});

test('in texts of any size', async () => {
  const sizes = fc.array(fc.constantFrom(1, 3, 60, 70, 500, 2_000), { minLength: 2, maxLength: 6 });
  const [drawn = []] = fc.sample(sizes, 1);
  const rest = MANY - drawn.reduce((sum, size) => sum + size, 0);
  const all = rest > 0 ? [...drawn, rest] : [MANY];
  home.document.body.innerHTML = all.map((size) => `<p>${SENTENCE.repeat(size)}</p>`).join('');
  await begin();
  await check(home.document.documentElement, viewport);
});

test('a log that grows in view keeps its marks', async () => {
  home.document.body.innerHTML = `<p>${SENTENCE.repeat(MANY)}</p>`;
  await begin();
  await check(home.document.documentElement, viewport);
  const text = home.document.querySelector('p')?.firstChild as Text;
  for (let count = 0; count < 5; count++) {
    text.data += SENTENCE;
    await undefined;
    await expect.poll(() => engine.busy, { timeout: 10_000 }).toBe(false);
    await expect.poll(() => isRight(engine.places(), viewport)).toBe(true);
  }
});
