/** The part of `eval:pages` that runs in the page's own world, bundled and evaluated there. */
import { CARD_MARK } from '../../src/protocol/world.ts';
import type { Marks } from './pages-compare.ts';
import {
  after,
  attributesOf,
  boxesOf,
  boxOf,
  childNodesOf,
  idOf,
  isLaidOut,
  localNameOf,
  nextFrame,
  nodeNameOf,
  nodeValueOf,
  Observer,
  OwnRange,
  parentOf,
  registry,
  shadowRootOf,
  showInMiddle,
} from './pages-dom.ts';
import { whyRefused } from './pages-forms.ts';
import {
  isNoProse,
  namelikeIn,
  pointOf,
  type Quote,
  quote,
  rootsBelow,
  runsIn,
  type Wanted,
  wantedIn,
} from './pages-text.ts';

export interface Snapshot {
  /** One line for each node, depth first. */
  readonly dom: readonly string[];
  /** One line for each element: its name and its rounded box, CSS pixels in the document. */
  readonly boxes: readonly string[];
}

export type Fault = 'card' | 'dom' | 'error' | 'extra' | 'hang' | 'layout' | 'missed' | 'request';

interface Painted {
  readonly start: number;
  readonly endNode: Node;
  readonly end: number;
  /** The whole text of its node then: what has changed since says nothing of it. */
  readonly data: string;
}

function describe(node: Node, depth: number): string {
  if (node instanceof Element) {
    const attributes = [...attributesOf(node)].map(
      ({ name, value }) => ` ${name}=${JSON.stringify(value)}`,
    );
    return `${depth} <${nodeNameOf(node)}${attributes.sort().join('')}>`;
  }
  return `${depth} ${nodeNameOf(node)} ${JSON.stringify(nodeValueOf(node) ?? '')}`;
}

function readTree(node: Node, depth: number, dom: string[], boxes: string[]): void {
  dom.push(describe(node, depth));
  if (node instanceof Element) {
    const { x, y, width, height } = boxOf(node);
    const box = isLaidOut(node)
      ? [x + scrollX, y + scrollY, width, height].map(Math.round).join(' ')
      : 'not laid out';
    boxes.push(`${localNameOf(node)}${idOf(node) ? `#${idOf(node)}` : ''} ${box}`);
    const shadowRoot = shadowRootOf(node);
    if (shadowRoot) readTree(shadowRoot, depth + 1, dom, boxes);
    if (node instanceof HTMLTemplateElement) readTree(node.content, depth + 1, dom, boxes);
  }
  for (const child of childNodesOf(node)) readTree(child, depth + 1, dom, boxes);
}

/** What one tab is asked, step by step. */
class PageUnderTest {
  /** All that was ever painted, by the node in which it begins. */
  readonly #painted = new Map<Node, Painted[]>();
  #wanted: Wanted[] = [];
  /** All of the page was in view once, so that what loads only then has begun to. */
  #isSeen = false;

  /**
   * Waits until the page is loaded and has changed nothing of itself for a while.
   * @returns whether that came
   */
  async quiet(quietMs: number, patienceMs: number): Promise<boolean> {
    const end = performance.now() + patienceMs;
    let last = performance.now();
    const observer = new Observer(() => {
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
      // A picture that is not there has another box from the moment on that this is known.
      const isLoaded =
        document.readyState === 'complete' &&
        [...document.images].every((image) => this.#isDone(image));
      isQuiet = isLoaded && performance.now() - last >= quietMs;
    }
    observer.disconnect();
    return isQuiet;
  }

  #isDone(image: HTMLImageElement): boolean {
    if (image.complete) return true;
    return image.loading === 'lazy' && (!this.#isSeen || boxesOf(image).length === 0);
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
    this.#isSeen = true;
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
    for (const [name, ranges] of registry) {
      if (!name.startsWith('backstory')) continue;
      for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
        const known = this.#painted.get(startContainer) ?? [];
        this.#painted.set(startContainer, known);
        if (known.some(({ start }) => start === startOffset)) continue;
        const data = nodeValueOf(startContainer) ?? '';
        known.push({ start: startOffset, endNode: endContainer, end: endOffset, data });
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
      showInMiddle(parentOf(wanted.node));
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

  /** What is painted and certainly is no mention; and for a person to look through: all that nobody is certain of. */
  extra(): Pick<Marks, 'painted' | 'extra' | 'unpainted' | 'doubtful'> {
    const extra: Quote[] = [];
    const unpainted: Quote[] = [];
    const doubtful: Quote[] = [];
    let painted = 0;
    for (const run of [...rootsBelow(document)].flatMap(runsIn)) {
      const left = namelikeIn(run).filter((each) => !this.#isPainted(each));
      unpainted.push(...left.map((each) => each.quote));
      for (const { node, at } of run.parts) {
        for (const { start, endNode, end, data } of this.#painted.get(node) ?? []) {
          painted++;
          const last = run.parts.find((part) => part.node === endNode);
          if (!last || node.data !== data || end > last.node.length) continue;
          const from = at + start;
          const to = last.at + end;
          const why = isNoProse(node) ? 'no prose' : whyRefused(run.text, from, to);
          if (why) extra.push(quote(run, from, to, why));
          else if (!this.#isWanted(node, start, end))
            doubtful.push(quote(run, from, to, 'doubtful'));
        }
      }
    }
    return { painted, extra, unpainted, doubtful };
  }

  #isWanted(node: Node, start: number, end: number): boolean {
    return this.#wanted.some(
      (wanted) => wanted.node === node && wanted.start >= start && wanted.start < end,
    );
  }

  /**
   * Scrolls to the painted mention of that number which a pointer can reach.
   * @returns where it is in the viewport, CSS pixels; null: there are no more
   */
  async pointAt(number: number): Promise<{ x: number; y: number; text: string } | null> {
    let left = number;
    for (const [node, [painted]] of this.#inOrder()) {
      if (!painted || !node.isConnected || painted.start >= (nodeValueOf(node)?.length ?? 0))
        continue;
      const range = new OwnRange();
      range.setStart(node, painted.start);
      if (painted.endNode === node)
        range.setEnd(node, Math.min(painted.end, (node as Text).length));
      else range.setEnd(node, (node as Text).length);
      showInMiddle(parentOf(node));
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
      for (const card of document.querySelectorAll(`[${CARD_MARK}]`)) card.remove();
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

export type { Quote };
/** At the start of a document: what is tested stands in the page's world, under a symbol. */
export const put = (key: string) => {
  if (top === self) Object.assign(globalThis, { [Symbol.for(key)]: new PageUnderTest() });
};
export type { PageUnderTest };
