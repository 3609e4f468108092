/** Runs in a page: edits it at random, and compares our marks with what a fresh engine finds. */
import fc from 'fast-check';
import { HIGHLIGHT } from '../../src/settings/look.ts';
import {
  allNodes,
  apply,
  build,
  PLAIN_TAGS,
  randomEdits,
  STYLE,
} from '../browser/frame/random-edits.ts';
import {
  type AnyWindow,
  allElements,
  engineOf,
  hurried,
  registered,
  rest,
} from '../browser/frame/support.ts';

/** Only what is certain by its form: what a judge says depends on what it has read before. */
const TEXTS = [
  'Open',
  'AI',
  'x',
  'xAI',
  'OpenAI',
  'the x',
  ' says ',
  '.',
  '',
  'OpenAI and xAI ',
  'I',
];
/** Milliseconds until the marks have to be right: for a machine under full load. */
const PATIENCE = 10_000;

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

function described(ranges: Iterable<AbstractRange>): string {
  const index = new Map(allNodes(document.body).map((node, at) => [node, at]));
  return [...ranges]
    .filter(({ startContainer }) => index.has(startContainer))
    .map(({ startContainer, startOffset, endContainer, endOffset }) =>
      [index.get(startContainer), startOffset, index.get(endContainer), endOffset].join(' '),
    )
    .sort()
    .join('\n');
}

const registry = () => CSS.highlights as unknown as Map<string, Iterable<AbstractRange>>;

async function expected(): Promise<{ marks: string; count: number }> {
  // A registry of its own, so that the extension's stays.
  const aside = { highlights: new Map() };
  const fresh = engineOf({ ...hurried(window as AnyWindow), CSS: aside } as unknown as AnyWindow);
  await rest(fresh, window as AnyWindow);
  const ranges = registered(fresh);
  const answer = { marks: described(ranges), count: ranges.length };
  fresh.stop();
  return answer;
}

/** Our marks come to be `marks`. */
async function come(marks: string): Promise<boolean> {
  const end = performance.now() + PATIENCE;
  while (described(registry().get(HIGHLIGHT) ?? []) !== marks) {
    if (performance.now() > end) return false;
    // Without it, a shadow root attached to what is there already is found a little later.
    for (const element of allElements(document)) {
      if (!element.shadowRoot) continue;
      element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    }
    await turn();
  }
  return true;
}

/**
 * @returns how many mentions there were at the end of all runs
 * @throws {Error} with the seed and the example when the marks are not right
 */
async function editAtRandom(seed: number, runs: number): Promise<number> {
  const style = document.createElement('style');
  style.textContent = STYLE;
  const frame = document.createElement('iframe');
  document.head.append(style);
  document.documentElement.append(frame);
  const away = frame.contentDocument as Document;
  let mentions = 0;
  const { document: specs, edits } = randomEdits(TEXTS, [...PLAIN_TAGS]);
  const property = fc.asyncProperty(specs, edits, async (before, changes) => {
    document.body.replaceChildren(...before.map((what) => build(document, what)));
    for (const name of document.body.getAttributeNames()) document.body.removeAttribute(name);
    away.body.replaceChildren();
    for (const change of changes) {
      if (change.do === 'pause') await turn();
      else apply(change, document, away);
    }
    const { marks, count } = await expected();
    mentions += count;
    if (await come(marks)) return;
    const found = described(registry().get(HIGHLIGHT) ?? []);
    throw new Error(`expected:\n${marks}\nfound:\n${found}\nin ${document.body.outerHTML}`);
  });
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true }).catch((error: Error) => {
    // Firefox's stacks do not say what went wrong.
    throw new Error(`${String(error.cause)}\n${error.message}`);
  });
  return mentions;
}

Object.assign(window, { editAtRandom });
