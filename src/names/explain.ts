/** Says why candidates are taken for names or not, for whoever looks into a fault. Not for a bundle. */
import { bucketOf } from '../learn/hash.ts';
import { unpackWeights, type Weights } from '../learn/weights.ts';
import type { AskedPage } from './asked-page.ts';
import { createDecider, createWeigher, hashOf, type NamesModel, type Verdict } from './decide.ts';
import type { Finder } from './find-candidates.ts';
import type { Judge, Weighed } from './judge.ts';
import { noteFeatures } from './vote-features.ts';

/** One thing that speaks for a candidate (positive) or against it, in log odds. */
interface WeighedFeature {
  /** What it is told of: a name, a spelling, or all. */
  readonly scope: string;
  readonly family: string;
  readonly word: string;
  readonly weight: number;
}

/** A verdict with what it comes from. */
export interface ExplainedCandidate {
  readonly verdict: Verdict;
  /** As it is written. */
  readonly written: string;
  /** What the judge's cues say; nothing of what its form settles. */
  readonly weighed: Weighed | undefined;
  /** What spoke most, strongest first; empty without a model. */
  readonly reasons: readonly WeighedFeature[];
}

/** Features that tell most; the rest of some 250 tells little. */
const SHOWN = 12;

/** Explains each candidate of a text. */
export function explainNames(
  finder: Finder,
  judge: Judge,
  model: NamesModel | null,
  text: string,
  page: AskedPage,
): ExplainedCandidate[] {
  const candidates = finder.find(text);
  const weigher = createWeigher(finder, judge);
  const decider = createDecider(finder, judge, model);
  const read = decider.readPage(page);
  const weighing = weigher.weigh(text, candidates, read);
  const weights = model && unpackWeights(model.vote);
  return decider.decide(text, candidates, read).map((verdict, i) => ({
    verdict,
    written: text.slice(verdict.start, verdict.end),
    weighed: weighing.candidates[i]?.weighed,
    reasons: weights ? reasonsOf(weights, (sink) => noteFeatures(weighing, i, sink)) : [],
  }));
}

type Note = Parameters<typeof noteFeatures>[2];

function reasonsOf(weights: Weights, notes: (sink: Note) => void): WeighedFeature[] {
  const reasons = new Map<number, WeighedFeature>();
  notes({
    note(scope, family, word, strength) {
      const bucket = bucketOf(hashOf(scope, family, word), weights.bits);
      const weight = (weights.values[weights.rows[bucket] ?? 0] ?? 0) * strength;
      const before = reasons.get(bucket);
      if (before === undefined || Math.abs(weight) > Math.abs(before.weight)) {
        reasons.set(bucket, { scope, family, word, weight });
      }
    },
  });
  return [...reasons.values()]
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, SHOWN);
}

/**
 * The same in lines of text for a terminal.
 * @param cueGroups the ids of the cues' groups, in the order of `cues.json`: features have their numbers
 */
export function showExplained(
  { verdict, written, weighed, reasons }: ExplainedCandidate,
  cueGroups: readonly string[],
): string[] {
  const { name, start, certain, probability, isMention } = verdict;
  const said = certain
    ? 'by its form alone'
    : `${(100 * probability).toFixed(0)} % likely${isMention ? '' : ': not marked'}`;
  const figure = (value: number) => (value < 0 ? '' : '+') + value.toFixed(1);
  const judged = weighed
    ? `  judge: spelling ${figure(weighed.prior)}, form ${figure(weighed.form)}, words near ${figure(weighed.near)}, page ${figure(weighed.page)}`
    : undefined;
  return [
    `${name} at ${start}: "${written}" ${said}`,
    ...(judged ? [judged] : []),
    ...reasons.map(({ scope, family, word, weight }) => {
      const what = /\bcue\b/.test(family) ? (cueGroups[Number(word)] ?? word) : word;
      return `  ${figure(weight).padStart(5)} ${family}${what === '' ? '' : `: ${what}`}${scope === '' ? '' : ` (${scope})`}`;
    }),
  ];
}
