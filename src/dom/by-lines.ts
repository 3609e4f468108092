/** Whether a mention in what stands like code, or looks like it, is in a letter nevertheless: its lines tell. */
import { isBeingWritten, looksLikeCode } from './looks.ts';
import * as native from './native.ts';
import { partOf } from './nodes.ts';
import { linesAround, type TextAround } from './passage.ts';
import { readsAsProse } from './reads-as-prose.ts';
import { continuesRun, type Stretch } from './runs.ts';
import { SHOW_TEXT } from './standard.ts';

/** How far on either side lines are read, in UTF-16 units, and how many text nodes are looked at for that. */
const REACH_UNITS = 1_500;
const MOST_TEXTS = 100;

const KEPT_AS_IT_IS = 'pre,table[translate=no],table.notranslate';
/** What highlighters call their views. */
const CODE_VIEW =
  '[class*=highlight],[class*=codehilite],.sourceCode,.prettyprint,.prism-code,.shiki,.chroma,.source,' +
  '[class*=lang-],[class*=language-]:not([class*=language-text],[class*=language-plain])';

/** Whether the lines around a mention are prose, and nobody is writing them. */
export function isReadByLines(mention: Stretch): boolean {
  const element = native.parentElement(mention.startNode);
  if (!element || isBeingWritten(element)) return false;
  const view = native.closest(element, KEPT_AS_IT_IS);
  const around = view && native.parentElement(view);
  if (view && native.matches(view, CODE_VIEW)) return false;
  if (around && native.matches(around, CODE_VIEW)) return false;
  const lines = view ? linesAround(view, mention, REACH_UNITS) : linesThatLookAlike(mention);
  return readsAsProse(lines.text, lines.start, lines.end);
}

/** What stands before and after a mention and looks like code, too: each line may be an element. */
function linesThatLookAlike({ startNode, start, endNode, end }: Stretch): TextAround {
  const from = Math.max(0, start - REACH_UNITS);
  const own = partOf(startNode, from, startNode === endNode ? end + REACH_UNITS : startNode.length);
  const before = linesBeside(startNode, false).reverse().join('');
  const after = linesBeside(startNode, true).join('');
  const at = before.length + start - from;
  return {
    text: before + own + after,
    start: at,
    end: startNode === endNode ? at + end - start : before.length + own.length,
  };
}

function linesBeside(text: Text, forward: boolean): string[] {
  const walker = native.createTreeWalker(
    native.ownerDocument(text),
    native.rootOf(text),
    SHOW_TEXT,
  );
  walker.currentNode = text;
  const lines: string[] = [];
  let last = text;
  let rest = REACH_UNITS;
  for (let left = MOST_TEXTS; left > 0 && rest > 0; left--) {
    const next = (forward ? walker.nextNode() : walker.previousNode()) as Text | null;
    if (!next) break;
    const { length } = next;
    const data = forward ? partOf(next, 0, rest) : partOf(next, length - rest, length);
    // Between the elements of two lines.
    if (data.trim() === '') continue;
    const element = native.parentElement(next);
    if (!element || !looksLikeCode(element)) break;
    if (!(forward ? continuesRun(last, next) : continuesRun(next, last))) lines.push('\n');
    lines.push(data);
    rest -= data.length;
    last = next;
  }
  return lines;
}
