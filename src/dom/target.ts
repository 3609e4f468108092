import * as native from './native.ts';
import { isElement } from './nodes.ts';

/**
 * What a pointer is on by its event, in open shadow roots too. Asks the layout there, since the event may be over,
 * and with it the way that it took.
 */
export function targetOf({
  target,
  clientX,
  clientY,
}: Pick<MouseEvent, 'target' | 'clientX' | 'clientY'>): Element | null {
  if (!target || !('nodeType' in target) || !isElement(target as Node)) return null;
  let on = target as Element;
  for (let root = native.shadowRoot(on); root; root = native.shadowRoot(on)) {
    const inner = root.elementFromPoint(clientX, clientY);
    if (!inner || !native.contains(root, inner)) break;
    on = inner;
  }
  return on;
}
