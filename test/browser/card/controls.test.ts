import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { tabbableBeside } from '../../../src/card/controls.ts';

afterEach(() => document.body.replaceChildren());

/** What a piece of the page is made of, by a letter: the text that is left is `x`. */
const PIECES: Record<string, string> = {
  b: '<button>b</button>',
  d: '<button disabled>d</button>',
  h: '<button style="display: none">h</button>',
  i: '<p inert><button>i</button></p>',
  t: '<span tabindex="-1">t</span>',
  a: '<p><a href="#a">a</a></p>',
  w: '<a href="#w">w<i>ord</i></a>',
  p: '<p>plain</p>',
};

/** The one that is nearest of all that can have the focus, in the slow way. */
function nearest(node: Node, isForward: boolean): Element | undefined {
  const all = [...document.body.querySelectorAll<HTMLElement>('button, a, [tabindex]')].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled, [inert] *') &&
      element.checkVisibility() &&
      node.compareDocumentPosition(element) &
        (isForward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING),
  );
  return isForward ? all[0] : all.at(-1);
}

test('is the nearest that can have the focus, whatever stands beside the name', () => {
  const piece = fc.constantFrom(...Object.keys(PIECES));
  fc.assert(
    fc.property(fc.array(piece), fc.array(piece), fc.boolean(), (before, after, isIn) => {
      const html = (pieces: string[]) => pieces.map((letter) => PIECES[letter]).join('');
      const name = '<b id="x">x</b>';
      document.body.innerHTML =
        html(before) + (isIn ? `<a href="#x">the ${name}</a>` : name) + html(after);
      const node = document.querySelector('#x')?.firstChild as Node;
      for (const isForward of [true, false]) {
        expect(tabbableBeside(node, isForward) ?? undefined).toBe(nearest(node, isForward));
      }
    }),
    { numRuns: 60 },
  );
});

test('is sought out of the shadow root that the name stands in', () => {
  document.body.innerHTML = '<button id="one">1</button><div></div><button id="two">2</button>';
  const root = document.querySelector('div')?.attachShadow({ mode: 'open' }) as ShadowRoot;
  root.innerHTML = '<p>x</p>';
  const node = root.querySelector('p')?.firstChild as Node;
  expect(tabbableBeside(node, true)?.id).toBe('two');
  expect(tabbableBeside(node, false)?.id).toBe('one');
});

test.each([1, 2])(
  '%d times a hundred thousand elements cost no more than some thousand',
  (times) => {
    const row = document.createElement('p');
    row.innerHTML = '<i></i>'.repeat(100_000 * times);
    const name = document.createElement('p');
    name.textContent = 'x';
    document.body.append(row.cloneNode(true), name, row);
    const asked = vi.spyOn(Element.prototype, 'matches');
    for (const isForward of [true, false]) {
      expect(tabbableBeside(name.firstChild as Node, isForward)).toBeUndefined();
    }
    expect(asked.mock.calls.length).toBeLessThan(12_000);
    asked.mockRestore();
  },
);
