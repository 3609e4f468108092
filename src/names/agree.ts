/**
 * The second, small vote: what the first one says of the other candidates in the same text. Where one
 * name stands in two senses, each candidate is weighed by its own words first; then those that are
 * written alike and stand near each other mostly mean the same.
 */
import type { FeatureSink } from './vote-types.ts';

/** A candidate after the first vote. */
export interface Voted {
  readonly name: string;
  /** Name and spelling. */
  readonly spelled: string;
  /** Its form alone settles it. */
  readonly isCertain: boolean;
  /** The first vote's score (log odds) and what it comes to, 0 to 1; certain ones have 1. */
  readonly score: number;
  readonly probability: number;
}

/** Candidates on either side that are asked: those of one text, near enough to be read together. */
const ASKED = 12;
const MOST_SCORE = 6;
/** A probability in five steps, from no to yes. */
const STEPS = [0.1, 0.35, 0.65, 0.9] as const;

const stepOf = (probability: number) => STEPS.filter((least) => probability >= least).length;

/** Notes what the second vote sees of `voted[number]`. */
export function noteAgreement(voted: readonly Voted[], number: number, sink: FeatureSink): void {
  const own = voted[number];
  if (!own) return;
  const { name, spelled } = own;
  const score = Math.max(-MOST_SCORE, Math.min(own.score, MOST_SCORE));
  const note = (family: string, word: string, strength: number) =>
    sink.note('', family, word, strength);
  note('score', '', score / 2);
  sink.note(name, 'score', '', score / 4);
  note('any', '', 1);
  sink.note(name, 'any', '', 0.5);
  sink.note(spelled, 'any', '', 0.5);
  note('score', String(Math.round(score)), 0.3);

  const first = Math.max(0, number - ASKED);
  const others = voted.slice(first, number + ASKED + 1);
  const place = number - first;
  const kinds = [
    ['alike', (other: Voted) => other.spelled === spelled],
    ['named', (other: Voted) => other.name === name && other.spelled !== spelled],
    ['apart', (other: Voted) => other.name !== name],
  ] as const;
  for (const [kind, isOfKind] of kinds) {
    const chosen = others.filter((other, i) => i !== place && isOfKind(other));
    if (chosen.length === 0) {
      note(kind, 'none', 1);
      continue;
    }
    const said = chosen.map(({ probability }) => probability);
    const mean = said.reduce((sum, one) => sum + one, 0) / said.length - 0.5;
    const most = stepOf(Math.max(...said));
    const least = stepOf(Math.min(...said));
    note(`${kind} mean`, '', 2 * mean);
    sink.note(name, `${kind} mean`, '', mean);
    note(`${kind} most`, String(most), 0.5);
    note(`${kind} least`, String(least), 0.5);
    note(`${kind} both`, `${most} ${least}`, 0.5);
    const leaning = Math.max(-2, Math.min(Math.round(score / 1.5), 2));
    note(`${kind} mean at`, String(leaning), mean);
    const before = others.slice(0, place).filter(isOfKind).at(-1);
    const after = others.slice(place + 1).find(isOfKind);
    if (before) note(`${kind} before`, '', before.probability - 0.5);
    if (after) note(`${kind} after`, '', after.probability - 0.5);
  }
}
