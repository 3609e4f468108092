/** How the letters of a text are painted, and which mark leaves them as they are. */
import { shownParent } from './flat-tree.ts';
import * as native from './native.ts';

/**
 * A mark that leaves letters as they are, told by what its highlight's name ends with. Both browsers paint the letters
 * under any `::highlight()` anew, with the element's `color` alone, or with the highlight's.
 *
 * - `''`: any mark, since `color` is all that the letters have.
 * - `-seen`: any whose line has a colour of its own, since the letters' can hardly be seen (a layer of text over a
 *   picture of it).
 * - `-clear`: that one, with `color: transparent`: what is seen through the letters stays (a gradient).
 * - `none`: none.
 */
export type Mark = '' | '-seen' | '-clear' | 'none';

/** What is asked of a computed style. */
type LetterStyle = Pick<
  CSSStyleDeclaration,
  | 'color'
  | 'webkitTextFillColor'
  | 'webkitTextStrokeWidth'
  | 'textEmphasisStyle'
  | 'textEmphasisColor'
>;

const SVG = 'http://www.w3.org/2000/svg';

/** Letters less opaque than this cannot be seen: their mark needs a line of another colour. */
const FAINT_OPACITY = 0.25;

/** How many elements upwards are asked what they paint through a text. */
const MOST_LEVELS = 16;

/** The opacity of a colour as computed styles have it: `rgba(0, 0, 0, 0.5)`, `color(srgb 0 0 0 / 0.5)`. */
const alphaOf = (colour: string) => Number(/(?:a\(.*,|\/) *([\d.e-]+)\)$/.exec(colour)?.[1] ?? 1);

/** The mark for letters of this style. */
function markFor(style: LetterStyle): Mark {
  const { color, webkitTextFillColor: fill } = style;
  const isClear = alphaOf(fill) === 0;
  if (
    // Strokes are not painted anew, nor marks of emphasis in a colour of their own. (Over a ground that is clipped to
    // the text transparent strokes are seen, too.)
    Number.parseFloat(style.webkitTextStrokeWidth) > 0 ||
    (style.textEmphasisStyle !== 'none' && style.textEmphasisColor !== fill)
  ) {
    return 'none';
  }
  if (fill !== color) return isClear ? '-clear' : 'none';
  return alphaOf(color) < FAINT_OPACITY ? '-seen' : '';
}

/** The mark for letters of a drawing, which have a paint of their own. Chromium keeps it, but adds a shadow. */
function markForDrawn({ color, fill, fillOpacity, stroke, textShadow }: CSSStyleDeclaration): Mark {
  const isKept = __FIREFOX__
    ? fill === color && fillOpacity === '1' && stroke === 'none'
    : textShadow === 'none';
  return isKept ? '' : 'none';
}

/**
 * The mark for what stands in `element`. Makes the browser compute styles.
 * @param asked keeps what was found around other elements of the same time
 */
export function markIn(element: Element, asked = new Map<Element, string>()): Mark {
  const style = getComputedStyle(element);
  const isDrawn = native.namespaceOf(element) === SVG;
  const mark = isDrawn ? markForDrawn(style) : markFor(style);
  // Chromium keeps a drawing's letters whatever is around them.
  if (isDrawn && !__FIREFOX__) return mark;
  let around: Element | null = element;
  for (let left = MOST_LEVELS; around && left > 0 && mark !== 'none'; left--) {
    const painted = asked.get(around) ?? paintAround(around);
    asked.set(around, painted);
    if (
      __FIREFOX__
        ? // Over a ground that is clipped to the text Firefox 153 paints shadows otherwise once there is any highlight
          // in the text, and letters of drawings, too.
          painted.includes('text') && (isDrawn || style.textShadow !== 'none')
        : // Chromium 156 paints lines through letters anew, in the letters' colour.
          painted && painted !== style.webkitTextFillColor
    ) {
      return 'none';
    }
    around = shownParent(around);
  }
  return mark;
}

/** Firefox: what the ground of `element` is clipped to. Chromium: the colour of its line through letters. */
function paintAround(element: Element): string {
  const style = getComputedStyle(element);
  if (__FIREFOX__) return style.backgroundClip;
  return style.textDecorationLine.includes('line-through') ? style.textDecorationColor : '';
}

/** The mark for a stretch from one text to another. */
export function markBetween(
  texts: Iterable<Text>,
  markOf: (element: Element) => Mark = (element) => markIn(element),
): Mark {
  let common: Mark | undefined;
  for (const text of texts) {
    const element = shownParent(text);
    const mark = element ? markOf(element) : '';
    if (common !== undefined && common !== mark) return 'none';
    common = mark;
  }
  return common ?? '';
}
