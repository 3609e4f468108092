/**
 * Finds open shadow roots. No event tells of them and no selector finds them, so every element has
 * to be asked once, in idle time; roots attached later are found by asking again, ever more rarely,
 * and under the pointer at once (`composedPath`).
 */

/** Elements asked between two looks at the clock. */
const BATCH = 256;
/** Milliseconds from one round to the next while nothing happens: doubles from the first to the last. */
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 32_000;
/** Milliseconds of an idle period that must be left to go on. */
const RESERVE = 2;

export class ShadowHosts {
  #pause = FIRST_PAUSE;
  #timer = 0;
  #idle = 0;
  readonly #known = new WeakSet<ShadowRoot>();

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly found: (root: ShadowRoot) => void,
  ) {}

  /** The page changed: looks soon, and often again for a while. */
  wake(): void {
    this.#pause = FIRST_PAUSE;
    if (this.#idle === 0) this.#later(0);
  }

  /** Asks a single node, such as one on an event's path. */
  ask(node: EventTarget): void {
    if (node instanceof Element && node.shadowRoot) this.#take(node.shadowRoot);
    else if (node instanceof ShadowRoot) this.#take(node);
  }

  #take(root: ShadowRoot): void {
    if (root.mode !== 'open' || this.#known.has(root)) return;
    this.#known.add(root);
    this.found(root);
  }

  #later(pause: number): void {
    this.window.clearTimeout(this.#timer);
    this.#timer = this.window.setTimeout(() => this.#round([this.window.document]), pause);
  }

  #round(roots: (Document | ShadowRoot)[], elements?: NodeListOf<Element>, from = 0): void {
    this.#idle = this.window.requestIdleCallback((deadline) => {
      this.#idle = 0;
      let list = elements;
      let index = from;
      for (;;) {
        if (!list) {
          const root = roots.pop();
          if (!root) break;
          list = root.querySelectorAll('*');
          index = 0;
        }
        for (const end = Math.min(index + BATCH, list.length); index < end; index++) {
          const inner = list[index]?.shadowRoot;
          if (!inner) continue;
          this.#take(inner);
          roots.push(inner);
        }
        if (index >= list.length) list = undefined;
        if (deadline.timeRemaining() < RESERVE) {
          this.#round(roots, list, index);
          return;
        }
      }
      this.#later(this.#pause);
      this.#pause = Math.min(this.#pause * 2, LAST_PAUSE);
    });
  }

  stop(): void {
    this.window.clearTimeout(this.#timer);
    this.window.cancelIdleCallback(this.#idle);
  }
}
