/** Two ways to compare nodes tell the same: by kept ways through the tree, and, in very deep ones, by the browser's own. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createDocumentOrder } from '../../../src/dom/document-order.ts';

afterEach(() => document.body.replaceChildren());

/** Grows a tree by what was drawn; what is around it is so many levels deep. */
function grow(steps: readonly number[], depth: number): Node[] {
  let around: Element = document.body;
  for (let level = 0; level < depth; level++) {
    around = around.appendChild(document.createElement('div'));
  }
  const nodes: Node[] = [];
  let at: Element | ShadowRoot = around;
  for (const step of steps) {
    if (step === 0 && at !== around) {
      at = at instanceof ShadowRoot ? at.host : (at.parentElement ?? around);
    } else if (step === 1) {
      nodes.push(at.appendChild(document.createTextNode('text')));
    } else if (step === 2 || at instanceof ShadowRoot || at.shadowRoot || at === around) {
      at = at.appendChild(document.createElement('div'));
    } else {
      at = at.attachShadow({ mode: 'open' });
    }
  }
  return nodes;
}

const shuffled = (nodes: readonly Node[]) => [...nodes].sort(() => Math.random() - 0.5);

test('deep trees are put in the same order as others', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 5, maxLength: 60 }), (steps) => {
      document.body.replaceChildren();
      const flat = grow(steps, 1);
      const deep = grow(steps, 400);
      const inFlat = shuffled(flat).sort(createDocumentOrder());
      const inDeep = shuffled(deep).sort(createDocumentOrder());
      expect(inDeep.map((node) => deep.indexOf(node))).toEqual(
        inFlat.map((node) => flat.indexOf(node)),
      );
    }),
    { numRuns: 40 },
  );
});
