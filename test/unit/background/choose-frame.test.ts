import { expect, test } from 'vitest';
import { chooseFrame, type SurveyedFrame } from '../../../src/background/choose-frame.ts';

const frame = (frameId: number, change: Partial<SurveyedFrame> = {}): SurveyedFrame => ({
  frameId,
  path: [],
  any: true,
  ahead: false,
  behind: false,
  stoodAt: 0,
  ...change,
});

const page = frame(0);
const first = frame(7, { path: [0] });
const inner = frame(9, { path: [0, 3] });
const second = frame(3, { path: [1] });

test('begins in the tab’s own page, at the reader’s place', () => {
  expect(chooseFrame([second, { ...page, ahead: true }], 1)).toEqual({ frameId: 0, from: 'here' });
});

test('goes through frames in the order of the windows, from outside in, and round', () => {
  const frames = [second, inner, page, first];
  const visited: number[] = [];
  let at = frames;
  for (let count = 1; count <= 5; count++) {
    const { frameId = -1, from } = chooseFrame(at, 1) ?? {};
    expect(from).toBe('edge');
    visited.push(frameId);
    at = at.map((one) => (one.frameId === frameId ? { ...one, stoodAt: count } : one));
  }
  expect(visited).toEqual([7, 9, 3, 0, 7]);
});

test('goes back the same way', () => {
  const frames = [page, first, inner, { ...second, stoodAt: 5 }];
  expect(chooseFrame(frames, -1)).toEqual({ frameId: 9, from: 'edge' });
  expect(chooseFrame([{ ...page, stoodAt: 5 }, first, second], -1)).toEqual({
    frameId: 3,
    from: 'edge',
  });
});

test('stays where there is more, and passes by what has nothing', () => {
  const here = frame(7, { path: [0], stoodAt: 5, behind: true });
  expect(chooseFrame([page, here], -1)).toEqual({ frameId: 7, from: 'here' });
  expect(chooseFrame([page, here, { ...second, any: false }], 1)).toEqual({
    frameId: 0,
    from: 'edge',
  });
});

test('comes round to the one frame that there is', () => {
  expect(chooseFrame([{ ...page, stoodAt: 1, behind: true }], 1)).toEqual({
    frameId: 0,
    from: 'edge',
  });
});

test('goes nowhere where there is nothing', () => {
  expect(chooseFrame([], 1)).toBeUndefined();
  expect(chooseFrame([{ ...page, any: false }], 1)).toBeUndefined();
});
