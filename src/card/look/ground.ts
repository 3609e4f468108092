/** Whether a page is light or dark where a card opens, by the colours behind its text. */
import { shownAncestors } from '../../dom/flat-tree.ts';
import * as native from '../../dom/native.ts';
import { DOCUMENT_NODE } from '../../dom/standard.ts';
import { isLight, over, parseColour, type Rgba } from '../../ui/colour.ts';
import { recolouring } from './filter.ts';

/** Undefined where it cannot be told (a picture behind a text that is neither light nor dark). */
export function schemeAround(node: Node, window: Window): 'light' | 'dark' | undefined {
  const rootElement = native.rootElementOf(window.document);
  let layers: Rgba[] = [];
  let text: Rgba | undefined;
  /** The ground is not known by its colours, or hides all that is behind it. */
  let isPicture = false;
  let isOpaque = false;
  for (const element of shownAncestors(node)) {
    const { backgroundColor, backgroundImage, color, colorScheme, filter } =
      window.getComputedStyle(element);
    text ??= parseColour(color);
    if (!isOpaque && !isPicture) {
      const layer = parseColour(backgroundColor);
      // Text on a picture is light on dark or dark on light, too.
      isPicture = backgroundImage !== 'none' || !layer;
      if (layer && layer.a > 0) layers.push(layer);
      isOpaque = layer?.a === 1;
    }
    const parent = native.parentNode(element);
    const isRoot = !parent || native.nodeType(parent) === DOCUMENT_NODE;
    // Firefox has the card go through the filter of the root, too: both are changed alike there.
    if (filter !== 'none' && !(__FIREFOX__ && element === rootElement)) {
      const recolour = recolouring(filter);
      if (recolour) {
        layers = layers.map(recolour);
        text = text && recolour(text);
      }
    }
    if (isRoot && !isOpaque) layers.push(canvas(colorScheme, window));
  }
  if (isPicture) return byText(text);
  const ground = layers.reduceRight<Rgba | undefined>(
    (below, layer) => (below ? over(layer, below) : layer),
    undefined,
  );
  return ground && (isLight(ground) ? 'light' : 'dark');
}

const byText = (text: Rgba | undefined) => text && (isLight(text) ? 'dark' : 'light');

/** What is behind a page that paints no ground of its own. */
function canvas(colorScheme: string, window: Window): Rgba {
  const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const isDark =
    colorScheme.includes('dark') && (!colorScheme.includes('light') || system === 'dark');
  const level = isDark ? 18 : 255;
  return { r: level, g: level, b: level, a: 1 };
}
