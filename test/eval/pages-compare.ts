/** What the loads of one page say together. Pure. */
import type { Quote, Snapshot } from './pages-in-page.ts';

/** What one load of a page showed. */
export interface Load extends Snapshot {
  /** Messages of errors in the console, and those that nothing caught. */
  readonly errors: readonly string[];
  /** Addresses, without what follows the path. */
  readonly requests: readonly string[];
}

/** What only the load with Backstory is asked. */
export interface Marks {
  /** Mentions that the independent list is certain of, and marks that were seen. */
  readonly wanted: number;
  readonly painted: number;
  readonly missed: readonly Quote[];
  readonly extra: readonly Quote[];
  readonly unpainted: readonly Quote[];
  readonly doubtful: readonly Quote[];
  /** Why no card came; null: it came, or there is no mention that a pointer reaches. */
  readonly card: string | null;
}

/** Lists of faults; the columns of the last line, and one that goes with `failed` alone. */
export interface Faults {
  readonly domChanged: readonly string[];
  readonly newErrors: readonly string[];
  readonly layoutChanged: readonly string[];
  readonly missed: readonly string[];
  readonly extra: readonly string[];
  readonly cardFailed: readonly string[];
  /** Requests of ours, a page that hangs, a browser that died. */
  readonly other: readonly string[];
}

export interface PageResult {
  readonly name: string;
  readonly faults: Faults;
  /** What differs between two loads without Backstory, so that nothing can be said about it. */
  readonly unstable: readonly string[];
  readonly wanted: number;
  readonly painted: number;
  /** What looks like a name and has no mark, rightly or not: for a person to look through. */
  readonly unpainted: readonly string[];
  /** What has a mark that the list of certain forms neither asks for nor refuses: the same. */
  readonly doubtful: readonly string[];
}

export const NO_FAULTS: Faults = {
  domChanged: [],
  newErrors: [],
  layoutChanged: [],
  missed: [],
  extra: [],
  cardFailed: [],
  other: [],
};

export const COLUMNS = [
  'domChanged',
  'newErrors',
  'layoutChanged',
  'missed',
  'extra',
  'cardFailed',
] as const;

/** Faults that chance in the page itself may have made: more loads without Backstory will tell. */
export const mayBeChance = ({ faults }: PageResult) =>
  [faults.domChanged, faults.newErrors, faults.layoutChanged, faults.other].some(
    (list) => list.length > 0,
  );

export const hasFaults = ({ faults }: PageResult) =>
  Object.values(faults).some((list) => list.length > 0);

/** So many differences of one kind are told. */
const TOLD = 8;
/** So many characters of one. */
const LINE = 300;

interface Compared {
  readonly faults: string[];
  /** Why nothing, or not all, can be said. */
  readonly unstable: string | undefined;
}

/** Lines in order. Where the controls have as many lines as each other, those that differ are left out. */
function compareLines(
  what: string,
  [first = [], ...others]: readonly (readonly string[])[],
  marked: readonly string[],
): Compared {
  const odd = others.find(({ length }) => length !== first.length);
  if (odd) return { faults: [], unstable: `${what}: ${first.length} and ${odd.length} lines` };
  const known = new Map(
    first.flatMap((line, i) => {
      const other = others.find((lines) => lines[i] !== line);
      return other ? [[i, tell(line, other[i])] as const] : [];
    }),
  );
  const [example] = known.values();
  const unstable = example && `${what}: ${known.size} lines, ${example}`;
  if (marked.length !== first.length) {
    if (unstable) return { faults: [], unstable };
    const at = first.findIndex((line, i) => line !== marked[i]);
    const lines = `${first.length} lines became ${marked.length}, first`;
    return { faults: [`${lines} ${tell(first[at], marked[at])}`], unstable };
  }
  const faults = first.flatMap((line, i) =>
    line === marked[i] || known.has(i) ? [] : [tell(line, marked[i])],
  );
  return { faults: shorten(faults), unstable };
}

const tell = (before = '(none)', after = '(none)') =>
  `${before.slice(0, LINE)} → ${after.slice(0, LINE)}`;

const shorten = (list: readonly string[]) =>
  list.length > TOLD ? [...list.slice(0, TOLD), `and ${list.length - TOLD} more`] : [...list];

/** What of `marked` is in no control; where those differ themselves, only what names us. */
function compareSets(
  what: string,
  controls: readonly (readonly string[])[],
  marked: readonly string[],
): Compared {
  const sets = controls.map((each) => new Set(each));
  const differing = controls.flat().find((each) => sets.some((set) => !set.has(each)));
  const fresh = [...new Set(marked)].filter((each) => !sets.some((set) => set.has(each)));
  if (differing === undefined) return { faults: shorten(fresh), unstable: undefined };
  return { faults: fresh.filter(isOurs), unstable: `${what}: ${differing}`.slice(0, LINE) };
}

/** Whether a message or an address names this extension, or any. */
export const isOurs = (line: string) => /-extension:|extension context|backstory/i.test(line);

const written = ({ around, why }: Quote) => `${around} – ${why}`;

/** Two or more loads without Backstory and one with it. */
export function compareLoads(
  name: string,
  controls: readonly Load[],
  marked: Load,
  { wanted, painted, missed, extra, unpainted, doubtful, card }: Marks,
): PageResult {
  const all = (kind: keyof Load) => controls.map((control) => control[kind]);
  const dom = compareLines('dom', all('dom'), marked.dom);
  const boxes = compareLines('layout', all('boxes'), marked.boxes);
  const errors = compareSets('errors', all('errors'), marked.errors);
  const requests = compareSets('requests', all('requests'), marked.requests);
  // Where the page itself is not the same, or we have changed it, the layout says nothing of its own.
  const isLaidOutAlike = !dom.unstable && !boxes.unstable && dom.faults.length === 0;
  return {
    name,
    faults: {
      domChanged: dom.faults,
      newErrors: errors.faults,
      layoutChanged: isLaidOutAlike ? boxes.faults : [],
      missed: missed.map(written),
      extra: extra.map(written),
      cardFailed: card === null ? [] : [card],
      other: requests.faults.map((request) => `a request: ${request}`),
    },
    unstable: [dom, boxes, errors, requests].flatMap(({ unstable }) => unstable ?? []),
    wanted,
    painted,
    unpainted: unpainted.map(written),
    doubtful: doubtful.map(written),
  };
}
