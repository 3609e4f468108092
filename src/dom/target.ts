/**
 * What a pointer is on by its event, in open shadow roots too. Asks the layout there, since the event may be over,
 * and with it the way that it took.
 */
export function targetOf({
  target,
  clientX,
  clientY,
}: Pick<MouseEvent, 'target' | 'clientX' | 'clientY'>): Element | null {
  let on = target as Element | null;
  for (let root = on?.shadowRoot; root; root = on?.shadowRoot) {
    const inner = root.elementFromPoint(clientX, clientY);
    if (!inner || !root.contains(inner)) break;
    on = inner;
  }
  return on;
}
