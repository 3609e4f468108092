/** What a page shows as links. */
import { shownClosest } from './flat-tree.ts';
import * as native from './native.ts';
import { isElement } from './nodes.ts';

const LINK = ':any-link, [role=link]';

/** Whether a node is a link or stands in one. */
export function isInLink(node: Node): boolean {
  return (isElement(node) && native.matches(node, LINK)) || shownClosest(node, LINK) !== undefined;
}
