/** Colours as computed styles write them: text in, numbers out. */

/** 0 to 255 each, `a` 0 to 1. */
export interface Rgba {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

const NUMBER = /-?[\d.]+(?:e-?\d+)?%?/g;

/**
 * `rgb()`, `rgba()`, `color()` and, as the grey of its lightness, `lab()`, `lch()`, `oklab()`, `oklch()`;
 * undefined for what is none of them.
 */
export function parseColour(computed: string): Rgba | undefined {
  const [, name = '', inner = ''] = /^([a-z]+)\((.*)\)$/.exec(computed) ?? [];
  const numbers = [...inner.matchAll(NUMBER)].map(([number]) => Number.parseFloat(number));
  const [first = 0, second = 0, third = 0, a = 1] = name === 'color' ? numbersOf(inner) : numbers;
  switch (name) {
    case 'rgb':
    case 'rgba':
      return { r: first, g: second, b: third, a };
    case 'color':
      return { r: first * 255, g: second * 255, b: third * 255, a };
    case 'lab':
    case 'lch':
      return grey((first / 100) * 255, a);
    case 'oklab':
    case 'oklch':
      return grey(first * 255, a);
    default:
      return undefined;
  }
}

/** What follows the name of the colour space, which may hold digits of its own (`display-p3`). */
const numbersOf = (inner: string) =>
  [...inner.replace(/^\S+/, '').matchAll(NUMBER)].map(([number]) => Number.parseFloat(number));

const grey = (level: number, a: number): Rgba => ({ r: level, g: level, b: level, a });

/** `top` painted over an opaque `below`. */
export function over(top: Rgba, below: Rgba): Rgba {
  const mix = (channel: 'r' | 'g' | 'b') => top.a * top[channel] + (1 - top.a) * below[channel];
  return { r: mix('r'), g: mix('g'), b: mix('b'), a: 1 };
}

/** Relative luminance as WCAG has it, 0 to 1. */
function luminance({ r, g, b }: Rgba): number {
  const linear = (channel: number) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** WCAG contrast of two opaque colours, 1 to 21; a line that carries meaning needs 3. */
export function contrast(one: Rgba, other: Rgba): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** Whether black reads better on it than white. */
export const isLight = (colour: Rgba): boolean =>
  contrast(colour, grey(0, 1)) > contrast(colour, grey(255, 1));
