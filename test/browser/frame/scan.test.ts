import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scan } from '../../../src/frame/marks/scan.ts';
import { createSpotter } from '../../../src/names/spot.ts';

const SEED = Number(import.meta.env.VITE_SEED ?? 1);
const NAME = /[oO][pP][eE][nN] ?[aA][iI]|[xX][aA][iI]/g;
const REACH = 20;
const SPOTTER = createSpotter({ loose: NAME.source, reach: REACH, near: 0, names: [] });

/** Elements that end a text without a word about it, by their count. */
const filler = fc.integer({ min: 0, max: 3 }).map((count) => '<i></i>'.repeat(count * 300));
const piece = fc.oneof(
  fc.constantFrom('open', 'ai', 'x', 'xai', 'OpenAI', ' ', 'lorem ', '<p>', '<b>', '</b>', '</p>'),
  fc.constantFrom('<br>', '<!--xai-->', '<div>', '</div>', '<script>xai</script>', 'a'),
  filler,
);

/** All texts in which a match of the glued text begins. */
function naive(root: Element, isLoose = false): Set<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: { node: Text; end: number }[] = [];
  let glued = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    glued += node.data;
    texts.push({ node, end: glued.length });
  }
  const found = new Set<Text>();
  for (const { index } of glued.matchAll(NAME)) {
    const text = texts.find(({ end }) => end > index);
    if (!text) continue;
    // The end of a longer word is none.
    const isInWord = /\w$/.test(glued.slice(text.end - text.node.length, index));
    if (isLoose || !isInWord) found.add(text.node);
  }
  return found;
}

function holder(html: string): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = html;
  document.body.replaceChildren(element);
  return element;
}

test('finds what a walk over all texts finds, in order, whatever the stretches', () => {
  let matches = 0;
  let whole = 0;
  const property = fc.property(fc.array(piece, { maxLength: 60, size: 'max' }), (pieces) => {
    const root = holder(pieces.join(''));
    const found: Text[] = [];
    const scan = new Scan(root, SPOTTER, (text, spotted) => {
      found.push(text);
      if (spotted) whole++;
    });
    for (const _ of scan.run());
    const expected = naive(root);
    matches += expected.size;
    for (const text of expected) expect(found).toContain(text);
    // What crosses from one stretch to the next is not looked at closely.
    for (const text of found) expect(naive(root, true)).toContain(text);
    expect(new Set(found).size).toBe(found.length);
    const inOrder = [...found].sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    expect(found).toEqual(inOrder);
  });
  fc.assert(property, { seed: SEED, numRuns: 100 });
  expect(matches).toBeGreaterThan(200);
  expect(whole).toBeGreaterThan(0);
});

test('what stands beside an inline root is not known', () => {
  const root = holder('says <b>xAI today and <i>a while</i> longer, says xAI</b>RE');
  const known: boolean[] = [];
  const scan = new Scan(root.querySelector('b') as Element, SPOTTER, (_, spotted) =>
    known.push(spotted !== undefined),
  );
  for (const _ of scan.run());
  expect(known).toEqual([false, false]);
});

test('what was read before a change is read anew', () => {
  const root = holder('<p>xAI</p>'.repeat(100));
  const known: boolean[] = [];
  const scan = new Scan(root, SPOTTER, (_, spotted) => known.push(spotted !== undefined));
  const work = scan.run();
  work.next();
  scan.changed(new Set());
  while (!work.next().done);
  expect(known.slice(0, 10)).not.toContain(false);
  expect(known.slice(-10)).not.toContain(true);
  expect(known).toHaveLength(100);
});

/** 3,000 rows: several stretches. */
const ROWS = '<p><b>row</b> xai</p>'.repeat(3_000);

test('lets go between stretches', () => {
  const root = holder(ROWS);
  let found = 0;
  const scan = new Scan(root, SPOTTER, () => found++);
  let stretches = 1;
  for (const _ of scan.run()) stretches++;
  expect(stretches).toBeGreaterThan(3);
  expect(found).toBe(3_000);
});

test.each([
  ['the place where it stands is taken away', (root: Element) => root.replaceChildren()],
  [
    'that place is moved back behind it',
    (root: Element) => root.prepend(...[...root.children].slice(300, 600)),
  ],
  ['what follows is taken away', (root: Element) => [...root.children].at(-1)?.remove()],
] as const)('%s between two stretches', (_, change) => {
  const root = holder(ROWS);
  const found = new Set<Text>();
  const scan = new Scan(root, SPOTTER, (text) => found.add(text));
  const work = scan.run();
  work.next();
  const observer = new MutationObserver(() => undefined);
  observer.observe(root, { childList: true, subtree: true });
  change(root);
  const removed = new Set(observer.takeRecords().flatMap(({ removedNodes }) => [...removedNodes]));
  scan.changed(removed);
  observer.disconnect();
  while (!work.next().done);
  // What was moved is the caller's to scan again.
  const isMoved = (text: Text) => [...removed].some((node) => node.contains(text));
  for (const text of naive(root)) expect(found.has(text) || isMoved(text)).toBe(true);
});

test('a root that left the page, for another document even, is read no further', () => {
  for (const leave of [
    (root: Element) => root.remove(),
    (root: Element) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument?.body.append(root);
    },
  ]) {
    const root = holder(ROWS);
    let found = 0;
    const scan = new Scan(root, SPOTTER, () => found++);
    const work = scan.run();
    work.next();
    const before = found;
    leave(root);
    scan.changed(new Set([root]));
    while (!work.next().done);
    expect(found).toBe(before);
  }
});
