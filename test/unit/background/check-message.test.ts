import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answering, type Handlers } from '../../../src/background/check-message.ts';
import type { MessageSender } from '../../../src/background/check-sender.ts';
import type { Request } from '../../../src/protocol/messages.ts';

const OWN = { id: 'own', root: 'chrome-extension://own/' };
const TAB = { id: 5, url: 'https://news.example/', incognito: false, active: true };

const SENDERS = {
  frame: { id: 'own', url: 'https://ads.example/', tab: TAB, frameId: 7 },
  private: { id: 'own', url: 'https://a.example/', tab: { ...TAB, incognito: true }, frameId: 0 },
  ownPage: { id: 'own', url: 'chrome-extension://own/src/pages/popup/index.html' },
  ownTab: {
    id: 'own',
    url: 'chrome-extension://own/src/pages/welcome/index.html',
    origin: 'chrome-extension://own',
    tab: TAB,
    frameId: 0,
  },
} as const satisfies Record<string, MessageSender>;
type SenderName = keyof typeof SENDERS;

const PAGES: readonly SenderName[] = ['frame', 'private'];
const OURS: readonly SenderName[] = ['ownPage', 'ownTab'];

const QUESTION = { text: 'On Grok.', bounds: [0, 3, 8], from: 3, to: 8 };
const PASSAGE = { name: 'grok', text: 'On Grok.', start: 3, end: 7, title: 'News' };
const CHANGE = { type: 'change', what: 'mute', name: 'grok', isUndone: false } as const;
const ranking = (fields: object) => ({ type: 'rank', passages: [{ ...PASSAGE, ...fields }] });
const judging = (fields: object, question: object = {}) => ({
  type: 'judge',
  title: '',
  sample: [],
  questions: [{ ...QUESTION, ...question }],
  ...fields,
});

/** Each message that is right, and who may send it. */
const RIGHT: readonly (readonly [Request, readonly SenderName[]])[] = [
  [{ type: 'load', part: 'card' }, PAGES],
  [{ type: 'load', part: 'mentions' }, PAGES],
  [{ type: 'judge', title: '', sample: [], questions: [] }, PAGES],
  [{ type: 'judge', title: 'News', sample: ['a'], questions: [QUESTION] }, PAGES],
  [{ type: 'rank', passages: [] }, [...PAGES, ...OURS]],
  [{ type: 'rank', passages: [PASSAGE] }, [...PAGES, ...OURS]],
  [{ type: 'cover', blocks: [] }, OURS],
  [{ type: 'cover', blocks: ['a', ''] }, OURS],
  [{ type: 'edition', lang: 'de' }, [...PAGES, ...OURS]],
  [{ type: 'edition', lang: 'zh-CN' }, [...PAGES, ...OURS]],
  [{ type: 'look' }, PAGES],
  [{ type: 'site' }, [...PAGES, ...OURS]],
  [{ type: 'dismiss' }, PAGES],
  [{ type: 'article' }, [...PAGES, ...OURS]],
  [{ type: 'article', paragraph: 'p12', lang: 'zh-Hans-CN' }, [...PAGES, ...OURS]],
  [{ type: 'step', tabId: 5, direction: -1 }, OURS],
  [{ type: 'step', tabId: 0, direction: 1, name: 'xai' }, OURS],
  [{ type: 'card', isOpen: true }, PAGES],
  [{ type: 'card', isOpen: false }, PAGES],
  [CHANGE, PAGES],
  [{ ...CHANGE, what: 'hide', isUndone: true }, PAGES],
  [{ type: 'options' }, PAGES],
  [{ type: 'language', lang: 'de' }, PAGES],
  [{ type: 'read', paragraph: 'p3' }, PAGES],
  [{ type: 'tally' }, PAGES],
  [{ type: 'privateRules', keys: [] }, ['private']],
  [{ type: 'privateRules', keys: ['private:a.example', 'private:example'] }, ['private']],
];

/** Messages that no sender may send: each is wrong in one field. */
const WRONG: readonly unknown[] = [
  { type: 'load' },
  { type: 'load', part: 'cards' },
  { type: 'load', part: ['card'] },
  { type: 'load', part: 'constructor' },
  judging({ title: 1 }),
  judging({ title: 'x'.repeat(301) }),
  judging({ sample: ['x'.repeat(4_001)] }),
  judging({ sample: Array.from({ length: 13 }, String) }),
  judging({ questions: {} }),
  judging({ questions: Array.from({ length: 65 }, () => QUESTION) }),
  judging({}, { text: 'x'.repeat(4_001) }),
  judging({}, { bounds: [3] }),
  judging({}, { bounds: [3, 3] }),
  judging({}, { bounds: [3, 2] }),
  judging({}, { bounds: [-1, 2] }),
  judging({}, { bounds: [0, 4_001] }),
  judging({}, { bounds: [0, 1.5] }),
  judging({}, { from: '0' }),
  judging({}, { to: Number.NaN }),
  judging({}, { more: 1 }),
  { type: 'rank' },
  { type: 'rank', passages: Array.from({ length: 41 }, () => PASSAGE) },
  ranking({ name: 'Grok' }),
  ranking({ text: 'x'.repeat(4_001) }),
  ranking({ start: -1 }),
  ranking({ end: 1.5 }),
  ranking({ title: 'x'.repeat(301) }),
  ranking({ more: 1 }),
  { type: 'cover' },
  { type: 'cover', blocks: [1] },
  { type: 'edition' },
  { type: 'edition', lang: 'en' },
  { type: 'edition', lang: 'zh' },
  { type: 'edition', lang: '../../thinking/names' },
  { type: 'edition', lang: ['de'] },
  { type: 'article', paragraph: 'p0' },
  { type: 'article', paragraph: 'p1#' },
  { type: 'article', paragraph: `p1${'0'.repeat(6)}` },
  { type: 'article', paragraph: 3 },
  { type: 'article', lang: '' },
  { type: 'article', lang: 'en,fr' },
  { type: 'article', lang: 'x'.repeat(36) },
  { type: 'step', direction: 1 },
  { type: 'step', tabId: 5 },
  { type: 'step', tabId: -1, direction: 1 },
  { type: 'step', tabId: 1.5, direction: 1 },
  { type: 'step', tabId: '5', direction: 1 },
  { type: 'step', tabId: 5, direction: 2 },
  { type: 'step', tabId: 5, direction: '1' },
  { type: 'step', tabId: 5, direction: 1, name: 'x'.repeat(65) },
  { type: 'step', tabId: 5, direction: 1, name: '' },
  { type: 'step', tabId: 5, direction: 1, name: 'XAI' },
  { type: 'card' },
  { type: 'card', isOpen: 1 },
  { ...CHANGE, what: 'on' },
  { type: 'language', lang: 'xx' },
  { type: 'language' },
  { type: 'read' },
  { type: 'read', paragraph: 'p0' },
  { type: 'read', paragraph: 'p1', where: 'https://news.example/' },
  { ...CHANGE, name: 'OpenAI' },
  { ...CHANGE, isUndone: 'yes' },
  { ...CHANGE, more: 1 },
  { type: 'privateRules' },
  { type: 'privateRules', keys: null },
  { type: 'privateRules', keys: 'private:a.example' },
  { type: 'privateRules', keys: [1] },
  { type: 'privateRules', keys: ['x'.repeat(264)] },
  { type: 'privateRules', keys: Array.from({ length: 129 }, () => 'private:a') },
];

let handled: { type: string; request: unknown; sender: unknown }[] = [];
let answer: ReturnType<typeof answering>;

/** Handlers that note what they are given. */
function notingHandlers(): Handlers {
  const types: readonly Request['type'][] = [...new Set(RIGHT.map(([{ type }]) => type))];
  const handlers = types.map((type) => [
    type,
    async (request: unknown, sender: unknown) => {
      handled.push({ type, request, sender });
      return type;
    },
  ]);
  return Object.fromEntries(handlers) as Handlers;
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  handled = [];
  answer = answering(notingHandlers(), OWN, ['de', 'zh-CN']);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Sends, and sees to it that nothing comes of it. */
async function expectRefused(message: unknown, sender: MessageSender): Promise<void> {
  const answered = answer(message, sender);
  expect(answered).toBeInstanceOf(Promise);
  await expect(answered).rejects.toThrow(/^Refused: .{1,60}$/);
  expect(handled).toEqual([]);
}

describe('a right message', () => {
  test.each(RIGHT)('%j comes from %j alone', async (message, may) => {
    for (const [name, sender] of Object.entries(SENDERS)) {
      handled = [];
      if (may.includes(name as SenderName)) {
        expect(await answer(message, sender)).toBe(message.type);
        expect(handled).toMatchObject([{ type: message.type, request: message }]);
      } else {
        await expectRefused(message, sender);
      }
    }
  });

  test.each(RIGHT)('%j with a field more is none', async (message, may) => {
    for (const name of may) {
      await expectRefused({ ...message, more: 1 }, SENDERS[name]);
      await expectRefused({ ...message, tab: 1 }, SENDERS[name]);
    }
  });
});

test.each(WRONG)('%j is refused', async (message) => {
  for (const sender of Object.values(SENDERS)) await expectRefused(message, sender);
});

test.each<[string, MessageSender]>([
  ['another extension', { ...SENDERS.frame, id: 'other' }],
  ['nobody', {}],
  ['a page of nobody', { url: SENDERS.ownPage.url }],
  ['another extension under our address', { ...SENDERS.ownPage, id: 'other' }],
  ['a frame of no tab', { id: 'own', url: 'https://a.example/', frameId: 0 }],
  ['a tab without an id', { ...SENDERS.frame, tab: { incognito: false, active: true } }],
  ['no frame', { id: 'own', url: 'https://a.example/', tab: TAB }],
  ['an address of ours and another origin', { ...SENDERS.ownTab, origin: 'https://a.example' }],
])('nothing is taken from %s', async (_, sender) => {
  for (const [message] of RIGHT) await expectRefused(message, sender);
});

test('an address that only begins like ours is none of ours', async () => {
  const root = 'chrome-extension://own';
  for (const url of [root, `${root}er/src/pages/popup/index.html`, `https://a.example/?${root}/`]) {
    await expectRefused({ type: 'step', tabId: 5, direction: 1 }, { ...SENDERS.frame, url });
  }
});

const anySender = fc.oneof(
  fc.constantFrom<MessageSender>(...Object.values(SENDERS)),
  fc.record(
    {
      id: fc.constantFrom('own', 'other'),
      url: fc.constantFrom(SENDERS.ownPage.url, 'https://a.example/', 'about:srcdoc', ''),
      origin: fc.constantFrom('chrome-extension://own', 'null', 'https://a.example'),
      frameId: fc.nat(),
      tab: fc.record({ id: fc.nat(), incognito: fc.boolean(), active: fc.boolean() }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<MessageSender>,
);

const isRight = (message: unknown) => RIGHT.some(([{ type }]) => type === typeOf(message));
const typeOf = (message: unknown) => (message as { type?: unknown } | null)?.type;

/** A right message with one field taken away, put in or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...RIGHT.map(([message]) => message)),
    fc.oneof(
      fc.constantFrom('type', 'part', 'keys', 'tabId', 'isOpen', 'name', '__proto__'),
      fc.string(),
    ),
    fc.option(
      fc.anything({ withBigInt: true, withMap: true, withDate: true, withNullPrototype: true }),
    ),
  )
  .map(([message, field, value]): unknown => {
    const changed = new Map<string, unknown>(Object.entries(message));
    if (value === null) changed.delete(field);
    else changed.set(field, value);
    return Object.fromEntries(changed);
  });

test('anything at all as a message never throws at once, and gets to no handler unless it is right', async () => {
  const anyMessage = fc.oneof(
    fc.anything({ withNullPrototype: true, withMap: true, withTypedArray: true }),
    fc.record({ type: fc.constantFrom(...RIGHT.map(([{ type }]) => type)) }, { requiredKeys: [] }),
    mutated,
  );
  await fc.assert(
    fc.asyncProperty(anyMessage, anySender, async (message, sender) => {
      handled = [];
      let answered: Promise<unknown> | undefined;
      expect(() => {
        answered = answer(message, sender);
      }).not.toThrow();
      const failure = await answered?.then(
        () => undefined,
        (error: unknown) => String(error),
      );
      if (failure !== undefined) {
        expect(failure).toMatch(/^Error: Refused: .{1,60}$/);
        expect(handled).toEqual([]);
        return;
      }
      expect(isRight(message)).toBe(true);
      expect(handled.length).toBe(1);
      // What a handler gets has no more than a right message has.
      expect(Object.keys(handled[0]?.request as object).sort()).toEqual(
        Object.keys(message as object).sort(),
      );
    }),
    { numRuns: 1_000 },
  );
});

test('a handler that fails tells our own pages why, and a frame nothing', async () => {
  const failing = answering(
    {
      ...notingHandlers(),
      site: async () => {
        throw new Error('no site to switch: https://secret.example/');
      },
    },
    OWN,
    [],
  );
  await expect(failing({ type: 'site' }, SENDERS.ownPage)).rejects.toThrow('secret.example');
  await expect(failing({ type: 'site' }, SENDERS.frame)).rejects.toThrow(/^Failed: site$/);
});

test('refusals are told in the console in development', async () => {
  await expectRefused({ type: 'no such' }, SENDERS.frame);
  expect(console.warn).toHaveBeenCalledTimes(1);
});

test('the map of handlers does not compile with an answer of the wrong type, with one too few or too many', () => {
  const right = notingHandlers();
  const { look: _, ...without } = right;
  const maps: Handlers[] = [
    right,
    // @ts-expect-error one is missing
    without,
    // @ts-expect-error there is no such message
    { ...right, mute: async () => true },
    // @ts-expect-error the answer is `true`
    { ...right, look: async () => 'done' },
    // @ts-expect-error the answer is a site or null
    { ...right, site: async () => undefined },
    // @ts-expect-error it is promised
    { ...right, tally: () => true },
    // @ts-expect-error no page sends it, so its sender has no frame
    { ...right, step: async (__, { frameId }) => frameId > 0 },
    // @ts-expect-error our own pages send it, too: who it is has to be asked first
    { ...right, article: async (__, { frameId }) => frameId > 0 },
  ];
  expect(maps.length).toBe(8);
});
