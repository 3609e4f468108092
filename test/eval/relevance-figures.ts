/** What `eval:relevance` tells of answered cases. */
import type { Answered } from './relevance-cases.ts';

export interface Figures {
  readonly items: number;
  /** Shares of the cases, 0 to 1: the first is the best, is acceptable, one of the first two is. */
  readonly best: number;
  readonly acceptable: number;
  readonly firstTwo: number;
}

/** Whether what stands at a place of the ranking would not be called wrong. */
export const isAcceptable = ({ item, ranked }: Answered, place: number) =>
  item.acceptable.some((id) => id === ranked[place]?.id);

export function figuresOf(answered: readonly Answered[]): Figures {
  const share = (right: (each: Answered) => boolean) =>
    answered.length === 0
      ? 0
      : Number((answered.filter(right).length / answered.length).toFixed(4));
  return {
    items: answered.length,
    best: share(({ item, ranked }) => ranked[0]?.id === item.best),
    acceptable: share((each) => isAcceptable(each, 0)),
    firstTwo: share((each) => isAcceptable(each, 0) || isAcceptable(each, 1)),
  };
}

/** Figures of groups, by their keys in order. */
export function figuresBy(
  answered: readonly Answered[],
  keyOf: (each: Answered) => string,
): Record<string, Figures> {
  const groups = new Map<string, Answered[]>();
  for (const each of answered) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return Object.fromEntries([...groups].sort().map(([key, group]) => [key, figuresOf(group)]));
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);

export function show(label: string, { items, best, acceptable, firstTwo }: Figures): void {
  console.log(
    `${label.padEnd(36)}${String(items).padStart(5)} cases  best${percent(best)}` +
      `  acceptable${percent(acceptable)}  one of two${percent(firstTwo)}`,
  );
}

function showAll(figures: Record<string, Figures>): void {
  for (const [key, each] of Object.entries(figures)) show(`  ${key}`, each);
}

/** Reliability: how often the first is acceptable, by how likely it is said to be. */
function showReliability(answered: readonly Answered[]): void {
  console.log('said of the first    cases   said on average   acceptable');
  for (let tenth = 0; tenth < 10; tenth++) {
    const within = answered.filter(
      ({ ranked }) => Math.min(9, Math.floor(10 * (ranked[0]?.score ?? 0))) === tenth,
    );
    if (within.length === 0) continue;
    const said = within.reduce((sum, { ranked }) => sum + (ranked[0]?.score ?? 0), 0);
    console.log(
      `  ${10 * tenth} to ${10 * tenth + 10} %`.padEnd(20) +
        String(within.length).padStart(6) +
        percent(said / within.length).padStart(18) +
        percent(figuresOf(within).acceptable).padStart(13),
    );
  }
}

/** Which paragraph is taken for which, the most frequent first. */
function showConfusions(answered: readonly Answered[]): void {
  const counts = new Map<string, number>();
  for (const each of answered) {
    if (isAcceptable(each, 0)) continue;
    const { item, ranked } = each;
    const best = item.generic === true ? `${item.best} (generic)` : item.best;
    const pair = `${best} taken for ${ranked[0]?.id ?? 'nothing'}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_PAIRS);
  console.log(`confusions: ${sorted.map(([pair, count]) => `${pair} ${count}`).join(', ')}`);
}

const MOST_PAIRS = 12;

/** All of that for one set. */
export function showFully(label: string, answered: readonly Answered[]): void {
  show(label, figuresOf(answered));
  console.log('by outcome');
  showAll(figuresBy(answered, ({ outcome }) => outcome ?? 'none'));
  console.log('by language');
  showAll(figuresBy(answered, ({ item }) => item.lang));
  console.log('by best paragraph');
  showAll(
    figuresBy(answered, ({ item }) =>
      item.generic === true ? `${item.best}, generic` : item.best,
    ),
  );
  showReliability(answered);
  showConfusions(answered);
}
