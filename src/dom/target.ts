import * as native from './native.ts';
import { asElement } from './nodes.ts';

/**
 * What a pointer is on by its event, in open shadow roots too. Asks the layout there, since the event may be over,
 * and with it the way that it took.
 */
export function targetOf({
  target,
  clientX,
  clientY,
}: Pick<MouseEvent, 'target' | 'clientX' | 'clientY'>): Element | null {
  return innermostAt(asElement(target), clientX, clientY);
}

/** What is at a point of an element, in open shadow roots too. */
export function innermostAt(element: Element | null, x: number, y: number): Element | null {
  let on = element;
  for (let root = on && native.shadowRoot(on); root; root = on && native.shadowRoot(on)) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || !native.contains(root, inner)) break;
    on = inner;
  }
  return on;
}
