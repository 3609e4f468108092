/** The page as it is shown: with what stands in shadow roots where their hosts stand. */
import * as native from './native.ts';
import { isElement, isShadowRoot, isText } from './nodes.ts';

/** The element around `node` as shown: the slot that it is put into, or the host of its shadow root. */
export function shownParent(node: Node): Element | null {
  const slot = isText(node)
    ? native.slotOfText(node)
    : isElement(node)
      ? native.slotOfElement(node)
      : null;
  if (slot) return slot;
  const parent = native.parentNode(node);
  if (!parent || isElement(parent)) return parent;
  return isShadowRoot(parent) ? parent.host : null;
}

/** The elements around `node`, from the inside out. */
export function* shownAncestors(node: Node): Generator<Element> {
  for (let element = shownParent(node); element; element = shownParent(element)) yield element;
}

/** The nearest element around `node`, in whatever shadow tree, that matches. */
export function shownClosest(node: Node, selector: string): Element | undefined {
  for (const element of shownAncestors(node)) if (native.matches(element, selector)) return element;
  return undefined;
}
