import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  EDGE_PX,
  GAP_PX,
  MIN_HEIGHT_PX,
  MIN_WIDTH_PX,
  type Placing,
  pinchZoom,
  place,
  SHEET_SHARE,
} from '../../../src/card/place/place.ts';

const viewport: Box = { x: 0, y: 0, width: 1000, height: 700 };
const card = { width: 380, height: 300 };
const line = (x: number, y: number): Box => ({ x, y, width: 50, height: 20 });
const placed = (lines: Box[], change: Partial<Placing> = {}) =>
  place({ lines, pointer: null, card, viewport, rightToLeft: false, shape: 'beside', ...change });

describe('the card stands', () => {
  test('below its mention, from its start', () => {
    expect(placed([line(100, 100)])).toEqual({ x: 100, y: 120 + GAP_PX, ...card });
  });

  test('above it where there is no room below', () => {
    expect(placed([line(100, 600)])).toEqual({ x: 100, y: 600 - GAP_PX - 300, ...card });
  });

  test('within the viewport sideways', () => {
    expect(placed([line(900, 100)])?.x).toBe(1000 - EDGE_PX - 380);
    expect(placed([line(-40, 100)])?.x).toBe(EDGE_PX);
  });

  test('from the right in a right-to-left interface', () => {
    expect(placed([line(600, 100)], { rightToLeft: true })?.x).toBe(650 - 380);
  });

  test('at the line of a wrapped mention that the pointer is on', () => {
    const lines = [line(900, 100), line(10, 130)];
    const at = (x: number, y: number) => placed(lines, { pointer: { x, y } });
    expect(at(30, 140)).toMatchObject({ x: 10, y: 150 + GAP_PX });
    expect(at(920, 110)).toMatchObject({ x: 1000 - EDGE_PX - 380, y: 150 + GAP_PX });
  });

  test('shrunk on the roomier side where it fits on neither', () => {
    const low = placed([line(100, 200)], { viewport: { ...viewport, height: 400 } });
    expect(low).toEqual({ x: 100, y: EDGE_PX, width: 380, height: 200 - GAP_PX - EDGE_PX });
  });

  test('nowhere in a frame that is too small', () => {
    expect(placed([line(10, 10)], { viewport: { ...viewport, height: 90 } })).toBeUndefined();
    expect(placed([line(10, 10)], { viewport: { ...viewport, width: 90 } })).toBeUndefined();
  });
});

test.each([
  ['unpinched', 360, 1, 1],
  ['pinched, with room enough', 500, 2, 1],
  ['pinched to little room', 180, 2, 180 / 320],
  ['pinched to the utmost: as large on the screen as unpinched', 60, 5, 1 / 5],
  ['a page that a phone shows at a distance', 980, 360 / 980, 980 / 360],
])('a card %s', (_, width, scale, expected) => {
  expect(pinchZoom(width, scale)).toBeCloseTo(expected, 5);
});

describe('a mention that a column cuts', () => {
  const lines = [line(100, 670), line(560, 10)];

  test('has its card between its lines, at the one that the pointer is on', () => {
    expect(placed(lines, { pointer: { x: 120, y: 680 } })).toMatchObject({
      x: 100,
      y: 670 - GAP_PX - card.height,
    });
    expect(placed(lines, { pointer: { x: 570, y: 20 } })).toMatchObject({
      x: 560,
      y: 30 + GAP_PX,
    });
  });
});

describe('as a sheet the card stands', () => {
  const phone: Box = { x: 0, y: 0, width: 360, height: 640 };
  const sheet = (lines: Box[], change: Partial<Placing> = {}) =>
    placed(lines, { viewport: phone, shape: 'sheet', ...change });

  test('at the bottom, from edge to edge', () => {
    expect(sheet([line(100, 100)])).toEqual({ x: 0, y: 340, width: 360, height: 300 });
  });

  test('at the top for a mention that it would cover', () => {
    expect(sheet([line(100, 600)])).toEqual({ x: 0, y: 0, width: 360, height: 300 });
  });

  test('over a part of the screen only, however much it has to tell', () => {
    const tall = { width: 360, height: 2000 };
    expect(sheet([line(100, 10)], { card: tall })).toMatchObject({
      height: SHEET_SHARE * 640,
    });
  });

  test('shrunk where the mention is in the middle', () => {
    const result = sheet([line(100, 330)], { card: { width: 360, height: 380 } });
    expect(result).toMatchObject({ y: 0, height: 330 - GAP_PX });
  });

  test('within what a pinched viewport shows', () => {
    const viewport = { x: 50, y: 200, width: 180, height: 320 };
    const result = sheet([line(100, 220)], { viewport, card: { width: 180, height: 150 } });
    expect(result).toEqual({ x: 50, y: 370, width: 180, height: 150 });
  });
});

test('never off screen, never over its mention', () => {
  const size = (min: number, max: number) => fc.integer({ min, max });
  const box = (area: Box) =>
    fc
      .record({
        x: size(area.x, area.x + area.width - 1),
        y: size(area.y, area.y + area.height - 1),
        width: size(1, 300),
        height: size(8, 60),
      })
      // Some reach out of the viewport on either side.
      .map((inner) => ({ ...inner, x: inner.x - 20, y: inner.y - 5 }));
  const scene = fc
    .record({ x: size(0, 500), y: size(0, 500), width: size(40, 3000), height: size(40, 2000) })
    .chain((area) =>
      fc.record({
        viewport: fc.constant(area),
        lines: fc.array(box(area), { minLength: 1, maxLength: 3 }),
        card: fc.record({ width: size(50, 600), height: size(40, 900) }),
        pointer: fc.option(fc.record({ x: size(0, 3500), y: size(0, 2500) })),
        rightToLeft: fc.boolean(),
        shape: fc.constantFrom('beside', 'sheet'),
      }),
    );
  fc.assert(
    fc.property(scene, (placing) => {
      const result = place(placing);
      const { viewport: area, lines } = placing;
      if (!result) {
        const above = Math.min(...lines.map(({ y }) => y)) - area.y;
        const below = area.y + area.height - Math.max(...lines.map((box) => box.y + box.height));
        expect(
          Math.max(above, below) < MIN_HEIGHT_PX + GAP_PX + EDGE_PX ||
            area.width < MIN_WIDTH_PX + 2 * EDGE_PX,
        ).toBe(true);
        return;
      }
      expect(result.x).toBeGreaterThanOrEqual(area.x);
      expect(result.y).toBeGreaterThanOrEqual(area.y);
      expect(result.x + result.width).toBeLessThanOrEqual(area.x + area.width);
      expect(result.y + result.height).toBeLessThanOrEqual(area.y + area.height);
      for (const mention of lines) {
        const isClear =
          result.y >= mention.y + mention.height || result.y + result.height <= mention.y;
        expect(isClear).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
