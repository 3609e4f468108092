/**
 * What a change of the page bears on besides the nodes that it names: shadow roots and the beginnings of cut names in
 * what was moved, and all that stands in what became an editor, or is none any more.
 */
import * as native from '../../dom/native.ts';
import { isElement, isShadowRoot, isText } from '../../dom/nodes.ts';
import { elementsIn, isWithin } from '../../dom/tree.ts';
import type { AttendedPage, Work } from '../../protocol/marks.ts';

/** Steps between two looks at the clock. */
const HANDFUL = 256;

/** What a value of an observed attribute makes of its element: an editor, none, even within one (`'false'`), or nothing. */
function kindBy(attribute: string | null, value: string | null): boolean | 'false' {
  if (attribute === 'role') return value === 'textbox';
  return value?.toLowerCase() === 'false' ? 'false' : value !== null;
}

/** Has what became an editor, or is one no more, read anew. */
export function* readEditors(page: AttendedPage, records: readonly MutationRecord[]): Work {
  let passed = 0;
  for (const { target, attributeName, oldValue } of records) {
    const value = native.attribute(target as Element, attributeName as string);
    if (kindBy(attributeName, oldValue) !== kindBy(attributeName, value)) {
      page.readAgain(target);
      yield* openAgain(page, target);
    }
    if (++passed % HANDFUL === 0) yield;
  }
}

/**
 * Reads the beginnings of cut names in what was taken out: away from the rest, such a beginning is nothing that a scan
 * would find.
 */
export function* readCut(page: AttendedPage, removed: ReadonlySet<Node>): Work {
  if (removed.size === 0) return;
  let passed = 0;
  for (const text of [...page.known.cut]) {
    if (isWithin(removed, text)) page.reader.readLater(text, 'moved');
    if (++passed % HANDFUL === 0) yield;
  }
}

/** Has the known shadow roots in what was moved, or became an editor, or is one no more, read anew. */
export function* openAgain(page: AttendedPage, node: Node): Work {
  const { roots } = page;
  if (roots.size === 0 || isText(node)) return;
  const elements = isElement(node) || isShadowRoot(node) ? elementsIn(node) : undefined;
  let passed = 0;
  if (elements && !elements.item(roots.size)) {
    for (let index = -1; index < elements.length; index++) {
      const element = index < 0 ? node : elements.item(index);
      const root = element && isElement(element) ? native.shadowRoot(element) : null;
      if (root && roots.has(root)) page.open(root);
      if (++passed % HANDFUL === 0) yield;
    }
    return;
  }
  for (const root of roots) {
    if (native.contains(node, root.host)) page.open(root);
    if (++passed % HANDFUL === 0) yield;
  }
}
