/** What lies over something else, and whether it shows anything itself: links over whole teasers, panes of glass. */
import * as native from '../../dom/native.ts';
import { isShadowRoot, isText } from '../../dom/nodes.ts';
import { rectsOf } from '../../dom/range.ts';

/** Elements that are pictures, controls or documents of their own. */
const SHOWN =
  'img,picture,video,canvas,svg,svg *,math *,iframe,object,embed,input,textarea,select,button,meter,progress';
/** UTF-16 units of a cover's own texts, and children, up to which it is seen whether one is at a point. */
const LONG_UNITS = 1_000;
const FEW_CHILDREN = 16;

const isTransparent = (colour: string) => /(?:a\(.*,|\/) *0\)$/.test(colour);

function isBare(style: CSSStyleDeclaration): boolean {
  return (
    isTransparent(style.backgroundColor) &&
    style.backgroundImage === 'none' &&
    style.backdropFilter === 'none'
  );
}

/** What stands before or after the content of `element` is not there, or empty. */
function isEmpty(element: Element, pseudo: '::before' | '::after'): boolean {
  const style = getComputedStyle(element, pseudo);
  const { content } = style;
  if (content === 'none' || content === 'normal') return true;
  return style.opacity === '0' || (content === '""' && isBare(style));
}

/**
 * @param isAround what it covers stands in it, so its own ground lies beneath
 * @param isThere whether a box is at the point in question
 */
export function showsNothing(
  element: Element,
  isAround: boolean,
  isThere: (box: DOMRect) => boolean,
): boolean {
  const style = getComputedStyle(element);
  if (style.opacity === '0') return true;
  if (native.matches(element, SHOWN)) return false;
  if (!isAround && !isBare(style)) return false;
  if (!isEmpty(element, '::before') || !isEmpty(element, '::after')) return false;
  if (isAround) return true;
  const children = native.childNodes(element);
  if (children.length > FEW_CHILDREN) return false;
  return [...children].every((child) => {
    if (!isText(child) || child.data.trim() === '') return true;
    if (child.length > LONG_UNITS) return false;
    const whole = { startNode: child, start: 0, endNode: child, end: child.length };
    return !rectsOf(whole).some(isThere);
  });
}

/** The elements at a point, topmost first, in open shadow roots too; so many at most. */
export function elementsAt(element: Element, x: number, y: number, most: number): Element[] {
  const found: Element[] = [];
  const add = (root: Node) => {
    const elements = isShadowRoot(root)
      ? root.elementsFromPoint(x, y).filter((each) => native.contains(root, each))
      : native.elementsFromPoint(native.ownerDocument(element), x, y);
    for (const each of elements) {
      if (found.length >= most) return;
      const inner = native.shadowRoot(each);
      if (inner) add(inner);
      found.push(each);
    }
  };
  add(native.ownerDocument(element));
  return found;
}
