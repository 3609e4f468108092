/**
 * Whether a person can see a stretch of text: now, or after scrolling. One answer for the button, the popup and the
 * walk. Asks the layout, so it is for what a person asked for, or for slices after a frame.
 */
import { type Area, clippedByPath, clippedByRect, EVERYWHERE, px, within } from './clipping.ts';
import { shownAncestors } from './flat-tree.ts';
import * as native from './native.ts';
import { rectsOf } from './range.ts';
import type { Stretch } from './runs.ts';

/** CSS pixels: what is no wider or no higher shows no letters. Pages hide text for the ear alone in a box of one. */
const LEAST_PX = 1;
/** What is less opaque nobody sees. */
const LEAST_OPACITY = 0.02;
/** Lines of one stretch that are looked at. */
const MOST_LINES = 4;

const shows = ({ left, top, right, bottom }: Area) =>
  right - left > LEAST_PX && bottom - top > LEAST_PX;

/** How one element lets what stands in it be seen. */
interface Facts {
  /** Nothing in it is seen: transparent as a whole. */
  readonly isTransparent: boolean;
  /** It does not lay out what is in it. */
  readonly isSkipping: boolean;
  /** It is painted over the page, wherever it stands in there. */
  readonly isTopLayer: boolean;
  readonly position: string;
  /** What is `absolute` or `fixed` in it is placed in it. */
  readonly holdsAbsolute: boolean;
  readonly holdsFixed: boolean;
  /** What it cuts off, of all that is painted with it. */
  readonly shape: Area;
  /** What it cuts off of what is placed in it. */
  readonly frame: Area;
  /** Where scrolling reaches, by axis; undefined: it does not scroll there. */
  readonly reachX: readonly [number, number] | undefined;
  readonly reachY: readonly [number, number] | undefined;
}

/** Where content of `size` begins and ends that is scrolled by `scrolled` in a port; `isBackward`: it begins at `end`. */
function reachOf(
  [start, end]: readonly [number, number],
  size: number,
  scrolled: number,
  isBackward: boolean,
  isEither: boolean,
): readonly [number, number] {
  const forward = [start - scrolled, start - scrolled + size] as const;
  const backward = [end - scrolled - size, end - scrolled] as const;
  if (isEither) return [backward[0], forward[1]];
  return isBackward ? backward : forward;
}

const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';

const HOLDING = /transform|perspective|filter|translate|scale|rotate/;
const MOVING = ['transform', 'perspective', 'translate', 'scale', 'rotate'] as const;
const isFiltered = (filter: string | undefined) => (filter || 'none') !== 'none';
const isPlaced = (position: string) => position === 'absolute' || position === 'fixed';

function factsOf(element: Element, window: Window): Facts {
  const style = window.getComputedStyle(element);
  const { display, position, overflowX, overflowY } = style;
  const box = native.boxOf(element);
  const root = native.rootElementOf(window.document);
  const isPageItself =
    element === root ||
    (element === native.bodyOf(window.document) &&
      window.getComputedStyle(root).overflowX === 'visible');
  const isBox =
    display !== 'contents' && display !== 'inline' && !/^table-(?!cell|caption)/.test(display);
  const cuts = isBox && !isPageItself;
  // What moves or turns boxes does nothing to what stands in lines.
  const holdsFixed =
    isFiltered(style.filter) ||
    isFiltered(style.backdropFilter) ||
    (isBox &&
      (MOVING.some((name) => (style[name] || 'none') !== 'none') ||
        HOLDING.test(style.willChange) ||
        /paint|layout|strict|content/.test(style.contain)));
  const inner = {
    left: box.left + px(style.borderLeftWidth),
    top: box.top + px(style.borderTopWidth),
    right: box.right - px(style.borderRightWidth),
    bottom: box.bottom - px(style.borderBottomWidth),
  };
  const isPainting = /paint|strict|content/.test(style.contain);
  const cutsX = cuts && (overflowX !== 'visible' || isPainting);
  const cutsY = cuts && (overflowY !== 'visible' || isPainting);
  const isVertical = style.writingMode !== 'horizontal-tb';
  const isEither = style.flexDirection.endsWith('reverse');
  const isRtl = style.direction === 'rtl';
  const isBackwardX = isVertical ? /-rl$/.test(style.writingMode) : isRtl;
  // How large the content is, is asked where it scrolls alone: Firefox goes through all that the element holds for it.
  const reachX = () =>
    reachOf(
      [inner.left, inner.right],
      native.scrollWidth(element),
      native.scrollLeft(element),
      isBackwardX,
      isEither,
    );
  const reachY = () =>
    reachOf(
      [inner.top, inner.bottom],
      native.scrollHeight(element),
      native.scrollTop(element),
      isVertical && isRtl,
      isEither,
    );
  return {
    isTransparent:
      Number(style.opacity) < LEAST_OPACITY || /opacity\(0(?:\.0\d*)?%?\)/.test(style.filter),
    isSkipping: isBox && style.contentVisibility === 'hidden',
    isTopLayer: isPlaced(position) && native.matches(element, ':modal,:popover-open,:fullscreen'),
    position,
    holdsFixed,
    holdsAbsolute: holdsFixed || position !== 'static',
    shape: within(
      style.clipPath === 'none' ? EVERYWHERE : clippedByPath(style.clipPath, box),
      isPlaced(position) ? clippedByRect(style.clip, box) : EVERYWHERE,
    ),
    frame: {
      left: cutsX ? inner.left : EVERYWHERE.left,
      right: cutsX ? inner.right : EVERYWHERE.right,
      top: cutsY ? inner.top : EVERYWHERE.top,
      bottom: cutsY ? inner.bottom : EVERYWHERE.bottom,
    },
    reachX: cutsX && scrolls(overflowX) ? reachX() : undefined,
    reachY: cutsY && scrolls(overflowY) ? reachY() : undefined,
  };
}

/** What is seen of `area` in an element that holds it, after scrolling; undefined: nothing. */
function seenIn(area: Area, { frame, reachX, reachY }: Facts): Area {
  // What scrolling reaches can come to any place in the frame.
  const isReachedX = reachX && area.right > reachX[0] && area.left < reachX[1];
  const isReachedY = reachY && area.bottom > reachY[0] && area.top < reachY[1];
  const moved = {
    left: isReachedX ? frame.left : area.left,
    right: isReachedX ? frame.right : area.right,
    top: isReachedY ? frame.top : area.top,
    bottom: isReachedY ? frame.bottom : area.bottom,
  };
  return within(moved, frame);
}

/**
 * A test for many stretches, as long as nothing in the page changes: what it has learnt of elements it does not ask
 * again.
 */
export function createSight(window: Window): (place: Stretch) => boolean {
  const { document, innerWidth, innerHeight } = window;
  const known = new Map<Element, Facts>();
  const of = (element: Element) => {
    const facts = known.get(element) ?? factsOf(element, window);
    known.set(element, facts);
    return facts;
  };
  const viewport: Area = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };

  /** What scrolling the page reaches. */
  const page = (): Area => {
    const root = native.rootElementOf(document);
    const body = native.bodyOf(document);
    const style = window.getComputedStyle(root);
    const isCutX = [style, body && window.getComputedStyle(body)].some((one) =>
      /hidden|clip/.test(one?.overflowX ?? ''),
    );
    const isBackward = /-rl$/.test(style.writingMode) || style.direction === 'rtl';
    const { scrollX, scrollY } = window;
    // Without a doctype, it is the body that scrolls.
    const width = Math.max(native.scrollWidth(root), body ? native.scrollWidth(body) : 0);
    const [left, right] = isCutX
      ? [0, innerWidth]
      : reachOf([0, innerWidth], width, scrollX, isBackward, false);
    // A page that does not scroll for as long as a dialog is open is one that scrolls.
    return { left, right, top: -scrollY, bottom: Number.POSITIVE_INFINITY };
  };
  let reach: Area | undefined;
  /** What scrolling up and down alone reaches. */
  const column: Area = { ...viewport, top: -window.scrollY, bottom: Number.POSITIVE_INFINITY };

  function isLineSeen(text: Text, line: Area): boolean {
    let area = line;
    /** How the outermost box so far is placed: past what does not hold it. */
    let placed = 'static';
    for (const element of shownAncestors(text)) {
      const facts = of(element);
      if (facts.isTransparent) return false;
      area = within(area, facts.shape);
      const isHeld =
        placed === 'static' || (placed === 'fixed' ? facts.holdsFixed : facts.holdsAbsolute);
      if (isHeld) {
        area = seenIn(area, facts);
        placed = isPlaced(facts.position) ? facts.position : 'static';
      }
      if (!shows(area)) return false;
      if (facts.isTopLayer) {
        placed = 'fixed';
        break;
      }
    }
    if (placed === 'fixed') return shows(within(area, viewport));
    // What needs no scrolling to the side, which is most, needs no look at how wide the page is.
    if (shows(within(area, column))) return true;
    reach ??= page();
    return shows(within(area, reach));
  }

  return (place) => {
    if (!shows(viewport)) return false;
    const { startNode } = place;
    const parent = native.parentElement(startNode) ?? [...shownAncestors(startNode)][0];
    if (!parent || !native.isVisible(parent, { visibilityProperty: true })) return false;
    if (of(parent).isSkipping) return false;
    return rectsOf(place)
      .slice(0, MOST_LINES)
      .some((line) => isLineSeen(startNode, line));
  };
}
