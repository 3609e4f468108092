/** Has what is in view read before the rest, wherever a page was left. */
import * as native from '../../dom/native.ts';
import { isFew } from '../../dom/tree.ts';

/** CSS pixels below the middle of the viewport where an element is looked for: that may be between two paragraphs. */
const PROBES_PX = [0, 16, 40];
/** Siblings that are read on either side: it may be an entry of a long list. */
const SIBLINGS = 16;

/**
 * The elements in view, and those beside. None where the page is at its beginning, which is read first anyway, nor
 * while it is being loaded: it would have to be laid out.
 */
export function visibleElements(window: Window): Element[] {
  const { document, innerWidth, innerHeight } = window;
  if (native.readyState(document) !== 'complete' || !window.scrollY) return [];
  const probed = PROBES_PX.map((probe) =>
    native.elementFromPoint(document, innerWidth / 2, innerHeight / 2 + probe),
  );
  let visible = probed.find((element) => element && isFew(element));
  if (!visible) return [];
  let around = native.parentElement(visible);
  while (around && isFew(around)) {
    visible = around;
    around = native.parentElement(around);
  }
  const elements = [visible];
  for (const step of [native.nextElement, native.previousElement]) {
    let beside: Element | null = visible;
    for (let count = 0; beside && count < SIBLINGS; count++) {
      beside = step(beside);
      if (beside) elements.push(beside);
    }
  }
  return elements;
}
