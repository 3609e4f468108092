/** What a model sees of a text: how strong the features of each bucket are. */
import { bucketOf } from './hash.ts';
import { addScores, type Weights } from './weights.ts';

/** Bucket to strength. */
export type Features = ReadonlyMap<number, number>;

/** Collects features. Of a feature that is met again the strongest counts. */
export class FeatureSet {
  readonly strengths = new Map<number, number>();
  readonly #bits: number;

  /** @param bits features fall into `2 ** bits` buckets */
  constructor(bits: number) {
    this.#bits = bits;
  }

  /** Notes the feature with that hash, at that strength. */
  note(hash: number, strength: number): void {
    const bucket = bucketOf(hash, this.#bits);
    const before = this.strengths.get(bucket);
    if (before === undefined || before < strength) this.strengths.set(bucket, strength);
  }
}

/** The score of each class. */
export function scoreFeatures(features: Features, weights: Weights): Float64Array {
  const scores = new Float64Array(weights.classes);
  for (const [bucket, strength] of features) addScores(weights, bucket, strength, scores);
  return scores;
}
