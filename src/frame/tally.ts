/** How many mentions of a frame can be seen, and word when that has changed: what shows and hides text tells nobody. */
import * as native from '../dom/native.ts';
import type { PageControl } from '../protocol/world.ts';
import { seeableOf } from './seeable.ts';

/** The button says 999+ of more. */
const MOST = 1_000;
/** Milliseconds after what a person did, or what moved by itself, until it is looked again. */
const SETTLE_MS = 300;
/** Milliseconds between two looks when nothing tells of anything, and so many more for each mention. */
const BEAT_MS = 3_000;
const BEAT_MS_A_MENTION = 20;

/** After these, text may be shown or hidden by a class or an attribute. */
const EVENTS = ['click', 'keyup', 'toggle', 'transitionend', 'animationend', 'load'] as const;

/**
 * @param decideAll has all doubtful names decided about
 * @param tell has the button drawn anew
 * @returns counts the mentions that can be seen, and watches from then on whether there are more or less
 */
export function createTally(
  window: Window,
  page: PageControl,
  decideAll: () => void,
  tell: () => Promise<unknown>,
): () => Promise<number> {
  const { document } = window;
  let counted: number | undefined;
  let watching: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;

  const places = () => page.mentions?.places() ?? [];

  async function count(): Promise<number> {
    return (await seeableOf(window, page.mentions, places(), MOST)).length;
  }

  function lookIn(milliseconds: number): void {
    clearTimeout(timer);
    // After a frame: then the page's styles and layout are computed.
    timer = setTimeout(() => requestAnimationFrame(() => setTimeout(look)), milliseconds);
  }

  function beat(): void {
    lookIn(BEAT_MS + BEAT_MS_A_MENTION * page.count);
  }

  async function look(): Promise<void> {
    if (!page.isAlive() || !page.mentions) {
      stop();
      return;
    }
    if (isLooking) return;
    isLooking = true;
    const now = await count();
    isLooking = false;
    if (now !== counted) {
      counted = now;
      await tell().catch(() => undefined);
    }
    beat();
  }

  function watch(): void {
    if (watching) return;
    watching = new AbortController();
    const options = { capture: true, passive: true, signal: watching.signal };
    for (const type of EVENTS) native.listen(document, type, happened, options);
    window.addEventListener('resize', happened, options);
  }

  function happened({ isTrusted }: Event): void {
    if (isTrusted) lookIn(SETTLE_MS);
  }

  function stop(): void {
    clearTimeout(timer);
    watching?.abort();
    watching = undefined;
  }

  return async () => {
    decideAll();
    counted = await count();
    watch();
    beat();
    return counted;
  };
}
