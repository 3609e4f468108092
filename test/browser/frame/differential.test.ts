/**
 * After any changes to any document the engine knows and paints what a fresh engine finds there.
 * A failure prints the seed and the shortest example; `VITE_SEED=… npx vitest` runs another one.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDocumentOrder } from '../../../src/dom/document-order.ts';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import { createTextsInOrder } from '../../../src/frame/marks/texts-in-order.ts';
import {
  allNodes,
  apply,
  build,
  type Edit,
  randomEdits,
  type Spec,
  STYLE,
} from './random-edits.ts';
import {
  type AnyWindow,
  engineOf,
  frame,
  hurried,
  type IsMeant,
  judge,
  registered,
  rest,
  unjudgedEngineOf,
} from './support.ts';

const SEED = Number(import.meta.env.VITE_SEED ?? 1);
const RUNS = Number(import.meta.env.VITE_RUNS ?? 200);

const TEXTS = [
  ...['Open', 'AI', 'x', 'xAI', 'OpenAI', 'Grok', 'grok 4', 'G', 'rok', 'X', '.', ' ', ''],
  ...[' says ', 'xAI and OpenAI ', 'Grok and ', 'the x', 'Open AI', ' model 3', '-', 'OpenAI'],
];

/** Where all stands, in terms of the document alone. */
function known(engine: Engine, document: Document): string[] {
  const index = new Map(allNodes(document.body).map((node, at) => [node, at]));
  return inDocumentOrder(engine.places()).map(({ name, startNode, start, endNode, end }) =>
    [name, index.get(startNode), start, index.get(endNode), end].join(' '),
  );
}

/** The texts with mentions, as who keeps their order has them. */
function orderKept(engine: Engine): () => readonly Text[] {
  engine.painter.chooser = {
    settle: () => undefined,
    rest: () => undefined,
    chosenIn: () => undefined,
  };
  return createTextsInOrder(engine.known);
}

function paintedIn(engine: Engine, document: Document): string[] {
  const index = new Map(allNodes(document.body).map((node, at) => [node, at]));
  return registered(engine)
    .map(({ startContainer, startOffset, endContainer, endOffset }) =>
      [index.get(startContainer), startOffset, index.get(endContainer), endOffset].join(' '),
    )
    .sort();
}

/** Depends on nothing but the candidate itself, so that it tells every engine the same. */
const isMeant: IsMeant = (_, { text, start, end }) => {
  const candidate = text.slice(start, end).replace(/[\s.-]/g, '');
  if (!/^(?:grok|xai|openai)\d*$/i.test(candidate)) throw new Error(`judged: "${candidate}"`);
  return !candidate.startsWith('g');
};

/** An answer is on its way while the page goes on changing. */
async function someTurns(): Promise<void> {
  for (let turns = lateness++ % 4; turns > 0; turns--) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}
let lateness = 0;

let home: AnyWindow & { dispose(): void };
let away: AnyWindow & { dispose(): void };

beforeAll(async () => {
  home = await frame();
  away = await frame();
  const style = home.document.createElement('style');
  style.textContent = STYLE;
  home.document.head.append(style);
});

afterAll(() => {
  home.dispose();
  away.dispose();
});

/** @param judged so many of the edits come before there is a judge */
async function check(
  before: readonly Spec[],
  edits: readonly Edit[],
  judged: number,
): Promise<number> {
  const { document } = home;
  document.body.replaceChildren(...before.map((what) => build(document, what)));
  for (const name of document.body.getAttributeNames()) document.body.removeAttribute(name);
  away.document.body.replaceChildren();
  const engine = unjudgedEngineOf(hurried(home));
  engine.start();
  try {
    await rest(engine, home);
    const inOrder = orderKept(engine);
    for (const [index, change] of edits.entries()) {
      if (index === judged) judge(engine, isMeant, someTurns);
      if (change.do !== 'pause') {
        apply(change, home.document, away.document);
      } else if (change.rests) {
        await rest(engine, home);
        inOrder();
      } else {
        await undefined;
      }
    }
    judge(engine, isMeant, someTurns);
    await rest(engine, home);
    const texts = inDocumentOrder(engine.places()).map(({ startNode }) => startNode);
    expect(inOrder()).toEqual([...new Set(texts)]);
    const fresh = engineOf(hurried(home), isMeant);
    try {
      await rest(fresh, home);
      const expected = known(fresh, document);
      expect(known(engine, document)).toEqual(expected);
      expect(paintedIn(engine, document)).toEqual(paintedIn(fresh, document));
      expect(paintedIn(engine, document)).toHaveLength(expected.length);
      return expected.length;
    } finally {
      fresh.stop();
    }
  } finally {
    engine.stop();
  }
}

test('known and painted after any edits is what a fresh engine finds', async () => {
  let mentions = 0;
  const { document, edits } = randomEdits(TEXTS);
  const property = fc.asyncProperty(document, edits, fc.nat(8), async (before, changes, judged) => {
    mentions += await check(before, changes, judged);
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: false });
  // The documents are about something.
  expect(mentions).toBeGreaterThan(RUNS);
}, 120_000);
