/** Whether a mention in what stands like code, or looks like it, is in a letter nevertheless. */
import { isBeingWritten, looksLikeCode } from './looks.ts';
import * as native from './native.ts';
import { linesAround } from './passage.ts';
import { readsAsProse } from './reads-as-prose.ts';
import type { Stretch } from './runs.ts';

/** UTF-16 units of text on either side that tell. */
const REACH = 1_500;
/** Elements upwards that may belong to one view of code. */
const LEVELS = 16;

const KEPT_AS_IT_IS = 'pre,table[translate=no],table.notranslate';
/** What highlighters and highlighted pages call their views. */
const CODE_VIEW =
  '[class*=highlight],[class*=codehilite],.sourceCode,.prettyprint,.prism-code,.shiki,.chroma,.source,' +
  '[class*=lang-],[class*=language-]:not([class*=language-text],[class*=language-plain])';

/** The outermost element around that shows its text as `element` does. */
function viewAround(element: Element): Element {
  const kept = native.closest(element, KEPT_AS_IT_IS);
  if (kept) return kept;
  let view = element;
  let around = native.parentElement(view);
  for (let left = LEVELS; around && left > 0 && looksLikeCode(around); left--) {
    view = around;
    around = native.parentElement(view);
  }
  return view;
}

/** Whether the lines around a mention are prose, and nobody is writing them. */
export function isReadByLines(mention: Stretch): boolean {
  const element = native.parentElement(mention.startNode);
  if (!element || isBeingWritten(element)) return false;
  const view = viewAround(element);
  const around = native.parentElement(view);
  if (native.matches(view, CODE_VIEW) || (around && native.matches(around, CODE_VIEW)))
    return false;
  const { text, start, end } = linesAround(view, mention, REACH);
  // What is cut off at the beginning is no whole line.
  const from = start < REACH ? 0 : text.lastIndexOf('\n', start) < 0 ? 0 : text.indexOf('\n') + 1;
  return readsAsProse(text.slice(from), start - from, end - from);
}
