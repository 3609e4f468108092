/**
 * Looks in each frame whether a person can see what they could press in the card: what the page shows over it,
 * how it is painted, where it stands. `trust.ts` decides by what is found here.
 */
import { shownAncestors } from '../dom/flat-tree.ts';
import * as native from '../dom/native.ts';
import { keepsContrast } from './look/filter.ts';
import type { CardHost } from './look/host.ts';
import { LayerSearch } from './place/layers.ts';
import { afterLook, judgePress, type PressVerdict, type Sight } from './trust.ts';

/** A control is this high, CSS pixels of an unzoomed card, less what rounding takes. */
const CONTROL_PX = 26;

/** Chromium's observer of what covers an element: by whatever, in whatever tree, frames around this one included. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}
const TELLS_COVERS = 'isVisible' in IntersectionObserverEntry.prototype;
/** The least that Chromium takes, milliseconds. */
const OBSERVED_EACH_MS = 100;

/** While it runs, what the page shows is a picture over all that there is. */
const TRANSITION = ':active-view-transition';
const HAS_TRANSITIONS = CSS.supports(`selector(${TRANSITION})`);

export class CardWatch {
  readonly #sights = new Map<Element, Sight>();
  readonly #layers: LayerSearch;
  readonly #observer: IntersectionObserver | undefined;
  #isObservedVisible = !TELLS_COVERS;

  /** @param covered something came over the card that was not there when it opened */
  constructor(
    private readonly window: Window,
    private readonly host: CardHost,
    private readonly covered: () => void,
  ) {
    this.#layers = new LayerSearch(window.document, host.element, shownAncestors(host.element));
    if (!TELLS_COVERS) return;
    const options: IntersectionObserverInit & { trackVisibility: true; delay: number } = {
      trackVisibility: true,
      delay: OBSERVED_EACH_MS,
    };
    this.#observer = new IntersectionObserver((entries) => {
      this.#isObservedVisible = (entries.at(-1) as VisibilityEntry | undefined)?.isVisible === true;
    }, options);
    this.#observer.observe(host.dialog);
  }

  /**
   * Once a frame.
   * @param zoom what the card is scaled by
   */
  look(zoom: number): void {
    const found = this.#layers.look();
    if (found === 'newer') {
      this.covered();
      return;
    }
    // It may have come just after the card did.
    if (found === 'older') this.host.showOnTop();
    const isClear = found === 'nothing' && this.#isClear();
    const at = performance.now();
    // In Chromium an `<img>` could give the window these.
    const { mozInnerScreenX = 0, mozInnerScreenY = 0 }: Partial<FirefoxWindow> = __FIREFOX__
      ? this.window
      : {};
    for (const control of this.host.guarded) {
      const { x, y, width, height } = native.boxOf(control);
      const isShown =
        height >= CONTROL_PX * zoom &&
        this.#isOn(control, x + width / 2, y + height / 2) &&
        this.host.isUntouched;
      const place = isShown
        ? [x + mozInnerScreenX, y + mozInnerScreenY, width, height].map(Math.round).join(' ')
        : undefined;
      this.#sights.set(control, afterLook(this.#sights.get(control), { at, place, isClear }));
    }
  }

  /** What was seen until now counts for nothing. */
  forget(): void {
    this.#sights.clear();
  }

  #isClear(): boolean {
    const root = native.rootElementOf(this.window.document);
    return (
      this.host.isInTopLayer &&
      this.#isObservedVisible &&
      // Where nothing tells of covers, every tree has to be looked through first.
      (TELLS_COVERS || this.#layers.isThrough) &&
      !(HAS_TRANSITIONS && native.matches(root, TRANSITION)) &&
      // In Firefox a filter of the root is painted over the top layer, too.
      (!__FIREFOX__ || keepsContrast(this.window.getComputedStyle(root).filter))
    );
  }

  #isOn(control: Element, x: number, y: number): boolean {
    const on = this.host.isTopmostAt(x, y) && this.host.innerTarget(x, y);
    return on instanceof Element && native.contains(control, on);
  }

  /**
   * Whether a press on a control that leads out of the card counts.
   * @param at where the pointer is; undefined: pressed by key
   */
  judge(
    control: Element,
    press: { readonly isTrusted: boolean; readonly at: number },
    at: { readonly x: number; readonly y: number } | undefined,
  ): PressVerdict {
    const { left, top, width, height } = native.boxOf(control);
    const { x, y } = at ?? { x: left + width / 2, y: top + height / 2 };
    const isOnControl = this.#isOn(control, x, y) && this.host.hasNoInnerRoot;
    return judgePress(this.#sights.get(control), { ...press, isOnControl });
  }

  stop(): void {
    this.#observer?.disconnect();
  }
}

/** Where the frame's content is on the screen, CSS pixels: a frame can be moved, too. */
interface FirefoxWindow extends Window {
  readonly mozInnerScreenX: number;
  readonly mozInnerScreenY: number;
}
