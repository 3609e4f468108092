/** Which elements of a page do something by themselves, and which can have the focus. */
import { shownAncestors, shownParent } from '../dom/flat-tree.ts';

const CONTROL =
  'a[href],area[href],button,summary,label,input,select,textarea,option,[contenteditable],[onclick],' +
  '[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=switch]';

const FOCUSABLE =
  'a[href],area[href],button,summary,input,select,textarea,iframe,audio[controls],video[controls],' +
  '[contenteditable],[tabindex]';

/** Whether a click on this text is the page's: a link, a button, or what the page shows as one. */
export function isControl(node: Node, window: Window): boolean {
  const parent = shownParent(node);
  if (!parent) return false;
  return window.getComputedStyle(parent).cursor === 'pointer' || isControlAround(parent);
}

/** Whether an element is one that does something by a click, or stands in one. */
export function isControlAround(element: Element): boolean {
  if (element.matches(CONTROL)) return true;
  for (const around of shownAncestors(element)) if (around.matches(CONTROL)) return true;
  return false;
}

/**
 * The element that the Tab key would go to from `node`, in its own tree or in one around it.
 * Positive `tabindex` is not followed.
 */
export function tabbableBeside(node: Node, isForward: boolean): HTMLElement | undefined {
  const root = node.getRootNode() as Document | ShadowRoot;
  const wanted = isForward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const beside = [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) =>
      // What contains it is before it, as the Tab key has it.
      (node.compareDocumentPosition(element) & wanted) !== 0 &&
      element.tabIndex >= 0 &&
      !element.matches(':disabled, [inert], [inert] *') &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  const found = isForward ? beside[0] : beside.at(-1);
  if (found || !(root instanceof ShadowRoot)) return found;
  return tabbableBeside(root.host, isForward);
}

/** The element with the focus, in whatever open shadow root. */
export function focused(document: Document): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
