import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseFrame, type WalkFrame } from '../../../src/background/choose-frame.ts';
import type { WalkSurvey } from '../../../src/protocol/world.ts';

const survey = (change: Partial<WalkSurvey> = {}): WalkSurvey => ({
  any: true,
  ahead: false,
  behind: false,
  stoodAt: 0,
  ...change,
});
const frame = (
  frameId: number,
  path: readonly number[] = [],
  change: Partial<WalkSurvey> = {},
): WalkFrame => ({ frameId, path, survey: survey(change) });

const PAGE = frame(0);
const FIRST = frame(7, [0]);
const INNER = frame(9, [0, 3]);
const SECOND = frame(3, [1]);

const stoodIn = (one: WalkFrame, stoodAt: number, change: Partial<WalkSurvey> = {}): WalkFrame => ({
  ...one,
  survey: survey({ stoodAt, ...change }),
});

/** No frame has to be surveyed any more. */
const choose = (frames: readonly WalkFrame[], direction: 1 | -1) =>
  chooseFrame(frames, direction, async (ids) => {
    throw new Error(`surveyed ${ids}`);
  });

test('begins in the tab’s own page, at the reader’s place', async () => {
  expect(await choose([SECOND, frame(0, [], { ahead: true })], 1)).toEqual({
    frameId: 0,
    from: 'here',
  });
});

test('goes through frames in the order of the windows, from outside in, and round', async () => {
  const visited: number[] = [];
  let at = [SECOND, INNER, PAGE, FIRST];
  for (let count = 1; count <= 5; count++) {
    const { frameId = -1, from } = (await choose(at, 1)) ?? {};
    expect(from).toBe('edge');
    visited.push(frameId);
    at = at.map((one) => (one.frameId === frameId ? stoodIn(one, count) : one));
  }
  expect(visited).toEqual([7, 9, 3, 0, 7]);
});

test('goes back the same way', async () => {
  expect(await choose([PAGE, FIRST, INNER, stoodIn(SECOND, 5)], -1)).toEqual({
    frameId: 9,
    from: 'edge',
  });
  expect(await choose([stoodIn(PAGE, 5), FIRST, SECOND], -1)).toEqual({ frameId: 3, from: 'edge' });
});

test('stays where there is more, and passes by what has nothing', async () => {
  const here = stoodIn(FIRST, 5, { behind: true });
  expect(await choose([PAGE, here], -1)).toEqual({ frameId: 7, from: 'here' });
  expect(await choose([PAGE, here, frame(3, [1], { any: false })], 1)).toEqual({
    frameId: 0,
    from: 'edge',
  });
});

test('comes round to the one frame that there is', async () => {
  expect(await choose([stoodIn(PAGE, 1, { behind: true })], 1)).toEqual({
    frameId: 0,
    from: 'edge',
  });
});

test('goes nowhere where there is nothing', async () => {
  expect(await choose([], 1)).toBeUndefined();
  expect(await choose([frame(0, [], { any: false })], 1)).toBeUndefined();
});

test('takes siblings that are too many to be told apart in the order of their ids', async () => {
  const beyond = [12, 11, 10].map((id) => frame(id, [64]));
  expect(await choose([...beyond, stoodIn(frame(9, [64]), 1)], 1)).toEqual({
    frameId: 10,
    from: 'edge',
  });
});

/** Which frames are surveyed, in rounds, on a page whose frames have no card's bundle yet. */
async function surveyed(
  count: number,
  direction: 1 | -1,
  answers: (id: number) => Partial<WalkSurvey> | undefined,
) {
  const frames = Array.from({ length: count }, (_, id) => ({
    frameId: id,
    path: id === 0 ? [] : [id - 1],
    survey: undefined,
  }));
  const rounds: (readonly number[])[] = [];
  const stop = await chooseFrame(frames, direction, async (ids) => {
    rounds.push(ids);
    return new Map(
      ids.flatMap((id) => {
        const answer = answers(id);
        return answer ? [[id, survey(answer)] as const] : [];
      }),
    );
  });
  return { rounds, stop };
}

test('of hundreds of frames surveys the one or two that it needs', async () => {
  const ahead = await surveyed(393, 1, () => ({ ahead: true }));
  expect(ahead).toEqual({ rounds: [[0]], stop: { frameId: 0, from: 'here' } });
  const onward = await surveyed(393, -1, () => ({}));
  expect(onward).toEqual({ rounds: [[0], [392]], stop: { frameId: 392, from: 'edge' } });
});

test('where most have nothing to go to, in few rounds, each frame once', async () => {
  const { rounds, stop } = await surveyed(393, 1, (id) => ({ any: id === 392 }));
  expect(stop).toEqual({ frameId: 392, from: 'edge' });
  expect(rounds.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 393 }, (_, id) => id));
  expect(rounds.length).toBeLessThanOrEqual(10);
});

test('a round that fails, as a frame of it is gone, is passed by', async () => {
  const { stop } = await surveyed(20, 1, (id) => (id === 1 || id === 0 ? undefined : {}));
  expect(stop).toEqual({ frameId: 2, from: 'edge' });
});

test('finds a mention wherever there is one, whatever is known before', async () => {
  const anyFrame = fc.record({
    any: fc.boolean(),
    stoodAt: fc.nat(3),
    isKnown: fc.boolean(),
    path: fc.array(fc.nat(3), { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFrame, { maxLength: 30 }),
      fc.constantFrom(1, -1),
      async (all, way) => {
        const answer = (id: number) => survey({ any: all[id]?.any ?? false });
        const frames = all.map(({ path, isKnown, stoodAt }, frameId) => ({
          frameId,
          path,
          survey: isKnown ? { ...answer(frameId), stoodAt } : undefined,
        }));
        const asked = new Set<number>();
        const stop = await chooseFrame(frames, way as 1 | -1, async (ids) => {
          for (const id of ids) {
            expect(asked.has(id) || all[id]?.isKnown).toBe(false);
            asked.add(id);
          }
          return new Map(ids.map((id) => [id, answer(id)]));
        });
        expect(stop !== undefined).toBe(all.some(({ any }) => any));
        if (stop) expect(all[stop.frameId]?.any).toBe(true);
      },
    ),
  );
});
