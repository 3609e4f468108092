/**
 * Finds open shadow roots. No event tells of them and no selector finds them, so every element that may
 * have one is asked once, in idle time; roots attached later are found by asking all again, ever more
 * rarely and for a minute after the last change, and under the pointer at once (`composedPath`).
 */

import * as native from '../dom/native.ts';
import { isElement, isShadowRoot } from '../dom/nodes.ts';
import { elementsIn } from '../dom/tree.ts';

/**
 * What is asked: not what makes up most of a page and can have no shadow root, and of paragraphs only
 * those without content. To ask an element, V8 makes an object for it, and keeps it.
 */
const ASKED = 'p:empty,:not(p,a,li,td,b,i,br,img,path)';
/** Where there are more elements than that, to select would hold up a frame: they are asked one by one. */
const MANY = 60_000;

/** Elements asked between two looks at the clock. */
const BATCH = 256;
/** Milliseconds from one round to the next: doubles from the first to the last. */
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 32_000;
/** Milliseconds of an idle period that are taken at most, and that must be left to go on. */
const SLICE = 4;
const RESERVE = 2;

type Root = Document | ShadowRoot | Element;

const asked = (root: Root) =>
  isElement(root)
    ? native.select(root, ASKED)
    : isShadowRoot(root)
      ? root.querySelectorAll(ASKED)
      : native.selectInDocument(root, ASKED);

export class ShadowHosts {
  readonly #window: Window & typeof globalThis;
  readonly #known: ReadonlySet<ShadowRoot>;
  readonly #found: (root: ShadowRoot) => void;
  /** Where to look. */
  #waiting: Root[] = [];
  #search: Generator<void, void, void> | undefined;
  #pause = Number.POSITIVE_INFINITY;
  #timer = 0;
  #idle = 0;

  /** @param found called with a root that is not in `known` */
  constructor(
    window: Window & typeof globalThis,
    known: ReadonlySet<ShadowRoot>,
    found: (root: ShadowRoot) => void,
  ) {
    this.#window = window;
    this.#known = known;
    this.#found = found;
  }

  /** Looks through what was added to the page; then through all of it, soon and often again for a while. */
  look(root: Root): void {
    this.#waiting.push(root);
    if (this.#pause > LAST_PAUSE) this.#nextRound(FIRST_PAUSE);
    this.#whenIdle();
  }

  /** Asks a single node, such as one on an event's path. */
  ask(node: EventTarget): void {
    const root =
      'nodeType' in node && isElement(node as Node) ? native.shadowRoot(node as Element) : null;
    if (!root || this.#known.has(root)) return;
    this.#found(root);
    this.#waiting.push(root);
  }

  stop(): void {
    this.#window.clearTimeout(this.#timer);
    this.#window.cancelIdleCallback(this.#idle);
    this.#idle = 0;
    this.#pause = Number.POSITIVE_INFINITY;
    this.#search = undefined;
    this.#waiting = [];
  }

  #nextRound(pause: number): void {
    this.#pause = pause;
    this.#window.clearTimeout(this.#timer);
    if (pause > LAST_PAUSE) return;
    this.#timer = this.#window.setTimeout(() => {
      this.#waiting.push(this.#window.document, ...this.#known);
      this.#whenIdle();
      this.#nextRound(pause * 2);
    }, pause);
  }

  #whenIdle(): void {
    this.#idle ||= this.#window.requestIdleCallback((deadline) => {
      this.#idle = 0;
      this.#search ??= this.#askAll();
      const reserve = Math.max(RESERVE, deadline.timeRemaining() - SLICE);
      do {
        if (this.#search.next().done) {
          this.#search = undefined;
          return;
        }
      } while (deadline.timeRemaining() > reserve);
      this.#whenIdle();
    });
  }

  *#askAll(): Generator<void, void, void> {
    for (let root = this.#waiting.shift(); root; root = this.#waiting.shift()) {
      const all = elementsIn(root);
      const elements = all.item(MANY) ? all : asked(root);
      let at = 0;
      for (let node: Node | null = root; node; node = elements.item(at++)) {
        this.ask(node);
        if (at % BATCH === 0) yield;
      }
    }
  }
}
