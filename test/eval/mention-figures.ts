/** Counts what was found against what people marked: strictly, name, start and end have to be right. */
import type { Snippet } from '../../src/build/train/snippets.ts';
import type { Candidate, Mention } from '../../src/story/types.ts';

/** What was made of one text. */
export interface Outcome {
  readonly item: Snippet;
  readonly found: readonly Mention[];
  /** Everything in it that is written like a name. */
  readonly candidates: readonly Candidate[];
}

export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly missed: number;
  readonly wrong: number;
}

interface Fault {
  readonly kind: 'missed' | 'wrong';
  readonly item: Snippet;
  readonly mention: Mention;
}

interface Counts {
  right: number;
  missed: number;
  wrong: number;
}

const keyOf = ({ name, start, end }: Mention) => `${name} ${start} ${end}`;
const wantedIn = ({ spans }: Snippet): Mention[] =>
  spans.map(({ entity, start, end }) => ({ name: entity, start, end }));

/** Nothing found, or nothing to find, counts as no fault. */
function figuresOf({ right, missed, wrong }: Counts): Figures {
  const share = (part: number, whole: number) =>
    whole === 0 ? 1 : Number((part / whole).toFixed(4));
  return {
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + missed + wrong),
    missed,
    wrong,
  };
}

function countsOf(
  outcomes: readonly Outcome[],
  isCounted: (mention: Mention) => boolean = () => true,
): Counts {
  const counts: Counts = { right: 0, missed: 0, wrong: 0 };
  for (const { item, found } of outcomes) {
    const wanted = new Set(wantedIn(item).filter(isCounted).map(keyOf));
    const all = wanted.size;
    for (const mention of found.filter(isCounted)) {
      if (wanted.delete(keyOf(mention))) continue;
      counts.wrong += 1;
    }
    counts.missed += wanted.size;
    counts.right += all - wanted.size;
  }
  return counts;
}

/** Figures of all, and of each name. */
export function totalOf(outcomes: readonly Outcome[]) {
  const names = new Set(
    outcomes.flatMap(({ item, found }) => [...wantedIn(item), ...found].map(({ name }) => name)),
  );
  return {
    items: outcomes.length,
    ...figuresOf(countsOf(outcomes)),
    byName: Object.fromEntries(
      [...names]
        .sort()
        .map((name) => [name, figuresOf(countsOf(outcomes, (one) => one.name === name))]),
    ),
  };
}

/** Whether a text has a name of the story beside something that is written like one and is none. */
export function hasBothSenses({ item, candidates }: Outcome): boolean {
  const wanted = new Set(wantedIn(item).map(keyOf));
  return wanted.size > 0 && candidates.some((candidate) => !wanted.has(keyOf(candidate)));
}

/** One line of figures for each value of `groupOf` that at least `least` items have, by that value. */
export function tableOf(
  title: string,
  outcomes: readonly Outcome[],
  groupOf: (outcome: Outcome) => string,
  least = 1,
): string[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groupOf(outcome);
    groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  const lines = [...groups]
    .filter(([, own]) => own.length >= least)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, own]) => lineOf(group, own.length, figuresOf(countsOf(own))));
  return lines.length === 0 ? [] : [title, ...lines];
}

/** A line of figures for people. */
export function lineOf(label: string, items: number, figures: Figures): string {
  const { precision, recall, f1, missed, wrong } = figures;
  const [p, r, f] = [precision, recall, f1].map((share) => share.toFixed(3));
  return `  ${label.padEnd(22)} ${String(items).padStart(5)} items  precision ${p}  recall ${r}  F1 ${f}  (${missed} missed, ${wrong} wrong)`;
}

/** What was missed and what was marked wrongly. */
export function faultsOf(outcomes: readonly Outcome[]): Fault[] {
  return outcomes.flatMap(({ item, found }) => {
    const wanted = wantedIn(item);
    const [wantedKeys, foundKeys] = [wanted, found].map((all) => new Set(all.map(keyOf)));
    return [
      ...wanted
        .filter((mention) => !foundKeys?.has(keyOf(mention)))
        .map((mention) => ({ kind: 'missed' as const, item, mention })),
      ...found
        .filter((mention) => !wantedKeys?.has(keyOf(mention)))
        .map((mention) => ({ kind: 'wrong' as const, item, mention })),
    ];
  });
}

export function showFault({ kind, item, mention: { name, start, end } }: Fault): string {
  const before = item.text.slice(Math.max(0, start - 60), start);
  const after = item.text.slice(end, end + 60);
  return `${kind.padEnd(6)} ${item.cat} ${item.id} ${name}: ${before}⟦${item.text.slice(start, end)}⟧${after}`;
}
