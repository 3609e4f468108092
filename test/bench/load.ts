/**
 * Pages of hostile shapes with marking on, beside the same pages with marking off.
 *
 *     npm run -s bench:load -- [--browser chromium|firefox] [--only SHAPE,…] [--rounds 5] [--no-build]
 *
 * The built extension in a real tab, both by turns in one run: off is the site's own switch, so that the
 * script of every page is in both. Medians; times are of the processor, so other programs on the machine
 * bear on gaps alone. The last lines are the worst of each browser.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BROWSER_KINDS, type BrowserKind } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { serve } from '../harness/serve.ts';
import { switchSite } from '../harness/state.ts';
import { build, kindOf } from '../run/build.ts';
import { type Figures, inTime, LIMIT_MS, measure, Overdue } from './load-measure.ts';
import { SHAPES, type Shape } from './load-shapes.ts';
import { markdown, median } from './table.ts';

const SITE = '127.0.0.1';
/** What marking may cost: so many times the page alone, and so much more. */
const RATIO = 1.5;
const EXTRA_MS = 50;
const GAP_MS = 100;

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    'no-build': { type: 'boolean', default: false },
  },
});
const kinds = options.browser ? [kindOf(options.browser)] : BROWSER_KINDS;
const rounds = Number(options.rounds);
if (!(rounds >= 1)) throw new Error('--rounds: a number from 1 on');
const chosen = options.only?.split(',') ?? Object.keys(SHAPES);

type State = 'off' | 'on';
const STATES: readonly State[] = ['off', 'on'];

/** `Infinity`: beyond the limit. */
type Summary = { readonly [name in keyof Figures]-?: number };

interface Row extends Readonly<Record<State, Summary>> {
  readonly name: string;
}

function summary(runs: readonly Figures[], isOverdue: boolean): Summary {
  const of = (name: keyof Figures) => {
    const values = runs.map((run) => run[name]).filter((value) => value !== undefined);
    if (values.length > 0) return median(values);
    return isOverdue ? Number.POSITIVE_INFINITY : Number.NaN;
  };
  const names = ['busy', 'gap', 'marks', 'moves', 'heapBytes', 'heapLeftBytes'] as const;
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Summary;
}

/** A browser that is started anew when a page has taken it down. */
class Tabs {
  #launched: Launched | undefined;
  constructor(private readonly kind: BrowserKind) {}

  async browser(): Promise<Launched> {
    this.#launched ??= await launch(this.kind, { extensionDir: builtExtension(this.kind) });
    return this.#launched;
  }

  async end(): Promise<void> {
    const launched = this.#launched;
    this.#launched = undefined;
    const process = launched?.browser.process();
    await inTime(launched?.close() ?? Promise.resolve(), LIMIT_MS / 10).catch(() =>
      process?.kill('SIGKILL'),
    );
  }
}

async function measureShape(tabs: Tabs, name: string, shape: Shape, origin: string): Promise<Row> {
  const runs: Record<State, Figures[]> = { off: [], on: [] };
  const overdue = new Set<State>();
  for (let round = 1; round <= rounds; round++) {
    for (const state of STATES.filter((each) => !overdue.has(each))) {
      process.stderr.write(`\r\x1b[K${name}: round ${round} of ${rounds}, marking ${state}`);
      try {
        const launched = await tabs.browser();
        await switchSite(launched, SITE, state === 'on');
        const isMarked = state === 'on';
        runs[state].push(
          await measure(
            launched,
            `${origin}/blank.html`,
            `${origin}${pathOf(name)}`,
            shape,
            isMarked,
          ),
        );
      } catch (error) {
        overdue.add(state);
        if (!(error instanceof Overdue)) console.error(`\n${name}, marking ${state}:`, error);
        await tabs.end();
      }
    }
  }
  process.stderr.write('\r\x1b[K');
  return {
    name,
    off: summary(runs.off, overdue.has('off')),
    on: summary(runs.on, overdue.has('on')),
  };
}

const written = (value: number, digits = 0) => {
  if (Number.isNaN(value)) return '–';
  return Number.isFinite(value) ? value.toFixed(digits) : `> ${LIMIT_MS / 1_000} s`;
};

const ratioOf = ({ on, off }: Row) => on.busy / off.busy;
const isTooDear = ({ on, off }: Row) => !(on.busy <= RATIO * off.busy + EXTRA_MS);
/** Beyond what the page alone has; two runs of that differ by as much as a fifth. */
const gapOf = ({ on, off }: Row) => (on.gap > Math.max(GAP_MS, 1.2 * off.gap) ? on.gap : 0);

const COLUMNS: readonly (readonly [string, (row: Row) => string])[] = [
  ['shape', ({ name }) => name],
  ['busy off', ({ off }) => written(off.busy)],
  ['busy on', ({ on }) => written(on.busy)],
  ['on / off', (row) => written(ratioOf(row), 2) + (isTooDear(row) ? ' !' : '')],
  ['gap off', ({ off }) => written(off.gap)],
  ['gap on', (row) => written(row.on.gap) + (gapOf(row) > 0 ? ' !' : '')],
  ['marks after', ({ on }) => written(on.marks)],
  ['moves off', ({ off }) => written(off.moves, 1)],
  ['moves on', ({ on }) => written(on.moves, 1)],
  ['heap kB', ({ on, off }) => written((on.heapBytes - off.heapBytes) / 1_024)],
  ['heap left kB', ({ on, off }) => written((on.heapLeftBytes - off.heapLeftBytes) / 1_024)],
];

const table = (rows: readonly Row[]): string =>
  markdown(
    COLUMNS.map(([title]) => title),
    rows.map((row) => COLUMNS.map(([, of]) => of(row))),
  );

function worst(rows: readonly Row[], of: (row: Row) => number): string {
  const [row] = [...rows].sort((a, b) => (of(b) || 0) - (of(a) || 0));
  return row ? `${written(of(row), 2)} (${row.name})` : '–';
}

const page = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">` +
  `<title>A page</title><body>${body}</body></html>`;

/** A file's path on the server: its ending says of what type it is. */
const pathOf = (name: string) => (SHAPES[name]?.isPlainText ? `/${name}.txt` : `/${name}.html`);

const pages: Record<string, string> = { '/blank.html': page('') };
for (const name of chosen) {
  const shape = SHAPES[name];
  if (!shape) throw new Error(`--only ${name}: one of ${Object.keys(SHAPES).join(', ')}`);
  pages[pathOf(name)] = shape.isPlainText ? shape.body() : page(shape.body());
}

const server = await serve({ pages });
const results = new Map<BrowserKind, Row[]>();
for (const kind of kinds) {
  if (!options['no-build']) build(kind);
  const tabs = new Tabs(kind);
  const rows: Row[] = [];
  results.set(kind, rows);
  try {
    for (const name of chosen) {
      rows.push(await measureShape(tabs, name, SHAPES[name] as Shape, server.origin));
      console.log(
        `${kind} ${COLUMNS.map(([title, of]) => `${title} ${of(rows.at(-1) as Row)}`).join(', ')}`,
      );
    }
  } finally {
    await tabs.end();
  }
}
await server.close();

console.log(
  `\n${rounds} rounds, load of the machine now ${loadavg()[0]?.toFixed(1)}; ms; !: beyond the aim`,
);
for (const [kind, rows] of results) {
  console.log(`\n${kind}\n${table(rows)}`);
}
console.log('');
for (const [kind, rows] of results) {
  const dear = rows.filter(isTooDear).map(({ name }) => name);
  console.log(
    `${kind}: worst (on) / (off) ${worst(rows, ratioOf)}, worst gap ${worst(rows, gapOf)}; ` +
      `beyond ${RATIO} x + ${EXTRA_MS} ms: ${dear.join(', ') || 'none'}`,
  );
}
// A tab that hangs may hold a connection open.
process.exit(0);
