/** Whether a page is light or dark where a card opens, by the colours behind its text. */
import { shownAncestors } from '../dom/flat-tree.ts';
import { isLight, over, parseColour, type Rgba } from './colour.ts';

/** Undefined where it cannot be told (a picture behind a text that is neither light nor dark). */
export function schemeAround(node: Node, window: Window): 'light' | 'dark' | undefined {
  const layers: Rgba[] = [];
  let text: Rgba | undefined;
  for (const element of shownAncestors(node)) {
    const { backgroundColor, backgroundImage, color, colorScheme } =
      window.getComputedStyle(element);
    text ??= parseColour(color);
    const layer = parseColour(backgroundColor);
    // Text on a picture is light on dark or dark on light, too.
    if (backgroundImage !== 'none' || !layer) return byText(text);
    if (layer.a > 0) layers.push(layer);
    if (layer.a === 1) break;
    if (!element.parentNode || element.parentNode.nodeType === Node.DOCUMENT_NODE) {
      layers.push(canvas(colorScheme, window));
    }
  }
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
