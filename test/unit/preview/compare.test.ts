import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { comparePictures } from '../../preview/compare.ts';

/** A picture of one grey, with single pixels of another. */
function grey(width: number, height: number, level: number, others: Record<string, number> = {}) {
  const picture = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const own = others[`${x},${y}`] ?? level;
      picture.data.set([own, own, own, 255], 4 * (y * width + x));
    }
  }
  return picture;
}

const pixel = ({ data, width }: PNG, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3),
];

test('the same picture is the same, and letters drawn a little otherwise are, too', () => {
  expect(comparePictures(grey(4, 3, 200), grey(4, 3, 200))).toBeUndefined();
  expect(comparePictures(grey(4, 3, 200), grey(4, 3, 180))).toBeUndefined();
});

test('a pixel that differs is counted and shown in red, beside both', () => {
  const found = comparePictures(grey(4, 3, 200), grey(4, 3, 200, { '2,1': 100 }));
  expect(found?.pixels).toBe(1);
  expect(found?.share).toBeCloseTo(1 / 12);
  const picture = found?.picture as PNG;
  expect([picture.width, picture.height]).toEqual([12, 3]);
  expect(pixel(picture, 2, 1)).toEqual([200, 200, 200]);
  expect(pixel(picture, 6, 1)).toEqual([100, 100, 100]);
  expect(pixel(picture, 10, 1)).toEqual([255, 0, 0]);
  expect(pixel(picture, 9, 1)).toEqual([241, 241, 241]);
});

test('of pictures of two sizes what only one has differs', () => {
  const found = comparePictures(grey(2, 2, 0), grey(3, 2, 0));
  expect(found?.pixels).toBe(2);
  expect(comparePictures(grey(3, 3, 0), grey(3, 2, 0))?.pixels).toBe(3);
});
