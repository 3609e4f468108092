import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameController } from '../../../src/frame/frame-controller.ts';
import type { FrameEngine, FrameSetup } from '../../../src/frame/frame-setup.ts';
import type { EngineEvents } from '../../../src/frame/marks/engine.ts';
import { world } from '../../../src/protocol/world.ts';
import { memoryStorage } from '../../harness/memory-storage.ts';

/** A frame of a page, with the browser, the document and the engine played by the test. */
function frame({ isTop = true, items = {} }: { isTop?: boolean; items?: object } = {}) {
  const storage = memoryStorage({ ...items });
  const sent: unknown[] = [];
  const engines: { look: string | null; events: EngineEvents; done: string[] }[] = [];
  let isAlive = true;
  let isHidden = false;
  const setup: FrameSetup = {
    browser: {
      storage,
      isPrivate: false,
      isAlive: () => isAlive,
      async send(message) {
        sent.push((message as { type: string }).type);
        return true;
      },
    },
    surroundings: {
      isTop,
      isOwn: true,
      get isHidden() {
        return isHidden;
      },
      topSite: () => 'news.example',
      whenParsed: (run) => run(),
    },
    spots: { loose: 'x', reach: 1, near: 1, names: [] },
    createEngine(_, events, look) {
      const done: string[] = [];
      engines.push({ look, events, done });
      const does = (what: string) => () => done.push(what);
      const engine = { busy: false, count: 0, start: does('start'), stop: does('stop') };
      return { ...engine, pause: does('pause'), resume: does('resume') } as unknown as FrameEngine;
    },
  };
  const controller = new FrameController(setup);
  world().page = controller;
  return {
    ...{ controller, storage, sent, engines },
    end: () => {
      isAlive = false;
    },
    hide(hidden: boolean) {
      isHidden = hidden;
      controller.update();
    },
  };
}

beforeEach(() => {
  Object.assign(world(), { mentions: undefined, card: undefined });
});
afterEach(() => world().page?.stop());

test('marks once the settings are known, and no longer when the site is switched off', async () => {
  const { controller, storage, engines, sent } = frame();
  controller.start();
  expect(engines).toEqual([]);
  await vi.waitFor(() => expect(engines[0]?.done).toEqual(['start']));
  expect(engines[0]?.look).toBe('backstory');
  await storage.local.set({ 'site:news.example': { on: false, at: 1 } });
  expect(engines[0]?.done).toEqual(['start', 'stop']);
  expect(controller.mentions).toBeUndefined();
  await vi.waitFor(() => expect(sent).toEqual(['tally']));
});

test('a page on a site that is off has nothing made, and the button is told', async () => {
  const off = frame({ items: { 'site:news.example': { on: false, at: 1 } } });
  off.controller.start();
  await vi.waitFor(() => expect(off.sent).toEqual(['tally']));
  expect(off.engines).toEqual([]);
});

test('a frame asks for the settings once there is something like a name, and paints only then', async () => {
  const { controller, engines } = frame({ isTop: false });
  controller.start();
  expect(engines.map(({ look }) => look)).toEqual([null]);
  expect(controller.state).toBeUndefined();
  engines[0]?.events.found();
  await vi.waitFor(() => expect(controller.state?.active).toBe(true));
  expect(engines[0]?.done).toEqual(['start', 'stop']);
  expect(engines[1]).toMatchObject({ look: 'backstory', done: ['start'] });
});

test('a look of one’s own is not painted before it is known', async () => {
  const { controller, engines } = frame({ items: { 'option:markStyle': 'tint' } });
  controller.start();
  await vi.waitFor(() => expect(engines[0]?.look).toBeNull());
});

test('what attends to names is brought at the first of them, once', async () => {
  const { controller, engines, sent } = frame();
  controller.start();
  await vi.waitFor(() => expect(engines).toHaveLength(1));
  for (let time = 0; time < 3; time++) engines[0]?.events.found();
  await vi.waitFor(() => expect(sent).toEqual(['load']));
});

test('a hidden page rests, and other names have it read anew', async () => {
  const { controller, engines, hide, storage } = frame();
  controller.start();
  await vi.waitFor(() => expect(engines).toHaveLength(1));
  hide(true);
  hide(false);
  expect(engines[0]?.done).toEqual(['start', 'pause', 'resume']);
  await storage.local.set({ 'option:names': ['xai'] });
  expect(engines).toHaveLength(2);
  expect(controller.unmarked).toEqual(['xai']);
});

test('leaves nothing behind once the extension is gone', async () => {
  const { controller, engines, end, storage } = frame();
  controller.start();
  await vi.waitFor(() => expect(engines).toHaveLength(1));
  end();
  engines[0]?.events.settled();
  expect(engines[0]?.done).toEqual(['start', 'stop']);
  expect(controller.signal.aborted).toBe(true);
  expect(storage.listeners.size).toBe(0);
});
