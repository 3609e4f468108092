import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, EDGE, GAP, MIN_HEIGHT, place } from '../../../src/card/place.ts';

const viewport: Box = { x: 0, y: 0, width: 1000, height: 700 };
const card = { width: 380, height: 300 };
const line = (x: number, y: number): Box => ({ x, y, width: 50, height: 20 });
const placed = (lines: Box[], change: Partial<Parameters<typeof place>[0]> = {}) =>
  place({ lines, pointer: null, card, viewport, rightToLeft: false, ...change });

describe('the card stands', () => {
  test('below its mention, from its start', async () => {
    expect(await placed([line(100, 100)])).toEqual({ x: 100, y: 120 + GAP, ...card });
  });

  test('above it where there is no room below', async () => {
    expect(await placed([line(100, 600)])).toEqual({ x: 100, y: 600 - GAP - 300, ...card });
  });

  test('within the viewport sideways', async () => {
    expect((await placed([line(900, 100)]))?.x).toBe(1000 - EDGE - 380);
    expect((await placed([line(-40, 100)]))?.x).toBe(EDGE);
  });

  test('from the right in a right-to-left interface', async () => {
    expect((await placed([line(600, 100)], { rightToLeft: true }))?.x).toBe(650 - 380);
  });

  test('at the line of a wrapped mention that the pointer is on', async () => {
    const lines = [line(900, 100), line(10, 130)];
    const at = (x: number, y: number) => placed(lines, { pointer: { x, y } });
    expect(await at(30, 140)).toMatchObject({ x: 10, y: 150 + GAP });
    expect(await at(920, 110)).toMatchObject({ x: 1000 - EDGE - 380, y: 150 + GAP });
  });

  test('shrunk on the roomier side where it fits on neither', async () => {
    const low = await placed([line(100, 200)], { viewport: { ...viewport, height: 400 } });
    expect(low).toEqual({ x: 100, y: EDGE, width: 380, height: 200 - GAP - EDGE });
  });

  test('nowhere in a frame that is too small', async () => {
    expect(await placed([line(10, 10)], { viewport: { ...viewport, height: 90 } })).toBeUndefined();
    expect(await placed([line(10, 10)], { viewport: { ...viewport, width: 90 } })).toBeUndefined();
  });
});

test('never off screen, never over its mention', async () => {
  const size = (min: number, max: number) => fc.integer({ min, max });
  const box = (area: Box) =>
    fc
      .record({
        x: size(area.x, area.x + area.width - 1),
        y: size(area.y, area.y + area.height - 1),
        width: size(1, 300),
        height: size(8, 60),
      })
      .map((inner) => ({
        ...inner,
        width: Math.min(inner.width, area.x + area.width - inner.x),
        height: Math.min(inner.height, area.y + area.height - inner.y),
      }));
  const scene = fc
    .record({ x: size(0, 500), y: size(0, 500), width: size(40, 3000), height: size(40, 2000) })
    .chain((area) =>
      fc.record({
        viewport: fc.constant(area),
        lines: fc.array(box(area), { minLength: 1, maxLength: 3 }),
        card: fc.record({ width: size(50, 600), height: size(40, 900) }),
        pointer: fc.option(fc.record({ x: size(0, 3500), y: size(0, 2500) })),
        rightToLeft: fc.boolean(),
      }),
    );
  await fc.assert(
    fc.asyncProperty(scene, async (placing) => {
      const result = await place(placing);
      if (!result) return;
      const { viewport: area, lines } = placing;
      expect(result.x).toBeGreaterThanOrEqual(area.x);
      expect(result.y).toBeGreaterThanOrEqual(area.y);
      expect(result.x + result.width).toBeLessThanOrEqual(area.x + area.width);
      expect(result.y + result.height).toBeLessThanOrEqual(area.y + area.height);
      const isClear = (mention: Box) =>
        result.y >= mention.y + mention.height || result.y + result.height <= mention.y;
      const above = Math.min(...lines.map(({ y }) => y)) - area.y;
      const below = area.y + area.height - Math.max(...lines.map(({ y, height }) => y + height));
      const hasRoom = Math.max(above, below) >= MIN_HEIGHT + GAP + EDGE;
      expect(hasRoom ? lines.every(isClear) : lines.some(isClear)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
