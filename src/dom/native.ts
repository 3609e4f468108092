/**
 * The DOM's own properties and methods, whatever the page calls its form controls. In Chromium a content script sees
 * `<input name="parentNode">` as the `parentNode` of its form (`LegacyOverrideBuiltIns`): what is taken from the
 * prototypes, which are our world's own, cannot be shadowed. Pictures do the same to a document (`<img name="body">`),
 * though in the page's own world alone (seen in 156), and the window has every name that it had not. Firefox's Xrays
 * show the DOM's own by themselves.
 *
 * Everything of ours that asks a node, an element or a document goes through here; a test reads the source for it.
 */

type Key<T> = keyof T & string;

/** Reads the property `key` of nodes; `prototype` is the one that has it, asked for where it is needed alone. */
function property<T extends object, K extends Key<T>>(
  prototype: () => T,
  key: K,
): <N extends T>(node: N) => N[K] {
  if (__FIREFOX__) return (node) => node[key];
  const get = Object.getOwnPropertyDescriptor(prototype(), key)?.get as () => never;
  return (node) => get.call(node);
}

type Method = (...args: never[]) => unknown;
type MethodKey<T> = { [K in Key<T>]: T[K] extends Method ? K : never }[Key<T>];

/** Calls the method `key` of nodes: its first argument is the node. */
function method<T extends object, K extends MethodKey<T>>(
  prototype: () => T,
  key: K,
): T[K] extends (...args: infer A) => infer R ? (node: T, ...args: A) => R : never {
  const own = __FIREFOX__ ? undefined : (prototype()[key] as Method);
  const call = (node: T, ...args: never[]) => (own ?? (node[key] as Method)).apply(node, args);
  return call as never;
}

const node = () => Node.prototype;
const element = () => Element.prototype;
const page = () => Document.prototype;
const html = () => HTMLElement.prototype;
const listener = () => EventTarget.prototype;

export const listen = /* @__PURE__ */ method(listener, 'addEventListener');
export const dispatch = /* @__PURE__ */ method(listener, 'dispatchEvent');

export const nodeType = /* @__PURE__ */ property(node, 'nodeType');
export const parentNode = /* @__PURE__ */ property(node, 'parentNode');
export const parentElement = /* @__PURE__ */ property(node, 'parentElement');
export const firstChild = /* @__PURE__ */ property(node, 'firstChild');
export const lastChild = /* @__PURE__ */ property(node, 'lastChild');
export const nextSibling = /* @__PURE__ */ property(node, 'nextSibling');
export const previousSibling = /* @__PURE__ */ property(node, 'previousSibling');
export const textContent = /* @__PURE__ */ property(node, 'textContent');
export const childNodes = /* @__PURE__ */ property(node, 'childNodes');
export const isConnected = /* @__PURE__ */ property(node, 'isConnected');
export const ownerDocument = /* @__PURE__ */ property(node, 'ownerDocument');
export const rootOf = /* @__PURE__ */ method(node, 'getRootNode');
export const contains = /* @__PURE__ */ method(node, 'contains');
export const comparePosition = /* @__PURE__ */ method(node, 'compareDocumentPosition');

export const localName = /* @__PURE__ */ property(element, 'localName');
export const namespaceOf = /* @__PURE__ */ property(element, 'namespaceURI');
export const shadowRoot = /* @__PURE__ */ property(element, 'shadowRoot');
export const slotOfElement = /* @__PURE__ */ property(element, 'assignedSlot');
export const slotOfText = /* @__PURE__ */ property(() => Text.prototype, 'assignedSlot');
export const firstElement = /* @__PURE__ */ property(element, 'firstElementChild');
export const nextElement = /* @__PURE__ */ property(element, 'nextElementSibling');
export const previousElement = /* @__PURE__ */ property(element, 'previousElementSibling');
export const closest = /* @__PURE__ */ method(element, 'closest');
export const matches = /* @__PURE__ */ method(element, 'matches');
export const attribute = /* @__PURE__ */ method(element, 'getAttribute');
export const hasAttributes = /* @__PURE__ */ method(element, 'hasAttributes');
export const isVisible = /* @__PURE__ */ method(element, 'checkVisibility');
export const boxOf = /* @__PURE__ */ method(element, 'getBoundingClientRect');
export const scrollIntoView = /* @__PURE__ */ method(element, 'scrollIntoView');
export const append = /* @__PURE__ */ method(element, 'append');
export const remove = /* @__PURE__ */ method(element, 'remove');
export const clientWidth = /* @__PURE__ */ property(element, 'clientWidth');
export const clientHeight = /* @__PURE__ */ property(element, 'clientHeight');
export const zoomOf = /* @__PURE__ */ property(element, 'currentCSSZoom');
export const scrollLeft = /* @__PURE__ */ property(element, 'scrollLeft');
export const scrollTop = /* @__PURE__ */ property(element, 'scrollTop');
export const scrollWidth = /* @__PURE__ */ property(element, 'scrollWidth');
export const scrollHeight = /* @__PURE__ */ property(element, 'scrollHeight');
export const descendants = /* @__PURE__ */ method(element, 'getElementsByTagName');
export const select = /* @__PURE__ */ method(element, 'querySelectorAll');

export const isInert = /* @__PURE__ */ property(html, 'inert');
const htmlTabIndex = /* @__PURE__ */ property(html, 'tabIndex');
const htmlFocus = /* @__PURE__ */ method(html, 'focus');

const isHtml = (node: Element) => namespaceOf(node) === 'http://www.w3.org/1999/xhtml';

// Elements of SVG and of MathML have these from prototypes of their own, and no form is among them.
export const tabIndex = (node: HTMLElement): number =>
  isHtml(node) ? htmlTabIndex(node) : node.tabIndex;
export const focus = (node: HTMLElement, options?: FocusOptions): void =>
  isHtml(node) ? htmlFocus(node, options) : node.focus(options);

/** The nodes that are assigned to `node`, if it is a slot. */
const slotNodes = /* @__PURE__ */ method(() => HTMLSlotElement.prototype, 'assignedNodes');
export const assignedNodes = (node: Element): Node[] =>
  isHtml(node) && localName(node) === 'slot' ? slotNodes(node as HTMLSlotElement) : [];

/** The shadow root of an element. Firefox has it for extensions if it is closed, too. */
export function anyShadowRoot(
  node: Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null },
): ShadowRoot | null {
  return (__FIREFOX__ && node.openOrClosedShadowRoot) || shadowRoot(node);
}

export const bodyOf = /* @__PURE__ */ property(page, 'body');
export const rootElementOf = /* @__PURE__ */ property(page, 'documentElement');
export const windowOf = /* @__PURE__ */ property(page, 'defaultView');
export const designMode = /* @__PURE__ */ property(page, 'designMode');
export const readyState = /* @__PURE__ */ property(page, 'readyState');
export const visibilityState = /* @__PURE__ */ property(page, 'visibilityState');
export const activeElementOf = /* @__PURE__ */ property(page, 'activeElement');
export const fullscreenElementOf = /* @__PURE__ */ property(page, 'fullscreenElement');
export const titleOf = /* @__PURE__ */ property(page, 'title');
export const createElementNS = /* @__PURE__ */ method(page, 'createElementNS');
export const createRange = /* @__PURE__ */ method(page, 'createRange');
export const createTreeWalker = /* @__PURE__ */ method(page, 'createTreeWalker');
export const elementFromPoint = /* @__PURE__ */ method(page, 'elementFromPoint');
export const elementsFromPoint = /* @__PURE__ */ method(page, 'elementsFromPoint');
export const caretFromPoint = /* @__PURE__ */ method(page, 'caretPositionFromPoint');
export const documentDescendants = /* @__PURE__ */ method(page, 'getElementsByTagName');
export const selectInDocument = /* @__PURE__ */ method(page, 'querySelectorAll');
export const selectFirstInDocument = /* @__PURE__ */ method(page, 'querySelector');
