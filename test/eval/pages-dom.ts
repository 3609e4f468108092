/**
 * Reads a page's DOM past what the page has put in its way: form controls named like a property, and
 * functions that it has put in the place of the browser's. Evaluated before the page's own scripts.
 */

type Getters = Pick<Node, 'childNodes' | 'nodeName' | 'nodeValue' | 'parentElement'> &
  Pick<Element, 'attributes' | 'id' | 'localName' | 'shadowRoot'>;

function getter<K extends keyof Getters>(owner: object, name: K): (node: Node) => Getters[K] {
  const get = Object.getOwnPropertyDescriptor(owner, name)?.get;
  if (!get) throw new Error(`No getter ${name}`);
  return (node) => Reflect.apply(get, node, []) as Getters[K];
}

const { Node: NodeClass, Element: ElementClass } = globalThis;
export const childNodesOf = getter(NodeClass.prototype, 'childNodes');
export const nodeNameOf = getter(NodeClass.prototype, 'nodeName');
export const nodeValueOf = getter(NodeClass.prototype, 'nodeValue');
const parentElementOf = getter(NodeClass.prototype, 'parentElement');
export const attributesOf = getter(ElementClass.prototype, 'attributes');
export const idOf = getter(ElementClass.prototype, 'id');
export const localNameOf = getter(ElementClass.prototype, 'localName');
export const shadowRootOf = getter(ElementClass.prototype, 'shadowRoot');

const { contains, getRootNode } = NodeClass.prototype;
const {
  checkVisibility,
  getAttribute,
  getBoundingClientRect,
  getClientRects,
  matches,
  scrollIntoView,
} = ElementClass.prototype;
const { apply } = Reflect;

export const isIn = (node: Node, around: Element): boolean => apply(contains, around, [node]);
export const rootOf = (node: Node): Node => apply(getRootNode, node, []);
export const isLike = (element: Element, selector: string): boolean =>
  apply(matches, element, [selector]);
export const attributeOf = (element: Element, name: string): string | null =>
  apply(getAttribute, element, [name]);
export const boxOf = (element: Element): DOMRect => apply(getBoundingClientRect, element, []);
export const boxesOf = (element: Element): DOMRectList => apply(getClientRects, element, []);
/** Whether it has a box by now: what a closed `<details>` holds is laid out when anybody asks, and maybe never. */
export const isLaidOut = (element: Element): boolean => apply(checkVisibility, element, []);
export const isShown = (element: Element): boolean =>
  apply(checkVisibility, element, [
    { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true },
  ]);
export const showInMiddle = (element: Element | null): void => {
  if (element) apply(scrollIntoView, element, [{ block: 'center', behavior: 'instant' }]);
};

/** The element around a node, out of a shadow root too. */
export const parentOf = (node: Node): Element | null =>
  parentElementOf(node) ?? (rootOf(node) as Partial<ShadowRoot>).host ?? null;

export const { MutationObserver: Observer, Range: OwnRange } = globalThis;
const { requestAnimationFrame: onFrame, setTimeout: onTime } = globalThis;
export const nextFrame = () => new Promise<void>((resolve) => onFrame(() => resolve()));
export const after = (ms: number) => new Promise<void>((resolve) => onTime(resolve, ms));

const { highlights } = CSS;
/** The registry of highlights, whatever the page shows as one. */
export const registry = highlights as unknown as Map<string, Set<AbstractRange>>;
