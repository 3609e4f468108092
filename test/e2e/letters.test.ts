/** Marks hurt no text: pixels decide, over a grid of paints that the test makes. */
import fc from 'fast-check';
import type { PNG } from 'pngjs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { cardText } from '../harness/card.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { picture } from '../harness/pixels.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled, switchSite } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const CLIP =
  'background: linear-gradient(90deg, #c0f, #06f); background-clip: text; display: inline-block';

/** Declarations; one of each is drawn for a cell of the grid. */
const COLOURS = ['#111', '#06f', '#fff', 'transparent', 'rgb(0 0 0 / 50%)', 'rgb(0 0 0 / 10%)'];
const FILLS = ['currentcolor', '#222', '#111', 'transparent', 'rgb(34 34 34 / 50%)'];
const STROKES = ['0', '1px #06f', '1px', '2px transparent', '4px #000; paint-order: stroke fill'];
const EXTRAS = [
  '',
  'text-shadow: 0 0 4px #000',
  'text-shadow: 1px 1px 0 #fff, -1px -1px 0 #000',
  'text-emphasis: dot #c00',
  'text-emphasis: dot',
  'text-decoration: line-through #c00',
  'text-decoration: line-through',
  'text-decoration: underline',
  'opacity: 0.5',
  'mix-blend-mode: difference',
  'filter: hue-rotate(90deg)',
  'mask-image: linear-gradient(90deg, #000, transparent)',
  'letter-spacing: 3px; font-variant: small-caps',
  'direction: rtl; unicode-bidi: bidi-override',
];
const AROUND = [
  '',
  'background: #000',
  'background: #888; color-scheme: dark',
  'background: linear-gradient(90deg, #c0f, #06f); background-clip: text',
  '-webkit-text-fill-color: transparent; background: #06f; background-clip: text',
  'text-decoration: line-through #c00',
  '-webkit-text-stroke: 1px #c00',
  'writing-mode: vertical-rl',
];
const KINDS = ['span', 'a', 's', 'shadow', 'svg'] as const;

const mostly = (values: readonly string[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );

const cells = fc.record({
  colour: mostly(COLOURS),
  fill: mostly(FILLS),
  stroke: mostly(STROKES),
  clip: fc.boolean(),
  extra: mostly(EXTRAS),
  around: mostly(AROUND),
  kind: fc.constantFrom(...KINDS, 'span', 'span'),
});
type Cell = typeof cells extends fc.Arbitrary<infer T> ? T : never;

const PLAIN: Cell = {
  colour: undefined,
  fill: undefined,
  stroke: undefined,
  clip: false,
  extra: undefined,
  around: undefined,
  kind: 'span',
};

/** What nobody may forget, and the highlight that paints its mention. */
const FIXED: readonly (readonly [Cell, string | null])[] = [
  [PLAIN, 'backstory'],
  [{ ...PLAIN, kind: 'a' }, 'backstory'],
  [{ ...PLAIN, extra: 'text-shadow: 0 0 4px #000' }, 'backstory'],
  [{ ...PLAIN, extra: 'text-decoration: line-through' }, 'backstory'],
  [{ ...PLAIN, colour: '#fff', around: 'background: #000' }, 'backstory'],
  [{ ...PLAIN, fill: '#111', colour: '#111' }, 'backstory'],
  [{ ...PLAIN, clip: true, colour: 'rgb(0 0 0 / 50%)' }, 'backstory'],
  [{ ...PLAIN, colour: 'transparent' }, 'backstory-seen'],
  [{ ...PLAIN, clip: true, colour: 'transparent' }, 'backstory-seen'],
  [{ ...PLAIN, colour: 'rgb(0 0 0 / 1%)' }, 'backstory-seen'],
  [{ ...PLAIN, clip: true, fill: 'transparent' }, 'backstory-clear'],
  [{ ...PLAIN, clip: true, fill: 'transparent', colour: '#fff' }, 'backstory-clear'],
  [{ ...PLAIN, around: AROUND[4] }, 'backstory-clear'],
  [{ ...PLAIN, fill: '#222', colour: '#fff' }, null],
  [{ ...PLAIN, stroke: '1px #06f', colour: '#fff' }, null],
  [{ ...PLAIN, stroke: STROKES[4], colour: '#fff' }, null],
];

/** Each kind of element with each paint: what is drawn at random may leave a pair out for weeks. */
const PAIRS: readonly Cell[] = ['a', 'shadow', 'svg', 'span'].flatMap(
  (kind) =>
    [
      ...COLOURS.map((colour) => ({ ...PLAIN, kind, colour })),
      ...FILLS.map((fill) => ({ ...PLAIN, kind, fill })),
      ...STROKES.map((stroke) => ({ ...PLAIN, kind, stroke })),
      ...EXTRAS.map((extra) => ({ ...PLAIN, kind, extra })),
      ...AROUND.map((around) => ({ ...PLAIN, kind, around })),
    ] as Cell[],
);

const PER_PAGE = 48;
const WIDTH = 150;
const HEIGHT = 90;
const COLUMNS = 6;

function cellHtml({ colour, fill, stroke, clip, extra, around, kind }: Cell, id: number): string {
  const style = [
    clip && CLIP,
    colour && `color: ${colour}`,
    fill && `-webkit-text-fill-color: ${fill}`,
    stroke && `-webkit-text-stroke: ${stroke}`,
    extra,
  ];
  const own = style.filter(Boolean).join('; ');
  const text = 'a OpenAI a';
  const inner: Record<Cell['kind'], string> = {
    span: `<span style="${own}">${text}</span>`,
    a: `<a href="#" style="${own}">${text}</a>`,
    s: `<s style="${own}"><b>${text}</b></s>`,
    shadow: `<div><template shadowrootmode="open"><span style="${own}">${text}</span></template></div>`,
    svg: `<svg width="140" height="40" fill="${fill ?? 'currentcolor'}" stroke="${stroke ? '#06f' : 'none'}"><text y="28" style="${own}">${text}</text></svg>`,
  };
  return `<div class="cell"><div data-id="${id}" style="${around ?? ''}">${inner[kind]}</div></div>`;
}

const pageOf = (list: readonly Cell[]) => `<!doctype html><html lang="en"><meta charset="utf-8">
  <title>Letters</title><link rel="icon" href="data:,">
  <style>
    body { margin: 0; font: bold 24px/1.4 sans-serif; color: #111; background: #fff }
    .cell { float: left; box-sizing: border-box; width: ${WIDTH}px; height: ${HEIGHT}px; padding: 8px 4px; overflow: hidden }
    .cell > div { display: inline-block }
  </style><body>${list.map(cellHtml).join('')}`;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly isVertical: boolean;
}

/** Where the names stand, by cell. */
const boxes = (page: Page): Promise<Box[]> =>
  page.$$eval('[data-id]', (elements) =>
    elements.map((element) => {
      const root = element.firstElementChild?.shadowRoot ?? element;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const node = walker.nextNode() as Text;
      const range = document.createRange();
      const start = node.data.indexOf('OpenAI');
      range.setStart(node, start);
      range.setEnd(node, start + 6);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      const isVertical = getComputedStyle(element).writingMode.startsWith('vertical');
      return { left, top, right, bottom, isVertical };
    }),
  );

/** By cell, the names of the highlights that paint its name. */
const highlights = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const registry = CSS.highlights as unknown as Map<string, Set<AbstractRange>>;
    const names: string[] = [];
    const cellOf = (node: Node): Element | null => {
      const root = node.getRootNode();
      if (root instanceof ShadowRoot) return cellOf(root.host);
      return node.parentElement?.closest('[data-id]') ?? null;
    };
    for (const [name, highlight] of registry) {
      for (const { startContainer } of highlight) {
        const id = Number(cellOf(startContainer)?.getAttribute('data-id'));
        names[id] = (names[id] ?? '') + name;
      }
    }
    return Array.from(document.querySelectorAll('[data-id]'), (_, id) => names[id] ?? '');
  });

/** More than a tint makes of any pixel: 17 % of a grey is 22 at most, half as much again at edges of letters under a filter. */
const TINTED = 34;
/** A line dotted grey on white or black makes this of a pixel at least. */
const LINED = 40;
/** Pixels of a letter's edge that a browser rounds otherwise when it paints a stretch of text by itself. */
const ROUNDED = 3;

const difference = (a: PNG, b: PNG, x: number, y: number): number => {
  const at = (y * a.width + x) * 4;
  return Math.max(...[0, 1, 2].map((i) => Math.abs((a.data[at + i] ?? 0) - (b.data[at + i] ?? 0))));
};

function count(a: PNG, b: PNG, box: Omit<Box, 'isVertical'>, least: number): number {
  let pixels = 0;
  for (let y = Math.ceil(box.top); y < Math.min(box.bottom, a.height); y++) {
    for (let x = Math.floor(box.left); x < box.right; x++) {
      if (difference(a, b, x, y) >= least) pixels++;
    }
  }
  return pixels;
}

/** Without the line under them: letters of 24 pixels stand on a line at about 3/4 of their box. */
function coreOf(box: Box): Box {
  const { left, top, right, bottom, isVertical } = box;
  return isVertical
    ? { ...box, left: left + (right - left) * 0.4 }
    : { ...box, bottom: top + (bottom - top) * 0.74 };
}

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const known = [...FIXED.map(([cell]) => cell), ...PAIRS];
const pages = Math.ceil(known.length / PER_PAGE) + 2;
const drawn = fc.sample(cells, { seed: SEED, numRuns: pages * PER_PAGE - known.length });
const all = [...known, ...drawn];
const lists = Array.from({ length: pages }, (_, i) => all.slice(i * PER_PAGE, (i + 1) * PER_PAGE));

/** What marking made of a cell. */
interface Seen {
  readonly cell: Cell;
  readonly names: string;
  readonly hurt: number;
  readonly lined: number;
  readonly changed: number;
}

describe.each(BROWSER_KINDS)('letters in %s', (kind: BrowserKind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    const pages = Object.fromEntries(lists.map((list, i) => [`/${i}`, pageOf(list)]));
    server = await serve({ pages });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    page = await launched.browser.newPage();
    await page.setViewport({ width: COLUMNS * WIDTH, height: HEIGHT * (PER_PAGE / COLUMNS) });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  /** Pictures a page without marks and with them. */
  async function look(index: number): Promise<Seen[]> {
    await switchSite(launched, '127.0.0.1', false);
    await page.goto(`${server.origin}/${index}`);
    await settled(launched, page);
    await page.bringToFront();
    const places = await boxes(page);
    const off = await picture(page);
    await switchSite(launched, '127.0.0.1', true);
    await page.bringToFront();
    await until('marks', async () => (await highlights(page)).some(Boolean));
    await settled(launched, page);
    // The style sheet of the rarer marks comes a moment later.
    let on = await picture(page);
    await until('a page at rest', async () => {
      const before = on;
      on = await picture(page);
      return before.data.equals(on.data);
    });
    const names = await highlights(page);
    return (lists[index] ?? []).map((cell, id) => {
      const box = places[id] as Box;
      const wide = { ...box, left: box.left - 6, bottom: box.bottom + 6 };
      return {
        cell,
        names: names[id] ?? '',
        hurt: count(off, on, coreOf(box), TINTED),
        lined: count(off, on, wide, LINED),
        changed: count(off, on, wide, 1),
      };
    });
  }

  test(`letters with marks that are known: they stay, the marks are seen (seed ${SEED})`, async () => {
    const seen = await look(0);
    const marked = seen.slice(0, FIXED.length);
    expect(marked.map(({ names }) => names || null)).toEqual(FIXED.map(([, name]) => name));
    expect(seen.filter(({ hurt }) => hurt > ROUNDED)).toEqual([]);
    const painted = marked.filter(({ names }) => names);
    expect(painted.filter(({ changed }) => changed === 0)).toEqual([]);
    const special = painted.filter(({ names }) => names !== 'backstory');
    expect(special.filter(({ lined }) => lined < 10)).toEqual([]);
    // What cannot be marked opens its card all the same.
    const stroked = (await boxes(page))[FIXED.findIndex(([cell]) => cell.stroke)] as Box;
    const x = (stroked.left + stroked.right) / 2;
    const y = (stroked.top + stroked.bottom) / 2;
    await page.mouse.move(x - 30, y + 30);
    await page.mouse.move(x, y, { steps: 10 });
    await until('a card', async () => (await cardText(page)) !== undefined);
  });

  test.each(lists.slice(1).map((_, i) => i + 1))(
    `letters of more paints stay as they are, ${SEED}, %i`,
    async (index) => {
      expect((await look(index)).filter(({ hurt }) => hurt > ROUNDED)).toEqual([]);
    },
  );
});
