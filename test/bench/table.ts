/** Figures of a run: rows, and tables for docs/performance.md. */

export interface Row {
  readonly workload: string;
  readonly contender: string;
  readonly metric: string;
  readonly median: number;
  readonly min: number;
  readonly unit: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A row's median, or NaN where that was not measured. */
type Look = (workload: string, contender: string, metric: string) => number;

function lookIn(rows: readonly Row[]): Look {
  const key = (...parts: string[]) => parts.join('|');
  const known = new Map(
    rows.map((row) => [key(row.workload, row.contender, row.metric), row.median]),
  );
  return (...parts) => known.get(key(...parts)) ?? Number.NaN;
}

const rounded = (value: number) =>
  Number.isNaN(value) ? '–' : value >= 100 ? value.toFixed(0) : value.toPrecision(2);

export function markdown(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

/** One metric, workloads down, contenders across. */
export function metricTable(rows: readonly Row[], metric: string): string {
  const wanted = rows.filter((row) => row.metric === metric);
  const look = lookIn(wanted);
  const unique = (key: 'workload' | 'contender') => [...new Set(wanted.map((row) => row[key]))];
  const contenders = unique('contender');
  const lines = unique('workload').map((workload) => [
    workload,
    ...contenders.map((contender) => rounded(look(workload, contender, metric))),
  ]);
  return markdown([`${metric}, ${wanted[0]?.unit}`, ...contenders], lines);
}

interface Target {
  readonly what: string;
  readonly workloads: readonly string[];
  readonly limit: number;
  readonly unit: string;
  /** The figure must be at least `limit`, not at most. */
  readonly atLeast?: boolean;
  value(look: Look, workload: string): number;
}

const SCANNED = ['article', 'article-names', 'mentions10k', 'none50k', 'none50k-flat', 'nodes200k'];
const SLICED = [
  ...SCANNED,
  'nodes200k-middle',
  'mentions1k',
  'idle',
  'append',
  'rerender',
  'edits10k',
];
const NAMED = ['article-names', 'mentions10k', 'nodes200k', 'nodes200k-middle'];

const ours =
  (metric: string, less?: string): Target['value'] =>
  (look, workload) =>
    look(workload, 'backstory', metric) - (less ? look(workload, less, metric) : 0);
const over =
  (metric: string, other: string): Target['value'] =>
  (look, workload) =>
    look(workload, 'backstory', metric) / look(workload, other, metric);
const ahead =
  (...others: string[]): Target['value'] =>
  (look, workload) =>
    Math.min(...others.map((other) => look(workload, other, 'scan'))) /
    look(workload, 'backstory', 'scan');

const scanOverFloor = (workload: string, limit: number): Target => ({
  what: 'full scan over one regex per text node',
  workloads: [workload],
  limit,
  unit: '×',
  value: over('scan', 'floor-node'),
});
const aheadOfMark = (workload: string, limit: number): Target => ({
  what: 'times faster than mark.js',
  workloads: [workload],
  limit,
  unit: '×',
  atLeast: true,
  value: ahead('mark.js'),
});
const TICKERS = ['ticker', 'ticker10k'];

const TARGETS: readonly Target[] = [
  scanOverFloor('article', 2.4),
  scanOverFloor('article-names', 3.5),
  scanOverFloor('mentions10k', 2.5),
  scanOverFloor('nodes200k', 1.7),
  scanOverFloor('none50k', 0.5),
  scanOverFloor('none50k-flat', 1.2),
  aheadOfMark('article', 80),
  aheadOfMark('article-names', 80),
  aheadOfMark('nodes200k', 45),
  aheadOfMark('mentions10k', 30),
  {
    what: 'times faster than the fastest of findAndReplaceDOMText, advanced-mark, mark.js-regexp',
    workloads: SCANNED,
    limit: 1,
    unit: '×',
    atLeast: true,
    value: ahead('findAndReplaceDOMText', 'advanced-mark', 'mark.js-regexp'),
  },
  {
    what: 'times faster than the fastest way of calling a library',
    workloads: ['article-names', 'mentions10k'],
    limit: 1,
    unit: '×',
    atLeast: true,
    value: ahead(
      'findAndReplaceDOMText',
      'findAndReplaceDOMText-plain',
      'advanced-mark',
      'advanced-mark-within',
      'advanced-mark-words',
      'mark.js',
      'mark.js-within',
      'mark.js-regexp',
      'mark.js-regexp-across',
    ),
  },
  ...['slice95', 'longestTask'].map((metric) => ({
    what: metric === 'slice95' ? '95th percentile of our slices' : 'our longest slice',
    workloads: SLICED,
    limit: 8,
    unit: 'ms',
    value: ours(metric),
  })),
  {
    what: 'script until the first visible highlight',
    workloads: NAMED,
    limit: 10,
    unit: 'ms',
    value: ours('firstHighlight'),
  },
  {
    what: 'frames before it is registered (0: the next one paints it)',
    workloads: NAMED,
    limit: 0,
    unit: '',
    value: ours('frames'),
  },
  { what: 'DOM nodes added', workloads: SCANNED, limit: 0, unit: '', value: ours('nodesAdded') },
  {
    what: 'layouts more than the page alone',
    workloads: SCANNED,
    limit: 0,
    unit: '',
    value: ours('layouts', 'page'),
  },
  {
    what: 'frames of the ticker, share of the page alone',
    workloads: TICKERS,
    limit: 0.95,
    unit: '',
    atLeast: true,
    value: over('frames', 'page'),
  },
  {
    what: 'script a ticker frame',
    workloads: TICKERS,
    limit: 0.2,
    unit: 'ms',
    value: ours('scriptPerFrame'),
  },
  {
    what: 'task a ticker frame over the page alone',
    workloads: TICKERS,
    limit: 2,
    unit: 'ms',
    value: ours('taskPerFrame', 'page'),
  },
  ...['perEdit', 'perTextEdit', 'perRemoval', 'perSplit'].map((metric) => ({
    what: `page's own edits over one empty observer, ${metric}`,
    workloads: ['edits10k'],
    limit: 1.2,
    unit: '×',
    value: over(metric, 'observer'),
  })),
  {
    what: 'the style of a whole page over the page alone',
    workloads: ['styles-article', 'styles50k'],
    limit: 1.1,
    unit: '×',
    value: over('perStyling', 'page'),
  },
  {
    what: 'a pointer move over the page alone',
    workloads: ['hover10k'],
    limit: 20,
    unit: 'µs',
    value: ours('perMove', 'page'),
  },
  {
    what: 'hit tests a frame',
    workloads: ['hover10k'],
    limit: 1,
    unit: '',
    value: ours('hitTests'),
  },
  {
    what: 'every page loads, gzip',
    workloads: ['idle'],
    limit: 12_000,
    unit: 'bytes',
    value: ours('bytesGzip'),
  },
  { what: 'evaluation', workloads: ['idle'], limit: 1, unit: 'ms', value: ours('evaluate') },
  {
    what: 'heap a mention',
    workloads: ['mentions10k'],
    limit: 500,
    unit: 'bytes',
    value: ours('heapPerMention'),
  },
  {
    what: 'heap without mentions',
    workloads: ['idle', 'none50k', 'none50k-flat'],
    limit: 2 ** 20,
    unit: 'bytes',
    value: ours('heap'),
  },
];

/** Every target that was measured, with what was reached. */
export function targetTable(rows: readonly Row[]): string {
  const look = lookIn(rows);
  const lines = TARGETS.flatMap(({ what, workloads, limit, unit, atLeast = false, value }) =>
    workloads.flatMap((workload) => {
      const reached = value(look, workload);
      if (Number.isNaN(reached)) return [];
      const isMet = atLeast ? reached >= limit : reached <= limit;
      const target = `${atLeast ? '≥' : '≤'} ${limit} ${unit}`.trim();
      return [[what, workload, target, rounded(reached), isMet ? 'met' : '**missed**']];
    }),
  );
  return markdown(['measure', 'workload', 'target', 'reached', ''], lines);
}
