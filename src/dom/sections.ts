/** Which section of a page a text stands in: what headings part, and posts. */
import { createDocumentOrder, sorted } from './document-order.ts';
import * as native from './native.ts';

/** What a section begins with. */
const BEGINNING = 'h1, h2, h3, h4, h5, h6, article, section, [role=heading], [role=article]';

/**
 * @param texts in document order
 * @param roots the shadow roots in which there may be sections, too
 * @returns by text how many sections have begun before it; the same number: they stand in one section
 */
export function sectionsOf(
  texts: readonly Text[],
  document: Document,
  roots: Iterable<ShadowRoot>,
): ReadonlyMap<Text, number> {
  const order = createDocumentOrder();
  const begun: Element[] = [...native.selectInDocument(document, BEGINNING)];
  for (const root of roots) {
    if (native.isConnected(root)) begun.push(...root.querySelectorAll(BEGINNING));
  }
  const beginnings = sorted(begun, order);
  const sections = new Map<Text, number>();
  let count = 0;
  for (const text of texts) {
    while (count < beginnings.length && order(beginnings[count] as Element, text) < 0) count++;
    sections.set(text, count);
  }
  return sections;
}
