/** The page as it is shown: with what stands in shadow roots where their hosts stand. */
import { isElement, isShadowRoot } from './prose.ts';

/** The element around `node` as shown: the slot that it is put into, or the host of its shadow root. */
export function shownParent(node: Node): Element | null {
  const slot = (node as Partial<Text>).assignedSlot;
  if (slot) return slot;
  const { parentNode } = node;
  if (!parentNode || isElement(parentNode)) return parentNode;
  return isShadowRoot(parentNode) ? parentNode.host : null;
}

/** The elements around `node`, from the inside out. */
export function* shownAncestors(node: Node): Generator<Element> {
  for (let element = shownParent(node); element; element = shownParent(element)) yield element;
}

/** The nearest element around `node`, in whatever shadow tree, that matches. */
export function shownClosest(node: Node, selector: string): Element | undefined {
  for (const element of shownAncestors(node)) if (element.matches(selector)) return element;
  return undefined;
}
