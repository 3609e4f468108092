/** Which elements of a page do something by themselves, and which can have the focus. */
import { shownClosest, shownParent } from '../dom/flat-tree.ts';
import * as native from '../dom/native.ts';
import { isShadowRoot } from '../dom/nodes.ts';
import { SHOW_ELEMENT } from '../dom/standard.ts';

const CONTROL =
  'a[href],area[href],button,summary,label,input,select,textarea,option,[contenteditable],[onclick],' +
  '[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=switch]';

const FOCUSABLE =
  'a[href],area[href],button,summary,input,select,textarea,iframe,audio[controls],video[controls],' +
  '[contenteditable],[tabindex]';

/** Whether a click on a text is the page's: on a link, a button, or what the page shows as one. */
export function isOnControl({ target }: MouseEvent, text: Node, window: Window): boolean {
  // One may lie over the text, as does a teaser's link that covers all of it, or beside it, for a finger.
  return [shownParent(text), target].some((on) => on instanceof Element && isControl(on, window));
}

/** Whether an element is one that does something by a click, or stands in one. */
function isControl(element: Element, window: Window): boolean {
  return (
    window.getComputedStyle(element).cursor === 'pointer' ||
    native.matches(element, CONTROL) ||
    shownClosest(element, CONTROL) !== undefined
  );
}

/** Elements that are looked at for the next one that can have the focus: a page may have a hundred thousand. */
const MOST_ELEMENTS = 5_000;

/**
 * The element that the Tab key would go to from `node`, in its own tree or in one around it; undefined: none near.
 * Positive `tabindex` is not followed.
 */
export function tabbableBeside(node: Node, isForward: boolean): HTMLElement | undefined {
  let left = MOST_ELEMENTS;
  for (let from: Node | undefined = node; from; ) {
    const root: Node = native.rootOf(from);
    const walker = native.createTreeWalker(document, root, SHOW_ELEMENT);
    walker.currentNode = from;
    // Backward, what contains it is before it, as the Tab key has it.
    const step = () => (isForward ? walker.nextNode() : walker.previousNode());
    for (let at = step(); at && left > 0; at = step(), left--) {
      if (isTabbable(at as Element)) return at as HTMLElement;
    }
    from = isShadowRoot(root) ? root.host : undefined;
  }
  return undefined;
}

const isTabbable = (element: Element) =>
  native.matches(element, FOCUSABLE) &&
  native.tabIndex(element as HTMLElement) >= 0 &&
  !native.matches(element, ':disabled, [inert], [inert] *') &&
  native.isVisible(element, { visibilityProperty: true });

/** The element with the focus, in whatever open shadow root. */
export function focused(document: Document): Element | null {
  let element = native.activeElementOf(document);
  for (let root = element && native.shadowRoot(element); root?.activeElement; ) {
    element = root.activeElement;
    root = native.shadowRoot(element);
  }
  return element;
}
