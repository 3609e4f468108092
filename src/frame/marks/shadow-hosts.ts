/**
 * Finds open shadow roots. No event tells of them and no selector finds them, so every element that may
 * have one is asked once, in idle time; roots attached later are found by asking all again, ever more
 * rarely and for a minute after the last change, and under the pointer at once (`composedPath`).
 */

import * as native from '../../dom/native.ts';
import { asElement, isElement, isShadowRoot } from '../../dom/nodes.ts';
import { elementsIn } from '../../dom/tree.ts';

/**
 * What is asked: not what makes up most of a page and can have no shadow root, and of paragraphs only
 * those without content. To ask an element, V8 makes an object for it, and keeps it.
 */
const ASKED = 'p:empty,:not(p,a,li,td,b,i,br,img,path)';
/** Where there are more elements than that, to select among them would hold up a frame: they are asked one by one. */
const MANY_ELEMENTS = 60_000;

/** Elements asked between two looks at the clock. */
const BATCH_ELEMENTS = 256;
/** From one round to the next: doubles from the first to the last. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 32_000;
/** What is taken of an idle period at most, and what must be left of it to go on. */
const SLICE_MS = 4;
const RESERVE_MS = 2;
/** After so long a slice is taken in any case: a page that is busy in each frame leaves no idle time at all. */
const PATIENCE_MS = 250;

type Root = Document | ShadowRoot | Element;

export class ShadowHosts {
  readonly #window: Window & typeof globalThis;
  readonly #known: ReadonlySet<ShadowRoot>;
  readonly #found: (root: ShadowRoot) => void;
  /** Where to look. */
  readonly #waiting = new Set<Root>();
  #search: Generator<void, void, void> | undefined;
  #pauseMs = Number.POSITIVE_INFINITY;
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

  /** Looks through `root`, soon; then through all of the page, often again for a while. */
  look(root: Root): void {
    this.#wait(root);
    if (this.#pauseMs > LAST_PAUSE_MS) this.#nextRound(FIRST_PAUSE_MS);
  }

  /** Asks a single node, such as one on an event's path. */
  ask(node: EventTarget): void {
    const element = asElement(node);
    if (element) this.#ask(element);
  }

  #ask(element: Element): void {
    const root = native.shadowRoot(element);
    if (!root || this.#known.has(root)) return;
    this.#found(root);
    this.#wait(root);
  }

  stop(): void {
    this.#window.clearTimeout(this.#timer);
    this.#window.cancelIdleCallback(this.#idle);
    this.#idle = 0;
    this.#pauseMs = Number.POSITIVE_INFINITY;
    this.#search = undefined;
    this.#waiting.clear();
  }

  #wait(root: Root): void {
    this.#waiting.add(root);
    this.#whenIdle();
  }

  #nextRound(pauseMs: number): void {
    this.#pauseMs = pauseMs;
    this.#window.clearTimeout(this.#timer);
    if (pauseMs > LAST_PAUSE_MS) return;
    this.#timer = this.#window.setTimeout(() => {
      for (const root of [this.#window.document, ...this.#known]) this.#wait(root);
      this.#nextRound(pauseMs * 2);
    }, pauseMs);
  }

  #whenIdle(): void {
    this.#idle ||= this.#window.requestIdleCallback(
      (deadline) => {
        this.#idle = 0;
        this.#search ??= this.#askAll();
        const end = performance.now() + SLICE_MS;
        do {
          if (this.#search.next().done) {
            this.#search = undefined;
            return;
          }
        } while (
          performance.now() < end &&
          (deadline.didTimeout || deadline.timeRemaining() > RESERVE_MS)
        );
        this.#whenIdle();
      },
      { timeout: PATIENCE_MS },
    );
  }

  *#askAll(): Generator<void, void, void> {
    let count = 0;
    // What comes to wait meanwhile comes in its turn.
    for (const root of this.#waiting) {
      this.#waiting.delete(root);
      // A shadow root has no live list of its elements, which could be asked whether it is long.
      let part: Document | Element | null = isShadowRoot(root) ? root.firstElementChild : root;
      while (part) {
        if (isElement(part)) this.#ask(part);
        const elements = askedIn(part);
        for (let at = 0, element: Element | null = null; at === 0 || element; at++) {
          element = elements?.item(at) ?? null;
          if (element) this.#ask(element);
          if (++count % BATCH_ELEMENTS === 0) yield;
        }
        part = isShadowRoot(root) ? native.nextElement(part as Element) : null;
      }
    }
  }
}

/** The elements in `root` that are asked; undefined: there is nothing in it. */
function askedIn(
  root: Document | Element,
): HTMLCollectionOf<Element> | NodeListOf<Element> | undefined {
  // What a page puts in is a single element often.
  if (isElement(root) && !native.firstElement(root)) return undefined;
  const all = elementsIn(root);
  if (all.item(MANY_ELEMENTS)) return all;
  return isElement(root) ? native.select(root, ASKED) : native.selectInDocument(root, ASKED);
}
