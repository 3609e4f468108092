import { afterEach, beforeEach, expect, test } from 'vitest';
import { rectsOf } from '../../../src/dom/range.ts';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import { createPointer } from '../../../src/frame/pointer/create-pointer.ts';
import { createEarlyListeners } from '../../../src/frame/pointer/listen-early.ts';
import type { Mention } from '../../../src/protocol/marks.ts';
import {
  type CardControl,
  type PointerControl,
  type PointerSample,
  world,
} from '../../../src/protocol/world.ts';
import { engineOf, rest, textOf } from './support.ts';

/** Milliseconds: more than a pointer takes to count as slow, and a frame. */
const LONG = 300;
/** CSS pixels: further than a slow pointer goes in that time. */
const STEP = 30;

let engine: Engine;
let told: { on: string | undefined; at: PointerSample }[];
let isIdle: boolean;
let away: AbortController;
let pointer: PointerControl | undefined;
let brought: number;

const card = () =>
  ({
    get isIdle() {
      return isIdle;
    },
    point: (mention: Mention | undefined, at: PointerSample) =>
      told.push({ on: mention && textOf(mention), at }),
    hear: () => false,
    leave: () => undefined,
  }) as unknown as CardControl;

beforeEach(async () => {
  document.body.innerHTML =
    '<p>This is OpenAI</p><div></div><p style="margin-top: 200px">This is xAI</p>';
  told = [];
  isIdle = true;
  brought = 0;
  away = new AbortController();
  engine = engineOf(window);
  await rest(engine, window);
  pointer = createPointer({
    mentions: engine,
    async bringCard() {
      brought++;
      world().card = card();
    },
  });
  createEarlyListeners({
    isElsewhere: false,
    pointer: () => pointer,
    followPath: (path) => engine.follow(path),
    dismissElsewhere: () => undefined,
  })(away.signal);
});

afterEach(() => {
  away.abort();
  engine.stop();
  world().card = undefined;
  document.body.replaceChildren();
});

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** A move onto the mention of this number, so many CSS pixels beside its middle. */
function moveTo(index: number, aside = 0): PointerEvent {
  const [rect] = rectsOf(engine.places()[index] as Mention) as [DOMRect];
  const clientX = (rect.left + rect.right) / 2 + aside;
  const clientY = (rect.top + rect.bottom) / 2;
  const event = new PointerEvent('pointermove', {
    clientX,
    clientY,
    bubbles: true,
    composed: true,
    pointerType: 'mouse',
  });
  document.elementFromPoint(clientX, clientY)?.dispatchEvent(event);
  return event;
}

test('a pointer that passes by is looked at once it rests, for when it came there', async () => {
  world().card = card();
  let last = moveTo(0, 12 * STEP);
  for (let steps = 11; steps >= 0; steps--) {
    // Shorter than the pause after which a pointer is looked at, so due before it on a busy machine, too.
    await wait(10);
    last = moveTo(0, steps * STEP);
  }
  expect(told).toEqual([]);
  await wait(LONG);
  expect(told.map(({ on }) => on)).toEqual(['OpenAI']);
  expect(told[0]?.at).toMatchObject({ time: last.timeStamp, x: last.clientX, y: last.clientY });
});

test('a pointer that slows down is looked at before it rests', async () => {
  world().card = card();
  for (let steps = 12; steps > 0; steps--) {
    await wait(10);
    moveTo(0, steps * STEP);
  }
  // Every other move is asked.
  for (const aside of [2, 1, 0]) moveTo(0, aside);
  await frame();
  await frame();
  expect(told.map(({ on }) => on)).toEqual(['OpenAI']);
});

test('while something hangs on it, it is followed from frame to frame', async () => {
  world().card = card();
  isIdle = false;
  for (const index of [0, 1, 0]) {
    moveTo(index, 1);
    moveTo(index);
    await frame();
  }
  await frame();
  expect(told.map(({ on }) => on)).toEqual(['OpenAI', 'xAI', 'OpenAI']);
});

test('the card comes when a pointer rests on a mention, and is told where it is by then', async () => {
  moveTo(0);
  await wait(LONG);
  expect(brought).toBe(1);
  expect(told.map(({ on }) => on)).toEqual(['OpenAI']);
});

test('in a shadow root that was not known', async () => {
  world().card = card();
  const root = (document.querySelector('div') as Element).attachShadow({ mode: 'open' });
  root.innerHTML = '<p>This is Open<b>AI</b></p>';
  const move = () => {
    const target = root.querySelector('b') as Element;
    const { left, top, height } = target.getBoundingClientRect();
    const at = { clientX: left + 2, clientY: top + height / 2, bubbles: true, composed: true };
    for (const type of ['pointerover', 'pointermove']) {
      target.dispatchEvent(new PointerEvent(type, at));
    }
  };
  move();
  await rest(engine, window);
  move();
  await wait(LONG);
  expect(told.at(-1)?.on).toBe('OpenAI');
});
