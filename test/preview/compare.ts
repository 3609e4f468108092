/** Tells two pictures of the same scene apart. */
import { PNG } from 'pngjs';

/** Of 255: what one channel may differ by and still count as the same, since letters are drawn a little otherwise. */
const TOLERANCE = 24;
/** How much of a pixel that is the same is left in the picture of differences. */
const FADED = 0.25;
const WHITE = 255;
const CHANNELS = [0, 1, 2];

export interface PictureDifference {
  /** How many pixels differ, of the larger picture's width and height. */
  readonly pixels: number;
  readonly share: number;
  /** Before, after, and what differs in red, side by side. */
  readonly picture: PNG;
}

/** What differs between two pictures; undefined: nothing that a person could see. */
export function comparePictures(before: PNG, after: PNG): PictureDifference | undefined {
  const width = Math.max(before.width, after.width);
  const height = Math.max(before.height, after.height);
  const picture = new PNG({ width: 3 * width, height });
  picture.data.fill(WHITE);
  PNG.bitblt(before, picture, 0, 0, before.width, before.height, 0, 0);
  PNG.bitblt(after, picture, 0, 0, after.width, after.height, width, 0);
  let pixels = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const one = offsetIn(before, x, y);
      const other = offsetIn(after, x, y);
      const isSame =
        one !== undefined &&
        other !== undefined &&
        CHANNELS.every(
          (channel) =>
            Math.abs(byteAt(before, one + channel) - byteAt(after, other + channel)) <= TOLERANCE,
        );
      const to = 4 * (y * picture.width + 2 * width + x);
      if (isSame) {
        for (const channel of CHANNELS) {
          const faded = WHITE - FADED * (WHITE - byteAt(after, other + channel));
          picture.data[to + channel] = Math.round(faded);
        }
      } else {
        pixels++;
        picture.data.set([WHITE, 0, 0], to);
      }
    }
  }
  return pixels === 0 ? undefined : { pixels, share: pixels / (width * height), picture };
}

/** Where a pixel's bytes begin; undefined: the picture does not reach there. */
const offsetIn = ({ width, height }: PNG, x: number, y: number): number | undefined =>
  x < width && y < height ? 4 * (y * width + x) : undefined;

const byteAt = ({ data }: PNG, offset: number): number => data[offset] ?? 0;
