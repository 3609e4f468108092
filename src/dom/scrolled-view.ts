/** How far a reader has scrolled: of the page, or of what scrolls in it where the page itself does not. */
import { shownAncestors } from './flat-tree.ts';
import * as native from './native.ts';
import type { Stretch } from './runs.ts';

/** CSS pixels: what is higher by less than that is not scrolled by anybody. */
const LEAST_SCROLLED_PX = 32;
/** Stretches by which it is told what scrolls. */
const MOST_ASKED = 16;

/** Shares of the height of all that scrolling reaches: 0 (top) to 1. */
interface ViewShares {
  readonly from: number;
  readonly to: number;
  /** @param y in the layout viewport, CSS pixels */
  shareAt(y: number): number;
}

/** What scrolls, which stays the same while it is scrolled. */
export interface ScrolledView {
  measure(): ViewShares;
}

/** The view of a reader of these stretches, by what scrolls most of them. */
export function viewAmong(window: Window, stretches: readonly Stretch[]): ScrolledView {
  const root = native.rootElementOf(window.document);
  if (!root) return { measure: () => sharesOf(0, 1, 0, 1) };
  const port = scrolls(root, window.innerHeight) ? undefined : portAmong(stretches, root);
  return {
    measure() {
      const own = port && native.isConnected(port) ? port : undefined;
      if (!own) {
        const height = Math.max(native.scrollHeight(root), window.innerHeight);
        return sharesOf(-window.scrollY, height, window.scrollY, window.innerHeight);
      }
      const scrolled = native.scrollTop(own);
      const top = native.boxOf(own).top - scrolled;
      return sharesOf(top, native.scrollHeight(own), scrolled, native.clientHeight(own));
    },
  };
}

/**
 * @param top of all that scrolling reaches, in the layout viewport
 * @param scrolled how much of it is above the view
 */
function sharesOf(top: number, height: number, scrolled: number, seen: number): ViewShares {
  const shareOf = (length: number) => Math.min(Math.max(0, length / (height || 1)), 1);
  return {
    from: shareOf(scrolled),
    to: shareOf(scrolled + seen),
    shareAt: (y) => shareOf(y - top),
  };
}

const scrolls = (element: Element, seen: number) =>
  native.scrollHeight(element) > seen + LEAST_SCROLLED_PX;

/** The outermost element that scrolls most of some stretches. */
function portAmong(stretches: readonly Stretch[], root: Element): Element | undefined {
  const found = new Map<Element, number>();
  const step = Math.max(1, Math.floor(stretches.length / MOST_ASKED));
  for (let at = 0; at < stretches.length; at += step) {
    const port = portOf((stretches[at] as Stretch).startNode, root);
    if (port) found.set(port, (found.get(port) ?? 0) + 1);
  }
  return [...found].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function portOf(text: Text, root: Element): Element | undefined {
  let port: Element | undefined;
  for (const element of shownAncestors(text)) {
    if (element === root || !scrolls(element, native.clientHeight(element))) continue;
    if (/auto|scroll/.test(getComputedStyle(element).overflowY)) port = element;
  }
  return port;
}
