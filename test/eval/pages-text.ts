/** A page's text as a reader sees it, and what in it has to be painted. Runs in the page. */
import {
  attributeOf,
  boxesOf,
  boxOf,
  childNodesOf,
  idOf,
  isIn,
  isLike,
  isShown,
  localNameOf,
  OwnRange,
  parentOf,
  rootOf,
  shadowRootOf,
} from './pages-dom.ts';
import { certainForms, UNKNOWN } from './pages-forms.ts';

/** A stretch of a page's text with what stands around it, for a person to read. */
export interface Quote {
  readonly text: string;
  readonly around: string;
  readonly why: string;
}

/** Characters of a quote on either side. */
const QUOTED = 50;

/** Where code, fields and editors are: what is painted here is wrong for certain. */
const NEVER_PROSE =
  'code,kbd,samp,tt,textarea,select,[contenteditable=""],[contenteditable=true],[role=textbox],' +
  '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor,.ProseMirror,script,style';
/** Where readers could differ, or where nobody expects marks. */
const DOUBTFUL =
  'pre,svg,math,canvas,iframe,object,audio,video,noscript,template,title,option,datalist,button,' +
  '[translate=no],.notranslate,.mermaid,.highlight,.hljs,[class^="language-"],[class*=" language-"]';

export interface Run {
  readonly text: string;
  readonly parts: readonly { readonly node: Text; readonly at: number }[];
}

/** A mention that has to be painted. */
export interface Wanted {
  readonly range: Range;
  readonly node: Text;
  readonly start: number;
  readonly quote: Quote;
}

/** The document, its open shadow roots, and all below them. */
export function* rootsBelow(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const element of root.querySelectorAll('*')) {
    const shadowRoot = shadowRootOf(element);
    if (shadowRoot) yield* rootsBelow(shadowRoot);
  }
}

function isWithin(node: Node, selector: string): boolean {
  for (let element = parentOf(node); element; element = parentOf(element)) {
    if (isLike(element, selector)) return true;
  }
  return false;
}

/** Lines of text as the browser lays them out, as far as styles tell. */
export function runsIn(root: Document | ShadowRoot): Run[] {
  const runs: Run[] = [];
  let text = '';
  let parts: { node: Text; at: number }[] = [];
  const end = () => {
    if (parts.length > 0) runs.push({ text, parts });
    text = '';
    parts = [];
  };
  const read = (node: Node) => {
    if (node instanceof Text) {
      parts.push({ node, at: text.length });
      text += node.data;
      return;
    }
    if (!(node instanceof Element)) return;
    if (localNameOf(node) === 'br') return end();
    const { display } = getComputedStyle(node);
    if (display === 'none') return;
    const isInline = display === 'inline' || display === 'contents';
    const isKnown = isInline && !shadowRootOf(node) && localNameOf(node) !== 'slot';
    const isAtom = !isKnown && display.startsWith('inline');
    if (isAtom) text += UNKNOWN;
    else if (!isKnown) end();
    const before = text;
    for (const child of childNodesOf(node)) read(child);
    if (isAtom) text += UNKNOWN;
    else if (!isKnown) end();
    // A picture or a field between two letters.
    else if (childNodesOf(node).length === 0 && text === before && boxesOf(node).length > 0) {
      if (boxOf(node).width > 0) text += UNKNOWN;
    }
  };
  for (const child of childNodesOf(root)) read(child);
  end();
  return runs;
}

export function quote(run: Run, start: number, end: number, why: string): Quote {
  const text = run.text.slice(start, end);
  const clean = (part: string) => part.replace(/\s+/g, ' ');
  const around =
    clean(run.text.slice(Math.max(0, start - QUOTED), start)) +
    `⟦${text}⟧` +
    clean(run.text.slice(end, end + QUOTED));
  const path: string[] = [];
  for (
    let element = run.parts[0] && parentOf(run.parts[0].node);
    element;
    element = parentOf(element)
  ) {
    const id = idOf(element) ? `#${idOf(element)}` : '';
    const classes = attributeOf(element, 'class')?.trim().replace(/\s+/g, '.');
    path.unshift(localNameOf(element) + id + (classes ? `.${classes}` : ''));
    if (path.length === 4) break;
  }
  return { text, around, why: `${why} (${path.join(' > ')})` };
}

/** The part of a run at an offset; a mention that begins there begins in this node. */
function partAt({ parts }: Run, offset: number) {
  return parts.findLast(({ node, at }) => at <= offset && offset < at + node.length);
}

/** The letters are painted by more than `color`: to be marked might hurt them. */
function hasOwnPaint(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.webkitTextFillColor !== style.color) return true;
  if (parseFloat(style.webkitTextStrokeWidth) > 0) return true;
  for (let each: Element | null = element; each; each = parentOf(each)) {
    const { backgroundClip, webkitBackgroundClip } = getComputedStyle(each);
    if (backgroundClip === 'text' || webkitBackgroundClip === 'text') return true;
  }
  return false;
}

function looksLikeCode(element: Element): boolean {
  const { fontFamily, whiteSpaceCollapse, whiteSpace } = getComputedStyle(element);
  const isKept = (whiteSpaceCollapse || whiteSpace).startsWith('pre');
  return isKept && /mono|courier|consolas|menlo/i.test(fontFamily);
}

/** Code, fields and editors: whoever reads there is no reader of prose. */
export function isNoProse(node: Text): boolean {
  if (isWithin(node, NEVER_PROSE)) return true;
  if (isWithin(node, '.mermaid') && !isWithin(node, 'svg')) return true;
  const element = parentOf(node);
  // A whole text document is a <pre> to the browser, and mailing lists write prose in one.
  if (!element || isWithin(node, 'pre')) return false;
  return looksLikeCode(element) && getComputedStyle(element).whiteSpace === 'pre';
}

export function wantedIn(run: Run): Wanted[] {
  if (!/openai|xai|grok/i.test(run.text)) return [];
  return certainForms(run.text).flatMap(({ name, start, end }) => {
    const first = partAt(run, start);
    const last = partAt(run, end - 1);
    const element = first && parentOf(first.node);
    if (!first || !last || !element) return [];
    if (isWithin(first.node, `${NEVER_PROSE},${DOUBTFUL},[contenteditable]`)) return [];
    if (!isShown(element) || hasOwnPaint(element) || looksLikeCode(element)) return [];
    const range = new OwnRange();
    range.setStart(first.node, start - first.at);
    range.setEnd(last.node, end - last.at);
    const { width, height } = range.getBoundingClientRect();
    if (width < 2 || height < 2) return [];
    return [
      { range, node: first.node, start: start - first.at, quote: quote(run, start, end, name) },
    ];
  });
}

/** The middle of the first line box of a stretch, where a reader sees it; undefined: nobody can. */
export function pointOf(range: Range): { x: number; y: number; isCovered: boolean } | undefined {
  const box = [...range.getClientRects()].find(({ width, height }) => width >= 2 && height >= 2);
  const element = parentOf(range.startContainer);
  if (!box || !element) return undefined;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const root = rootOf(range.startContainer) as Document | ShadowRoot;
  const there = root.elementsFromPoint(x, y);
  if (!there.includes(element)) return undefined;
  const [top] = there;
  return { x, y, isCovered: top !== undefined && top !== element && !isIn(top, element) };
}

/** Whatever looks like a name and is shown, certain or not: for a person to look at. */
export function namelikeIn(run: Run): Wanted[] {
  return [...run.text.matchAll(/open[ -]?ai|\bx[. ]?ai\b|grok/gi)].flatMap(({ 0: text, index }) => {
    const part = partAt(run, index);
    const element = part && parentOf(part.node);
    if (!part || !element || !isShown(element)) return [];
    const start = index - part.at;
    const range = new OwnRange();
    range.setStart(part.node, start);
    range.setEnd(part.node, Math.min(part.node.length, start + text.length));
    if (range.getBoundingClientRect().width < 2) return [];
    const about = quote(run, index, index + text.length, 'no mark');
    return [{ range, node: part.node, start, quote: about }];
  });
}
