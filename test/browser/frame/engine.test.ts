import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passageAround } from '../../../src/dom/passage.ts';
import { MarksAttendant } from '../../../src/frame/marks/attendant.ts';
import { Engine } from '../../../src/frame/marks/engine.ts';
import { knownPlaces } from '../../../src/frame/marks/known-places.ts';
import { HIGHLIGHT } from '../../../src/settings/look.ts';
import {
  type AnyWindow,
  attend,
  engineOf,
  frame,
  hurried,
  type IsMeant,
  judge,
  marked,
  painted,
  registered,
  rest,
  SILENT,
  spotter,
  unjudgedEngineOf,
} from './support.ts';

let home: AnyWindow & { dispose(): void };
let engine: Engine;

beforeEach(async () => {
  home = await frame();
});

afterEach(() => {
  engine.stop();
  home.dispose();
});

async function begin(html: string, isMeant?: IsMeant): Promise<HTMLElement> {
  const { body } = home.document;
  body.innerHTML = html;
  engine = engineOf(hurried(home), isMeant);
  await rest(engine, home);
  return body;
}

const settled = () => rest(engine, home);

test.each([
  ['in one text', '<p>Says OpenAI today', ['OpenAI']],
  ['cut by markup', '<p>Open<b>AI</b> and x<wbr>AI', ['OpenAI', 'xAI']],
  ['in three parts', '<p>O<i>pen<b>A</b></i>I', ['OpenAI']],
  ['around a comment', '<p>Open<!-- -->AI', ['OpenAI']],
  ['parted by a line break', '<p>Open<br>AI', []],
  ['parted by blocks', '<div>Open<div>AI</div></div>', []],
  ['parted by style', '<p><span style="display: block">Open</span>AI', []],
  ['parted into flex items', '<p style="display: flex"><b>Open</b><b>AI</b>', []],
  ['joined, though hidden', '<p style="display: none">Open<b>AI</b>', ['OpenAI']],
  ['in code', '<p>Open<code>AI</code> <code>xAI</code><pre>xAI', []],
  ['in form fields', '<textarea>xAI</textarea><select><option>xAI</select>', []],
  ['in an editor', '<div contenteditable><p>xAI</div><p role=textbox>xAI', []],
  [
    'in an island of an editor',
    '<div contenteditable>xAI <b contenteditable=false>OpenAI',
    ['OpenAI'],
  ],
  ['in code in an island', '<pre contenteditable><b contenteditable=false>OpenAI', []],
  ['in invalidly editable text', '<p contenteditable=no>xAI', ['xAI']],
  ['in scripts and titles', '<script>xAI</script><svg><title>xAI</title></svg>', []],
  ['in pictures', '<svg><text>OpenAI</text></svg>', ['OpenAI']],
  ['with a note', '<p>OpenAI<sup>1</sup>', ['OpenAI']],
] as const)('names %s', async (_, html, expected) => {
  await begin(html);
  expect(marked(engine)).toEqual(expected);
  expect(painted(engine)).toEqual(expected);
});

test('a text edited in place keeps up, before the next frame', async () => {
  const body = await begin('<p>nothing yet</p>');
  const text = body.firstChild?.firstChild as Text;
  text.data = 'now OpenAI';
  await undefined;
  expect(painted(engine)).toEqual(['OpenAI']);
  text.data = 'gone';
  await undefined;
  expect(painted(engine)).toEqual([]);
});

test('cells that change in every frame, with a name now and then', async () => {
  const body = await begin(`<div>${'<b>0</b> '.repeat(20)}</div><p>OpenAI`);
  const cells = [...body.querySelectorAll('b')].map((cell) => cell.firstChild as Text);
  const put = (...texts: [number, string][]) => {
    for (const [index, data] of texts) (cells[index] as Text).data = data;
    return expect.poll(() => painted(engine).sort());
  };
  await put([3, '1'], [4, '2']).toEqual(['OpenAI']);
  await put([3, 'xAI'], [4, '3']).toEqual(['OpenAI', 'xAI']);
  await put([3, '4'], [9, '5']).toEqual(['OpenAI']);
  // One of two texts that make a name together.
  cells[7]?.parentElement?.nextSibling?.remove();
  await put([7, 'Open'], [2, '6']).toEqual(['OpenAI']);
  await put([8, 'AI'], [2, '7']).toEqual(['OpenAI', 'OpenAI']);
  await put([8, '8'], [2, '8']).toEqual(['OpenAI']);
});

test('what becomes an editor, or is one no more', async () => {
  const body = await begin('<div><p>xAI</p></div>');
  const div = body.firstChild as HTMLElement;
  for (const [name, value] of [
    ['contenteditable', 'true'],
    ['role', 'textbox'],
  ] as const) {
    div.setAttribute(name, value);
    await settled();
    expect(marked(engine)).toEqual([]);
    div.removeAttribute(name);
    await settled();
    expect(marked(engine)).toEqual(['xAI']);
  }
});

test('an island of text in an editor, and back', async () => {
  const body = await begin('<div contenteditable><p>Says xAI</p></div>');
  const island = body.querySelector('p') as Element;
  for (const [value, expected] of [
    ['false', ['xAI']],
    [null, []],
    ['FALSE', ['xAI']],
    ['true', []],
  ] as const) {
    if (value === null) island.removeAttribute('contenteditable');
    else island.setAttribute('contenteditable', value);
    await settled();
    expect(marked(engine)).toEqual(expected);
  }
});

test('moved into a code block, a name is none', async () => {
  const body = await begin('<p>xAI</p><pre></pre>');
  body.querySelector('pre')?.append(body.querySelector('p') as Node);
  await settled();
  expect(painted(engine)).toEqual([]);
});

test('all of the page becomes an editor', async () => {
  const body = await begin('<p>xAI</p>');
  body.ownerDocument.designMode = 'on';
  await expect.poll(() => painted(engine), { timeout: 3_000 }).toEqual([]);
  body.ownerDocument.designMode = 'off';
  await expect.poll(() => painted(engine), { timeout: 3_000 }).toEqual(['xAI']);
});

test('shadow roots: there before, attached later, in editors, moved', async () => {
  const body = await begin('<div id=a></div><x-card>Open</x-card>AI<div id=b contenteditable>');
  expect(marked(engine)).toEqual(['OpenAI']);
  const attach = (selector: string, html: string) => {
    const root = (body.querySelector(selector) as Element).attachShadow({ mode: 'open' });
    root.innerHTML = html;
    return root;
  };
  const root = attach('#a', 'xAI');
  attach('x-card', 'Grok 4');
  attach('#b', 'xAI');
  await settled();
  // The element with a shadow root is no longer one run with what stands beside it.
  expect(marked(engine)).toEqual(['xAI', 'Grok 4']);
  root.append(' OpenAI');
  await settled();
  expect(marked(engine)).toEqual(['xAI', 'OpenAI', 'Grok 4']);
  const { host } = root;
  host.remove();
  await settled();
  expect(marked(engine)).toEqual(['Grok 4']);
  body.append(host);
  await settled();
  await expect.poll(() => marked(engine)).toEqual(['Grok 4', 'xAI', 'OpenAI']);
});

test('what comes while doubtful names are decided about is read without another change', async () => {
  const body = await begin('<div></div><p></p>');
  const late = vi.spyOn(MarksAttendant.prototype, 'deciding').mockImplementationOnce(function* () {
    let hasCome = false;
    setTimeout(() => {
      (body.firstChild as Element).attachShadow({ mode: 'open' }).innerHTML = 'xAI';
      engine.follow([body.firstChild as Element]);
      hasCome = true;
    });
    while (!hasCome) yield;
  });
  (body.lastChild as Element).textContent = 'OpenAI';
  await settled();
  expect(late).toHaveBeenCalled();
  expect(marked(engine)).toEqual(['xAI', 'OpenAI']);
  late.mockRestore();
});

test('a shadow root attached without any other change is found in time', async () => {
  const body = await begin('<div></div>');
  const root = (body.firstChild as Element).attachShadow({ mode: 'open' });
  root.innerHTML = 'xAI';
  await expect.poll(() => marked(engine), { timeout: 4_000 }).toEqual(['xAI']);
});

/** What the HTML standard lets have a shadow root, but a paragraph with content, which is not asked. */
const HOSTS =
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span x-card';

test('a shadow root of whatever element may have one', async () => {
  await begin('');
  const hosts = HOSTS.split(' ').map((name) => {
    const host = home.document.createElement(name);
    host.attachShadow({ mode: 'open' }).innerHTML = 'xAI';
    return host;
  });
  const around = home.document.createElement('div');
  around.append(...hosts);
  home.document.body.append(around);
  await expect.poll(() => marked(engine).length).toBe(hosts.length);
});

test('a shadow root on a page of more elements than are selected at one go', async () => {
  const body = await begin(`${'<b></b>'.repeat(60_001)}<x-card></x-card>`);
  const root = (body.lastChild as Element).attachShadow({ mode: 'open' });
  root.innerHTML = 'xAI';
  await expect.poll(() => marked(engine), { timeout: 4_000 }).toEqual(['xAI']);
});

test('what moves to another document is gone, and comes back', async () => {
  const other = await frame();
  const body = await begin('<p>xAI</p><p>OpenAI</p>');
  const paragraph = body.firstChild as Element;
  other.document.body.append(paragraph);
  (paragraph.firstChild as Text).data = 'OpenAI there';
  await settled();
  expect(marked(engine)).toEqual(['OpenAI']);
  expect(painted(engine)).toEqual(['OpenAI']);
  body.append(paragraph);
  await settled();
  expect(marked(engine)).toEqual(['OpenAI', 'OpenAI']);
  other.dispose();
});

test('nodes made in another document are read like any', async () => {
  const other = await frame('<p>Open<b>AI</b></p>');
  await begin('');
  home.document.body.append(other.document.querySelector('p') as Node);
  await settled();
  expect(marked(engine)).toEqual(['OpenAI']);
  const text = home.document.querySelector('b')?.firstChild as Text;
  text.data = 'AI and xAI';
  await settled();
  expect(marked(engine)).toEqual(['OpenAI', 'xAI']);
  other.dispose();
});

test('document.open', async () => {
  await begin('<p>xAI</p>');
  const { document } = home;
  document.open();
  document.write('<p>Now OpenAI');
  await settled();
  expect(marked(engine)).toEqual(['OpenAI']);
  document.write(' and xAI');
  document.close();
  await settled();
  expect(marked(engine)).toEqual(['OpenAI', 'xAI']);
});

test('a document without an element', async () => {
  home.document.documentElement.remove();
  engine = engineOf(hurried(home));
  home.document.append(home.document.createElement('html'));
  home.document.documentElement.append('xAI');
  await settled();
  expect(marked(engine)).toEqual(['xAI']);
});

test('a page that takes our highlight, its name or its ranges', async () => {
  await begin('<p>xAI</p>');
  const { highlights } = home.CSS;
  const ours = highlights.get(HIGHLIGHT);
  const isOurs = () => highlights.get(HIGHLIGHT) === ours && ours?.size === 1;
  expect(isOurs()).toBe(true);
  highlights.clear();
  await expect.poll(isOurs, { timeout: 3_000 }).toBe(true);
  highlights.set(HIGHLIGHT, new Highlight());
  await expect.poll(isOurs, { timeout: 3_000 }).toBe(true);
  ours?.clear();
  await expect.poll(isOurs, { timeout: 3_000 }).toBe(true);
});

test('hidden: nothing is read; shown again: all that changed is', async () => {
  const body = await begin('<p>xAI</p><p>OpenAI</p><div></div>');
  engine.pause();
  (body.firstChild?.firstChild as Text).data = 'nothing';
  body.lastElementChild?.attachShadow({ mode: 'open' }).append('Grok 4');
  body.prepend('see xAI ');
  await settled();
  expect(marked(engine)).toHaveLength(2);
  expect(engine.busy).toBe(false);
  engine.resume();
  await settled();
  expect(marked(engine)).toEqual(['xAI', 'OpenAI', 'Grok 4']);
});

test('hidden while a long page is being read: goes on when shown', async () => {
  home.document.body.innerHTML = '<p><b>all</b> xAI '.repeat(20_000);
  engine = engineOf(home);
  expect(engine.busy).toBe(true);
  engine.pause();
  const { length } = engine.places();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(engine.places()).toHaveLength(length);
  engine.resume();
  await expect.poll(() => engine.places().length, { timeout: 10_000 }).toBe(20_000);
});

test('a page that re-renders between two slices', async () => {
  const { body } = home.document;
  const rows = (word: string) =>
    Array.from({ length: 3_000 }, (_, row) => `<p>row ${row}: <b>${word}</b></p>`).join('');
  body.innerHTML = `<main>${rows('xAI')}</main>`;
  engine = engineOf(home);
  for (let round = 0; engine.busy && round < 6; round++) {
    const main = body.firstElementChild as Element;
    main.replaceWith(main.cloneNode(true));
    await new Promise((resolve) => home.requestAnimationFrame(resolve));
  }
  const main = body.firstElementChild as Element;
  main.innerHTML = rows('OpenAI');
  await expect.poll(() => engine.busy, { timeout: 10_000 }).toBe(false);
  expect(marked(engine)).toHaveLength(3_000);
  expect(new Set(marked(engine))).toEqual(new Set(['OpenAI']));
});

test('what is in view is marked before the rest, wherever the page was left', async () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => `<p>xAI <b>row</b> <i>${row}</i></p>`);
  home.document.body.innerHTML = rows.join('');
  home.scrollTo(0, home.document.documentElement.scrollHeight / 2);
  engine = engineOf(home);
  const isShown = (range: AbstractRange) => {
    const { top, bottom } = (range.startContainer.parentElement as Element).getBoundingClientRect();
    return bottom > 0 && top < home.innerHeight;
  };
  await expect.poll(() => registered(engine).filter(isShown).length).toBeGreaterThan(10);
  // Not because it had come there from the beginning.
  expect(engine.places().length).toBeLessThan(rows.length / 2);
  expect(engine.busy).toBe(true);
});

test('doubtful names wait for a judge, who is asked once about each', async () => {
  const { body } = home.document;
  body.innerHTML = '<p>Grok is here</p><p>xAI</p><p>Grok</p><code>Grok</code>';
  engine = unjudgedEngineOf(hurried(home));
  engine.start();
  await settled();
  expect(marked(engine)).toEqual(['xAI']);
  const passages = knownPlaces(engine, 10).map((place) => passageAround(place, 100).text);
  expect(passages).toEqual(['Grok is here', 'Grok', 'xAI']);
  const judged: string[] = [];
  judge(engine, (name, { text }) => {
    judged.push(`${name}: ${text}`);
    return text.includes('here');
  });
  await settled();
  expect(marked(engine)).toEqual(['Grok', 'xAI']);
  expect(judged).toEqual(['grok: Grok is here', 'grok: Grok']);
  body.firstChild?.appendChild(home.document.createElement('i'));
  await settled();
  expect(judged).toHaveLength(2);
  body.lastElementChild?.append('Grok');
  await settled();
  expect(judged).toHaveLength(2);
});

test('a doubtful text that left the page is not judged', async () => {
  const { body } = home.document;
  engine = unjudgedEngineOf(hurried(home));
  engine.start();
  await settled();
  const text = home.document.createTextNode('Grok');
  body.append(text);
  await undefined;
  text.remove();
  await settled();
  const judged: string[] = [];
  judge(engine, (name) => judged.push(name) > 0);
  await settled();
  expect(judged).toEqual([]);
});

test('until somebody attends to it, what a scan settles is marked, and the rest afterwards', async () => {
  home.document.body.innerHTML = '<p>xAI</p> <p>Open<b>AI</b></p> <div role="textbox">xAI</div>';
  let found = 0;
  engine = new Engine(home, spotter, { ...SILENT, found: () => found++ });
  engine.start();
  await rest(engine, home);
  expect(marked(engine)).toEqual(['xAI']);
  expect(painted(engine)).toEqual(['xAI']);
  expect(found).toBeGreaterThan(0);
  // What changes meanwhile is taken in, too.
  const [paragraph, , box] = home.document.body.children as unknown as Element[];
  (paragraph?.firstChild as Text).data = 'Now Grok 4';
  box?.removeAttribute('role');
  await rest(engine, home);
  attend(engine, home).loaded();
  await rest(engine, home);
  expect(marked(engine)).toEqual(['Grok 4', 'OpenAI', 'xAI']);
});

test('nothing like a name, nobody to attend to it', async () => {
  home.document.body.innerHTML = '<p>Nothing</p><p>An <i>opening</i></p>';
  let found = 0;
  engine = new Engine(home, spotter, { ...SILENT, found: () => found++ });
  engine.start();
  (home.document.querySelector('i')?.firstChild as Text).data = 'opinion';
  home.document.body.append('and xylophones');
  await rest(engine, home);
  expect(found).toBe(0);
  home.document.body.append(' or grok');
  await rest(engine, home);
  expect(found).toBeGreaterThan(0);
});

test('a ticker’s cells are read as one, whatever waits for a judge elsewhere', async () => {
  const { body } = home.document;
  body.innerHTML = `<div>${'<b>1.00</b> '.repeat(50)}</div><p>Grok is here</p>`;
  let reads = 0;
  const over: typeof spotter.over = (...args) => {
    reads++;
    return spotter.over(...args);
  };
  engine = unjudgedEngineOf(hurried(home), SILENT, { ...spotter, over });
  engine.start();
  await settled();
  expect(engine.reader.undecided.size).toBe(1);
  reads = 0;
  for (const cell of body.getElementsByTagName('b')) (cell.firstChild as Text).data = '2.00';
  await settled();
  expect(reads).toBe(1);
});

test('the page sees nothing of it: no record, no attribute, no style', async () => {
  const { document, MutationObserver } = home;
  document.body.innerHTML = '<p>xAI Open<b>AI</b></p>'.repeat(500);
  const before = document.documentElement.outerHTML;
  const records: MutationRecord[] = [];
  new MutationObserver((list) => records.push(...list)).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  engine = engineOf(hurried(home));
  await settled();
  engine.pause();
  engine.resume();
  await settled();
  expect(engine.places()).toHaveLength(1_000);
  engine.stop();
  await settled();
  expect(records).toEqual([]);
  expect(document.documentElement.outerHTML).toBe(before);
  expect(document.adoptedStyleSheets).toHaveLength(0);
  expect(home.CSS.highlights.size).toBe(0);
});
