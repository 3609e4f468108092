import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rectsOf } from '../../../src/dom/range.ts';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import {
  type AnyWindow,
  decideAll,
  engineOf,
  frame,
  judge,
  painted,
  registered,
  unjudgedEngineOf,
} from './support.ts';

const MANY = 10_000;
/** What may be registered on a page of any length: more would slow every frame down. */
const FEW = 1_500;
/** Beside a screen of them: what scrolling is to find ready, and what it may begin with. */
const READY = 60;
const SEEN = 12;

let home: AnyWindow & { dispose(): void };
let engine: Engine;

beforeEach(async () => {
  home = await frame();
});

afterEach(() => {
  engine.stop();
  home.dispose();
});

const paragraphs = (count: number) => '<p>Says xAI today</p>'.repeat(count);

async function begin(html: string): Promise<HTMLElement> {
  const { body } = home.document;
  body.innerHTML = html;
  engine = engineOf(home);
  await expect.poll(() => engine.busy, { timeout: 10_000 }).toBe(false);
  return body;
}

const inView = () =>
  engine.places().filter((place) => {
    // Asked for its box, what the browser skips would be laid out.
    const parent = place.startNode.parentElement;
    if (parent && !parent.checkVisibility({ contentVisibilityAuto: true })) return false;
    return rectsOf(place).some(({ top, bottom }) => bottom > 0 && top < home.innerHeight);
  });

/** Every mention in the viewport is painted, and not many more. */
const isRight = () => {
  const texts = new Set(registered(engine).map(({ startContainer }) => startContainer));
  const seen = inView();
  return texts.size < FEW && seen.length > 0 && seen.every(({ startNode }) => texts.has(startNode));
};

/** How many are painted that are not in the viewport. */
const unseen = () => registered(engine).length - inView().length;

test('all of a few mentions are painted', async () => {
  await begin(paragraphs(60));
  expect(painted(engine)).toHaveLength(60);
});

test('of many mentions those near the viewport, wherever it is scrolled', async () => {
  await begin(paragraphs(MANY));
  expect(engine.places()).toHaveLength(MANY);
  for (const share of [0, 1, 0.25, 0.99, 0, 0.5]) {
    const { scrollHeight } = home.document.documentElement;
    home.scrollTo(0, share * scrollHeight);
    await expect.poll(isRight).toBe(true);
    await expect.poll(unseen).toBeLessThan(READY);
  }
  await expect.poll(unseen).toBeLessThan(SEEN);
  home.scrollBy(0, 100);
  await expect.poll(unseen).toBeGreaterThan(SEEN);
  await expect.poll(unseen).toBeLessThan(SEEN);
  expect(isRight()).toBe(true);
});

test('in a scroll container within the page', async () => {
  const body = await begin(`<div style="height: 500px; overflow: auto">${paragraphs(MANY)}</div>`);
  const scroller = body.firstElementChild as Element;
  for (const share of [0, 0.5, 1, 0]) {
    scroller.scrollTop = share * scroller.scrollHeight;
    await expect.poll(isRight).toBe(true);
  }
});

test('in sections whose content the browser skips until they are near', async () => {
  const style = 'content-visibility: auto; contain-intrinsic-size: auto 200px';
  await begin(`<section style="${style}">${paragraphs(5)}</section>`.repeat(MANY / 5));
  for (const share of [0, 0.5, 1, 0.25, 0]) {
    const { scrollHeight } = home.document.documentElement;
    home.scrollTo(0, share * scrollHeight);
    await expect.poll(isRight).toBe(true);
  }
  await expect.poll(unseen).toBeLessThan(SEEN);
});

test('what a judge decides about once those near are chosen', async () => {
  const { body } = home.document;
  body.innerHTML = '<p>Says xAI today</p><p>Says Grok today</p>'.repeat(400);
  engine = unjudgedEngineOf(home);
  engine.start();
  await expect.poll(() => engine.busy).toBe(false);
  judge(engine, () => true);
  await expect.poll(() => engine.busy).toBe(false);
  expect(engine.count).toBe(800);
  for (const share of [0, 1, 0.5]) {
    home.scrollTo(0, share * home.document.documentElement.scrollHeight);
    await expect.poll(isRight).toBe(true);
  }
});

describe('of more than a thousand, what a judge decides about', () => {
  const PAIRS = 1_200;
  let asked: string[];

  beforeEach(async () => {
    const { body } = home.document;
    const pair = (_: unknown, at: number) => `<p>Says xAI today</p><p>Says Grok today, ${at}</p>`;
    body.innerHTML = Array.from({ length: PAIRS }, pair).join('');
    asked = [];
    engine = unjudgedEngineOf(home);
    engine.start();
    await expect.poll(() => engine.busy).toBe(false);
    judge(engine, (_, { text }) => asked.push(text) > 0);
    await expect.poll(() => engine.busy).toBe(false);
  });

  /** Without asking the engine for all mentions. */
  const isAllInViewPainted = () =>
    [...home.document.getElementsByTagName('p')]
      .filter((paragraph) => {
        const { top, bottom } = paragraph.getBoundingClientRect();
        return bottom > 0 && top < home.innerHeight;
      })
      .every(({ firstChild }) => engine.paintedTexts.has(firstChild as Text));

  test('comes to be decided where it is near', async () => {
    for (const share of [0, 1, 0.5]) {
      home.scrollTo(0, share * home.document.documentElement.scrollHeight);
      await expect.poll(isAllInViewPainted).toBe(true);
    }
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(PAIRS / 2);
    expect(engine.count).toBe(PAIRS + asked.length);
  });

  test('all of it once somebody wants all decided about', async () => {
    await expect.poll(() => engine.busy).toBe(false);
    expect(engine.places().length).toBeLessThan(2 * PAIRS);
    decideAll(engine);
    expect(engine.busy).toBe(true);
    await expect.poll(() => engine.busy).toBe(false);
    expect(engine.places()).toHaveLength(2 * PAIRS);
    decideAll(engine);
    expect(engine.busy).toBe(false);
    expect(new Set(asked).size).toBe(PAIRS);
    expect(asked).toHaveLength(PAIRS);
  });

  test('all of it once there are fewer, whose number is told', async () => {
    const left = 600;
    for (const paragraph of [...home.document.getElementsByTagName('p')].slice(left)) {
      paragraph.remove();
    }
    await expect.poll(() => engine.count).toBe(left);
  });

  test('nothing while the page is hidden, and all that is asked for afterwards', async () => {
    engine.pause();
    decideAll(engine);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(engine.count).toBeLessThan(2 * PAIRS);
    engine.resume();
    await expect.poll(() => engine.count).toBe(2 * PAIRS);
  });
});

test('details that open, and what was not displayed', async () => {
  const body = await begin(
    `${paragraphs(50)}<details>${paragraphs(3_000)}</details>` +
      `<div style="display: none">${paragraphs(3_000)}</div>${paragraphs(2_000)}`,
  );
  await expect.poll(isRight).toBe(true);
  const details = body.querySelector('details') as HTMLDetailsElement;
  details.open = true;
  details.scrollIntoView({ block: 'start' });
  await expect.poll(isRight).toBe(true);
  home.scrollBy(0, details.offsetHeight / 2);
  await expect.poll(isRight).toBe(true);
  details.open = false;
  const hidden = body.querySelector('div') as HTMLElement;
  hidden.style.display = '';
  hidden.scrollIntoView({ block: 'center' });
  await expect.poll(isRight).toBe(true);
});

test('a fixed box at the end of a long document', async () => {
  await begin(`${paragraphs(MANY)}<aside style="position: fixed; top: 0">${paragraphs(3)}</aside>`);
  await expect.poll(isRight).toBe(true);
  home.scrollTo(0, home.document.documentElement.scrollHeight / 2);
  await expect.poll(isRight).toBe(true);
});

test('texts directly in shadow roots', async () => {
  const body = await begin('<div></div>'.repeat(2_000));
  for (const child of body.children) child.attachShadow({ mode: 'open' }).append('Says xAI today');
  engine.follow([...body.children]);
  await expect.poll(() => engine.places().length).toBe(2_000);
  await expect.poll(isRight).toBe(true);
  body.lastElementChild?.scrollIntoView();
  await expect.poll(isRight).toBe(true);
});

test('what is put in and taken out of a long page in view', async () => {
  const body = await begin(paragraphs(2_000));
  const first = body.firstElementChild as Element;
  for (let count = 0; count < 20; count++) {
    first.before(first.cloneNode(true));
    body.lastElementChild?.remove();
    await undefined;
    expect(isRight()).toBe(true);
  }
  await expect.poll(() => engine.busy).toBe(false);
  expect(isRight()).toBe(true);
  await new Promise((resolve) => home.requestAnimationFrame(() => setTimeout(resolve, 50)));
  expect(isRight()).toBe(true);
});

test('what is put before all else takes no mark away that is in view, not for one frame', async () => {
  const body = await begin(paragraphs(200));
  await expect.poll(unseen).toBeLessThan(SEEN);
  /** On a busy machine what is new may be read a frame later. */
  const once = new Set<Node | null>();
  /** Of the first in view: to look at all of the page in each frame would take longer than one. */
  const isPainted = () => {
    const texts = [...body.children].slice(0, 12).map(({ firstChild }) => firstChild as Text);
    const now = texts.filter((text) => engine.paintedTexts.has(text));
    for (const text of now) once.add(text);
    return texts.every((text) => now.includes(text) || !once.has(text));
  };
  const wrong: number[] = [];
  let frames = 0;
  let isWatching = true;
  const watch = () => {
    frames++;
    if (!isPainted()) wrong.push(frames);
    if (isWatching) home.requestAnimationFrame(watch);
  };
  home.requestAnimationFrame(watch);
  for (let round = 0; round < 20; round++) {
    // As much as is in view, or a little; while the last is known, settled, grouped or none of it.
    for (let count = 0; count < (round % 3 === 0 ? 20 : 2); count++) {
      const added = home.document.createElement('p');
      added.textContent = 'Says xAI anew';
      body.prepend(added);
    }
    body.lastElementChild?.remove();
    await undefined;
    isPainted();
    const next = frames + 1 + ((round * 7) % 10);
    await expect.poll(() => frames, { timeout: 5_000, interval: 5 }).toBeGreaterThan(next);
  }
  isWatching = false;
  expect(once.size).toBeGreaterThan(40);
  expect(wrong).toEqual([]);
});
