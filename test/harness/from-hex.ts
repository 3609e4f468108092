import type { Rgba } from '../../src/ui/colour.ts';

/** A colour as we write them: `#rrggbb`. */
export function fromHex(colour: `#${string}`): Rgba {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(colour.slice(at, at + 2), 16),
  );
  return { r, g, b, a: 1 };
}
