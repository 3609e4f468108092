import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/frame/marks/engine.ts';
import { createPageMapper } from '../../../src/frame/page-mapper.ts';
import type { PageControl, PageMapper } from '../../../src/protocol/world.ts';
import { type AnyWindow, engineOf, frame } from './support.ts';

/** Of the frame that the pages stand in, CSS pixels. */
const HEIGHT = 600;
/** So many are on a map. */
const MOST = 300;

let home: AnyWindow & { dispose(): void };
let engine: Engine;
let mapper: PageMapper;

beforeEach(async () => {
  home = await frame();
});

afterEach(() => {
  engine.stop();
  home.dispose();
});

async function begin(html: string): Promise<HTMLElement> {
  const { body } = home.document;
  body.innerHTML = html;
  body.style.margin = '0';
  engine = engineOf(home);
  await expect.poll(() => engine.busy, { timeout: 10_000 }).toBe(false);
  const page = { mentions: engine, count: engine.count } as unknown as PageControl;
  mapper = createPageMapper(home, page, () => undefined);
  return body;
}

const block = (text: string, height = HEIGHT) =>
  `<p style="height: ${height}px; margin: 0">${text}</p>`;
const look = () => mapper.look();
const shares = async () => (await look()).mentions.map(({ at }) => at);
/** The ring stands in the registry of the page that tests run in, as that is whose script rings. */
const ringed = () =>
  [...((home.CSS.highlights.get('backstory-here') ?? []) as Iterable<AbstractRange>)].map(
    ({ startContainer }) => startContainer.textContent,
  );

describe('where mentions stand', () => {
  test('by their share of the page, and what is in view', async () => {
    await begin(block('OpenAI') + block('rain') + block('OpenAI') + block('xAI was founded'));
    const { from, to, mentions } = await look();
    expect([from, to]).toEqual([0, 0.25]);
    expect(mentions.map(({ name }) => name)).toEqual(['openai', 'openai', 'xai']);
    const [first = 1, second = 0, third = 0] = mentions.map(({ at }) => at);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(0.02);
    expect(second - first).toBeCloseTo(0.5);
    expect(third - first).toBeCloseTo(0.75);
  });

  test('is the same wherever the reader is', async () => {
    await begin(block('OpenAI') + block('rain') + block('OpenAI') + block('rain'));
    const before = await shares();
    home.scrollTo({ top: HEIGHT, behavior: 'instant' });
    const { from, to } = await look();
    expect([from, to]).toEqual([0.25, 0.5]);
    expect(await shares()).toEqual(before);
  });

  test('of what scrolls in a page that does not', async () => {
    const body = await begin(
      `<div style="height: 50px">Menu</div><main style="height: 500px; overflow: auto">
        ${block('OpenAI')}${block('rain')}${block('OpenAI')}${block('rain')}</main>`,
    );
    const before = await shares();
    expect((before[1] ?? 0) - (before[0] ?? 0)).toBeCloseTo(0.5);
    body.querySelector('main')?.scrollTo({ top: 1_200, behavior: 'instant' });
    const { from, to } = await look();
    expect(from).toBeCloseTo(0.5);
    expect(to).toBeCloseTo(0.5 + 500 / 2_400);
    expect(await shares()).toEqual(before);
  });

  test('none that nobody can see', async () => {
    await begin('<p hidden>OpenAI</p><p>OpenAI</p><p style="display: none">OpenAI</p>');
    expect((await look()).mentions).toHaveLength(1);
  });
});

describe('which are told of', () => {
  test('keep their ids, get others once their text has changed, and come and go', async () => {
    const body = await begin('<p>OpenAI</p><p>OpenAI</p>');
    const idsOf = async () => (await look()).mentions.map(({ id }) => id);
    const [first, second] = await idsOf();
    expect(await idsOf()).toEqual([first, second]);
    const text = body.lastElementChild?.firstChild as Text;
    text.data = 'OpenAI again';
    body.append(Object.assign(home.document.createElement('p'), { textContent: 'OpenAI' }));
    await expect.poll(async () => (await idsOf()).length, { timeout: 10_000 }).toBe(3);
    const now = await idsOf();
    expect(now[0]).toBe(first);
    expect(new Set([...now, second]).size).toBe(4);
  });

  test('of very many those around what is in view', async () => {
    await begin('<p>OpenAI</p>'.repeat(2_000));
    home.scrollTo({ top: home.document.documentElement.scrollHeight / 2, behavior: 'instant' });
    const { from, to, mentions } = await look();
    expect(mentions).toHaveLength(MOST);
    const inView = mentions.filter(({ at }) => at >= from && at <= to);
    expect(inView.length).toBeGreaterThan(5);
    expect(mentions[0]?.at).toBeLessThan(from);
    expect(mentions.at(-1)?.at).toBeGreaterThan(to);
  });
});

describe('a mention of the map', () => {
  test('has its surroundings, as long as it is there', async () => {
    const body = await begin('<p>Before OpenAI after</p><p>OpenAI</p>');
    const [first, second] = (await look()).mentions.map(({ id }) => id) as [number, number];
    body.lastElementChild?.remove();
    expect(mapper.passages([second, first, 99])).toEqual([
      { id: first, name: 'openai', text: 'Before OpenAI after', start: 7, end: 13 },
    ]);
  });

  test('is brought into view and ringed, and the page is not changed', async () => {
    const body = await begin(block('rain', 3_000) + block('far OpenAI', 30) + block('rain', 3_000));
    const [mention] = (await look()).mentions;
    const changes = new MutationObserver(() => undefined);
    changes.observe(home.document, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    mapper.reveal(mention?.id ?? 0);
    expect(home.scrollY).toBeGreaterThan(2_000);
    expect(ringed()).toEqual(['far OpenAI']);
    const { from, to, mentions } = await look();
    const middle = (from + to) / 2;
    expect(Math.abs((mentions[0]?.at ?? 0) - middle)).toBeLessThan(0.01);
    expect(changes.takeRecords()).toEqual([]);
    body.children[1]?.remove();
    home.scrollTo({ top: 0, behavior: 'instant' });
    mapper.reveal(mention?.id ?? 0);
    expect(home.scrollY).toBe(0);
  });
});
