/** What a page's filters make of colours: computed styles in, colours out. */
import { contrast, type Rgba } from '../../ui/colour.ts';

export type Recolour = (colour: Rgba) => Rgba;

const FUNCTION = /([a-z-]+)\(((?:[^()]|\([^()]*\))*)\)/g;
/** Three rows: red, green and blue out of red, green and blue. */
type Matrix = readonly [number, number, number][];

const bounded = (level: number) => Math.min(255, Math.max(0, level));

const each =
  (change: (level: number) => number): Recolour =>
  ({ r, g, b, a }) => ({
    r: bounded(change(r)),
    g: bounded(change(g)),
    b: bounded(change(b)),
    a,
  });

const by =
  (matrix: Matrix): Recolour =>
  ({ r, g, b, a }) => {
    const [red = 0, green = 0, blue = 0] = matrix.map(([x, y, z]) =>
      bounded(x * r + y * g + z * b),
    );
    return { r: red, g: green, b: blue, a };
  };

/** How bright red, green and blue are, and the matrices that the Filter Effects specification makes of that. */
const [RED, GREEN, BLUE] = [0.213, 0.715, 0.072];
const saturated = (by: number): Matrix => [
  [RED + (1 - RED) * by, GREEN * (1 - by), BLUE * (1 - by)],
  [RED * (1 - by), GREEN + (1 - GREEN) * by, BLUE * (1 - by)],
  [RED * (1 - by), GREEN * (1 - by), BLUE + (1 - BLUE) * by],
];
const turned = (degrees: number): Matrix => {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return [
    [
      RED + cos * (1 - RED) - sin * RED,
      GREEN - cos * GREEN - sin * GREEN,
      BLUE - cos * BLUE + sin * (1 - BLUE),
    ],
    [
      RED - cos * RED + sin * 0.143,
      GREEN + cos * (1 - GREEN) + sin * 0.14,
      BLUE - cos * BLUE - sin * 0.283,
    ],
    [
      RED - cos * RED - sin * (1 - RED),
      GREEN - cos * GREEN + sin * GREEN,
      BLUE + cos * (1 - BLUE) + sin * BLUE,
    ],
  ];
};
const browned = (by: number): Matrix => [
  [1 - 0.607 * by, 0.769 * by, 0.189 * by],
  [0.349 * by, 1 - 0.314 * by, 0.168 * by],
  [0.272 * by, 0.534 * by, 1 - 0.869 * by],
];

/** One function of a computed `filter`; undefined: it does more than to change colours. */
function recolourOf(name: string, text: string): Recolour | undefined {
  const amount = Number.parseFloat(text);
  switch (name) {
    case 'invert':
      return each((level) => 255 * amount + level * (1 - 2 * amount));
    case 'brightness':
      return each((level) => level * amount);
    case 'contrast':
      return each((level) => (level - 127.5) * amount + 127.5);
    case 'opacity':
      return (colour) => ({ ...colour, a: colour.a * amount });
    case 'saturate':
      return by(saturated(amount));
    case 'grayscale':
      return by(saturated(1 - amount));
    case 'sepia':
      return by(browned(amount));
    case 'hue-rotate':
      return by(turned(amount));
    case 'blur':
      return amount === 0 ? (colour) => colour : undefined;
    case 'drop-shadow':
      return (colour) => colour;
    default:
      return undefined;
  }
}

/** What a computed `filter` makes of a colour; undefined where that cannot be told (a picture's, a blur). */
export function recolouring(filter: string): Recolour | undefined {
  if (filter === 'none' || filter === '') return (colour) => colour;
  const steps = [...filter.matchAll(FUNCTION)].map(([, name = '', text = '']) =>
    recolourOf(name, text),
  );
  if (steps.some((step) => step === undefined)) return undefined;
  return (colour) => (steps as Recolour[]).reduce((changed, step) => step(changed), colour);
}

/** Ground and text of the card, light and dark, as tokens.css has them. */
const PAIRS: readonly (readonly [Rgba, Rgba])[] = [
  [
    { r: 255, g: 253, b: 249, a: 1 },
    { r: 34, g: 36, b: 42, a: 1 },
  ],
  [
    { r: 29, g: 31, b: 36, a: 1 },
    { r: 236, g: 236, b: 234, a: 1 },
  ],
];
/** WCAG contrast that text needs to be read. */
const READABLE = 4.5;
const OPAQUE = 0.9;

/** Whether the card can be read under a computed `filter`. */
export function keepsContrast(filter: string): boolean {
  const recolour = recolouring(filter);
  return (
    recolour !== undefined &&
    PAIRS.every((pair) => {
      const [ground, text] = pair.map(recolour) as [Rgba, Rgba];
      return ground.a >= OPAQUE && contrast(ground, text) >= READABLE;
    })
  );
}
