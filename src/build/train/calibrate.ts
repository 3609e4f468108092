/** Build time: makes scores tell how sure they are, on cases that the model was not trained on. */
import { log, softmax } from '../../learn/probability.ts';
import type { ParagraphId } from '../../story/types.ts';
import type { CompiledRanker } from '../../topics/ranker.ts';
import type { Answer } from '../../topics/score-answers.ts';
import type { LabelledPassage } from './passages.ts';

export type Calibration = Pick<CompiledRanker, 'scale' | 'sure' | 'nothing'>;

/** A passage with the scores of a model that never saw it. */
export interface Scored {
  readonly passage: LabelledPassage;
  /** The paragraph that introduces the name. */
  readonly introducedIn: ParagraphId;
  readonly scores: readonly number[];
}

/** What is said for sure should be right so often; 95 % is the aim, and other texts are harder. */
const SURE = 0.97;
/** And what is said to be nothing, where it was labelled. */
const NOTHING = 0.9;

/** Scales that are tried, 0.3 to 2. */
const SCALES = Array.from({ length: 86 }, (_, i) => (30 + 2 * i) / 100);

/** Fits the scale, and from where on the model may say that it is sure. */
export function calibrate(scored: readonly Scored[], answers: readonly Answer[]): Calibration {
  let scale = 1;
  let least = Number.POSITIVE_INFINITY;
  for (const tried of SCALES) {
    let surprise = 0;
    for (const each of scored) {
      const shares = softmax(each.scores.map((score) => score * tried));
      surprise -= log(shareOf(each, shares, answers));
    }
    if (surprise < least) {
      least = surprise;
      scale = tried;
    }
  }
  const judged = scored.map(({ passage, introducedIn, scores }) => {
    const shares = softmax(scores.map((score) => score * scale));
    const nothing = shares[answers.indexOf('nothing')] ?? 0;
    const paragraphs = answers.filter((answer) => answer !== 'nothing');
    const probability = (id: Answer) =>
      (shares[answers.indexOf(id)] ?? 0) + (id === introducedIn ? nothing : 0);
    const [first] = [...paragraphs].sort((a, b) => probability(b) - probability(a));
    const isRight = first !== undefined && passage.acceptable.some((id) => id === first);
    return { passage, introducedIn, nothing, top: first ? probability(first) : 0, isRight };
  });
  const labelled = judged.filter(
    ({ passage, introducedIn }) => passage.best !== introducedIn || passage.generic !== undefined,
  );
  return {
    scale,
    sure: thresholdFor(
      judged.map(({ top, isRight }) => ({ value: top, isRight })),
      SURE,
    ),
    nothing: thresholdFor(
      labelled.map(({ passage, nothing }) => ({
        value: nothing,
        isRight: passage.generic === true,
      })),
      NOTHING,
    ),
  };
}

/** How likely the model takes what is best to be. */
function shareOf(
  { passage: { best, generic }, introducedIn }: Scored,
  shares: readonly number[],
  answers: readonly Answer[],
): number {
  const own = shares[answers.indexOf(best)] ?? 0;
  const nothing = shares[answers.indexOf('nothing')] ?? 0;
  if (best !== introducedIn) return own;
  return generic === undefined ? own + nothing : generic ? nothing : own;
}

/** The least value from which on such a share of the cases is right; in hundredths, at least 0.5. */
function thresholdFor(
  cases: readonly { readonly value: number; readonly isRight: boolean }[],
  share: number,
): number {
  for (let hundredths = 50; hundredths < 99; hundredths++) {
    const above = cases.filter(({ value }) => value >= hundredths / 100);
    const right = above.filter(({ isRight }) => isRight).length;
    if (above.length > 0 && right >= share * above.length) return hundredths / 100;
  }
  return 0.99;
}
