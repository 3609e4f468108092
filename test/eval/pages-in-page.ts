/** The part of `eval:pages` that runs in the page's own world, bundled and evaluated there. */
import { CARD_ELEMENT } from '../../src/protocol/world.ts';
import { certainForms, UNKNOWN, whyRefused } from './pages-forms.ts';

/** A stretch of a page's text with what stands around it, for a person to read. */
export interface Quote {
  readonly text: string;
  readonly around: string;
  readonly why: string;
}

export interface Snapshot {
  /** One line for each node, depth first. */
  readonly dom: readonly string[];
  /** One line for each element: its name and its rounded box, CSS pixels in the document. */
  readonly boxes: readonly string[];
}

export type Fault = 'card' | 'dom' | 'error' | 'extra' | 'hang' | 'layout' | 'missed' | 'request';

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

interface Run {
  readonly text: string;
  readonly parts: readonly { readonly node: Text; readonly at: number }[];
}

/** A mention that has to be painted. */
interface Wanted {
  readonly range: Range;
  readonly node: Text;
  readonly start: number;
  readonly quote: Quote;
}

interface Painted {
  readonly start: number;
  readonly endNode: Node;
  readonly end: number;
}

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The document, its open shadow roots, and all below them. */
function* rootsBelow(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    if (shadowRoot) yield* rootsBelow(shadowRoot);
  }
}

const parentOf = (node: Node): Element | null =>
  node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;

function isWithin(node: Node, selector: string): boolean {
  for (let element = parentOf(node); element; element = parentOf(element)) {
    if (element.matches(selector)) return true;
  }
  return false;
}

/** Lines of text as the browser lays them out, as far as styles tell. */
function runsIn(root: Document | ShadowRoot): Run[] {
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
    if (node.localName === 'br') return end();
    const { display } = getComputedStyle(node);
    if (display === 'none') return;
    const isInline = display === 'inline' || display === 'contents';
    const isKnown = isInline && !node.shadowRoot && node.localName !== 'slot';
    const isAtom = !isKnown && display.startsWith('inline');
    if (isAtom) text += UNKNOWN;
    else if (!isKnown) end();
    const before = text;
    for (const child of node.childNodes) read(child);
    if (isAtom) text += UNKNOWN;
    else if (!isKnown) end();
    // A picture or a field between two letters.
    else if (node.childNodes.length === 0 && text === before && node.getClientRects().length > 0) {
      if (node.getBoundingClientRect().width > 0) text += UNKNOWN;
    }
  };
  for (const child of root.childNodes) read(child);
  end();
  return runs;
}

function quote(run: Run, start: number, end: number, why: string): Quote {
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
    const id = element.id ? `#${element.id}` : '';
    const classes = element.getAttribute('class')?.trim().replace(/\s+/g, '.');
    path.unshift(element.localName + id + (classes ? `.${classes}` : ''));
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

const isShown = (element: Element) =>
  element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    contentVisibilityAuto: true,
  });

function wantedIn(run: Run): Wanted[] {
  if (!/openai|xai|grok/i.test(run.text)) return [];
  return certainForms(run.text).flatMap(({ name, start, end }) => {
    const first = partAt(run, start);
    const last = partAt(run, end - 1);
    const element = first && parentOf(first.node);
    if (!first || !last || !element) return [];
    if (isWithin(first.node, `${NEVER_PROSE},${DOUBTFUL},[contenteditable]`)) return [];
    if (!isShown(element) || hasOwnPaint(element) || looksLikeCode(element)) return [];
    const range = new Range();
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
function pointOf(range: Range): { x: number; y: number; isCovered: boolean } | undefined {
  const box = [...range.getClientRects()].find(({ width, height }) => width >= 2 && height >= 2);
  const element = parentOf(range.startContainer);
  if (!box || !element) return undefined;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const root = range.startContainer.getRootNode() as Document | ShadowRoot;
  const there = root.elementsFromPoint(x, y);
  if (!there.includes(element)) return undefined;
  const [top] = there;
  return { x, y, isCovered: top !== undefined && top !== element && !element.contains(top) };
}

function describe(node: Node, depth: number): string {
  if (node instanceof Element) {
    const attributes = [...node.attributes].map(
      ({ name, value }) => ` ${name}=${JSON.stringify(value)}`,
    );
    return `${depth} <${node.nodeName}${attributes.sort().join('')}>`;
  }
  return `${depth} ${node.nodeName} ${JSON.stringify(node.nodeValue ?? '')}`;
}

function readTree(node: Node, depth: number, dom: string[], boxes: string[]): void {
  dom.push(describe(node, depth));
  if (node instanceof Element) {
    const { x, y, width, height } = node.getBoundingClientRect();
    const box = [x + scrollX, y + scrollY, width, height].map(Math.round).join(' ');
    boxes.push(`${node.localName}${node.id ? `#${node.id}` : ''} ${box}`);
    if (node.shadowRoot) readTree(node.shadowRoot, depth + 1, dom, boxes);
    if (node instanceof HTMLTemplateElement) readTree(node.content, depth + 1, dom, boxes);
  }
  for (const child of node.childNodes) readTree(child, depth + 1, dom, boxes);
}

/** What one tab is asked, step by step. */
class PageUnderTest {
  /** All that was ever painted, by the node in which it begins. */
  readonly #painted = new Map<Node, Painted[]>();
  #wanted: Wanted[] = [];

  /**
   * Waits until the page is loaded and has changed nothing of itself for a while.
   * @returns whether that came
   */
  async quiet(quietMs: number, patienceMs: number): Promise<boolean> {
    const end = performance.now() + patienceMs;
    let last = performance.now();
    const observer = new MutationObserver(() => {
      last = performance.now();
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    let isQuiet = false;
    while (!isQuiet && performance.now() < end) {
      await after(50);
      isQuiet = document.readyState === 'complete' && performance.now() - last >= quietMs;
    }
    observer.disconnect();
    return isQuiet;
  }

  /** Goes down the page in steps, as a reader would, and back to its top. */
  async scrollThrough(mostSteps: number): Promise<void> {
    const step = innerHeight * 0.8;
    for (let i = 0; i <= mostSteps; i++) {
      scrollTo({ top: i * step, behavior: 'instant' });
      await nextFrame();
      await nextFrame();
      this.#collect();
      if (scrollY + innerHeight >= document.documentElement.scrollHeight - 1) break;
    }
    scrollTo({ top: 0, behavior: 'instant' });
    await nextFrame();
    await nextFrame();
    this.#collect();
  }

  snapshot(): Snapshot {
    // Where a movement stands is chance.
    for (const animation of document.getAnimations()) {
      try {
        animation.finish();
      } catch {
        // One without an end.
        animation.cancel();
      }
    }
    const dom: string[] = [];
    const boxes: string[] = [];
    readTree(document, 0, dom, boxes);
    return { dom, boxes };
  }

  #collect(): void {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    for (const [name, ranges] of registry) {
      if (!name.startsWith('backstory')) continue;
      for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
        const known = this.#painted.get(startContainer) ?? [];
        this.#painted.set(startContainer, known);
        if (known.some(({ start }) => start === startOffset)) continue;
        known.push({ start: startOffset, endNode: endContainer, end: endOffset });
      }
    }
  }

  #isPainted({ node, start }: Wanted): boolean {
    return (this.#painted.get(node) ?? []).some(
      (painted) => painted.start <= start && (painted.endNode !== node || painted.end > start),
    );
  }

  /**
   * Goes to each certain mention that was not painted so far, and waits for it.
   * @param patienceMs in all, for those that do not come
   */
  async missed(patienceMs: number): Promise<{ wanted: number; missed: Quote[] }> {
    this.#wanted = [...rootsBelow(document)].flatMap(runsIn).flatMap(wantedIn);
    const missed: Quote[] = [];
    let patience = patienceMs;
    for (const wanted of this.#wanted) {
      if (this.#isPainted(wanted)) continue;
      parentOf(wanted.node)?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const start = performance.now();
      do {
        await nextFrame();
        await after(20);
        this.#collect();
      } while (!this.#isPainted(wanted) && performance.now() - start < Math.max(300, patience));
      if (this.#isPainted(wanted)) continue;
      patience -= performance.now() - start;
      // Only now: it had to be scrolled to.
      if (pointOf(wanted.range)) missed.push(wanted.quote);
    }
    return { wanted: this.#wanted.length, missed };
  }

  /** What is painted and certainly is no mention. */
  extra(): { painted: number; extra: Quote[] } {
    const extra: Quote[] = [];
    let painted = 0;
    for (const run of [...rootsBelow(document)].flatMap(runsIn)) {
      for (const { node, at } of run.parts) {
        for (const { start, endNode, end } of this.#painted.get(node) ?? []) {
          painted++;
          const last = run.parts.find((part) => part.node === endNode);
          if (!last || end > last.node.length) continue;
          const from = at + start;
          const to = last.at + end;
          const why = isWithin(node, NEVER_PROSE) ? 'no prose' : whyRefused(run.text, from, to);
          if (why) extra.push(quote(run, from, to, why));
        }
      }
    }
    return { painted, extra };
  }

  /**
   * Scrolls to the painted mention of that number which a pointer can reach.
   * @returns where it is in the viewport, CSS pixels; null: there are no more
   */
  async pointAt(number: number): Promise<{ x: number; y: number; text: string } | null> {
    let left = number;
    for (const [node, [painted]] of this.#inOrder()) {
      if (!painted || !node.isConnected || painted.start >= (node.nodeValue?.length ?? 0)) continue;
      const range = new Range();
      range.setStart(node, painted.start);
      if (painted.endNode === node)
        range.setEnd(node, Math.min(painted.end, (node as Text).length));
      else range.setEnd(node, (node as Text).length);
      parentOf(node)?.scrollIntoView({ block: 'center', behavior: 'instant' });
      await nextFrame();
      await nextFrame();
      const point = pointOf(range);
      if (!point || point.isCovered || left-- > 0) continue;
      return { x: point.x, y: point.y, text: range.toString() };
    }
    return null;
  }

  #inOrder(): [Node, Painted[]][] {
    const isBefore = (a: Node, b: Node) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    return [...this.#painted].sort(([a], [b]) => isBefore(a, b));
  }

  /** Damages the page so that one column has to tell. */
  plant(fault: Fault): void {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    const sheet = new CSSStyleSheet();
    const everyFrame = (run: () => void) => {
      run();
      requestAnimationFrame(() => everyFrame(run));
    };
    const paintWrongly = () => {
      const [text] = runsIn(document).flatMap(({ parts }) => parts.map(({ node }) => node));
      const ranges = [...registry].find(([name]) => name.startsWith('backstory'))?.[1];
      if (text)
        ranges?.add(
          new StaticRange({
            startContainer: text,
            startOffset: 0,
            endContainer: text,
            endOffset: 1,
          }),
        );
    };
    const removeCard = () => {
      for (const card of document.querySelectorAll(CARD_ELEMENT)) card.remove();
    };
    const plants: Record<Fault, () => void> = {
      card: () => everyFrame(removeCard),
      dom: () => document.body.setAttribute('data-planted', ''),
      error: () => console.error('planted'),
      extra: () => everyFrame(paintWrongly),
      hang: () => {
        for (;;);
      },
      layout: () => {
        sheet.replaceSync('p { padding-left: 3px }');
        document.adoptedStyleSheets.push(sheet);
      },
      missed: () => {
        const empty = function* () {};
        Object.defineProperty(HighlightRegistry.prototype, Symbol.iterator, { value: empty });
      },
      request: () => void fetch('/latin.html'),
    };
    plants[fault]();
  }
}

export const create = () => new PageUnderTest();
export type { PageUnderTest };
