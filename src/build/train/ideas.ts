/**
 * Words that mean the same lend each other what examples say of one: while training, each idea is a
 * feature of its own beside the words that stand for it; what was learned of the idea then goes to every
 * one of these words, those too that no example has. So ideas need no place in what is shipped.
 */
import type { Features } from '../../learn/features.ts';
import { bucketOf } from '../../learn/hash.ts';
import { hashesOfSynonyms, type Synonyms } from './synonyms.ts';

/** How strongly a word stands for its idea, beside itself. */
const STRENGTH = 2;

/** For each bucket the ideas that its word stands for. */
export type Ideas = ReadonlyMap<number, readonly number[]>;

/** @param bits features fall into `2 ** bits` buckets; ideas have the numbers above them */
export function ideasOf(synonyms: Synonyms, bits: number): Ideas {
  const ideas = new Map<number, number[]>();
  for (const [idea, hashes] of hashesOfSynonyms(synonyms).entries()) {
    for (const bucket of new Set(hashes.map((hash) => bucketOf(hash, bits)))) {
      ideas.set(bucket, [...(ideas.get(bucket) ?? []), 2 ** bits + idea]);
    }
  }
  return ideas;
}

/** The features, and the ideas that their words stand for. */
export function withIdeas(features: Features, ideas: Ideas): Features {
  const all = new Map(features);
  for (const [bucket, strength] of features) {
    for (const idea of ideas.get(bucket) ?? []) {
      all.set(idea, Math.max(all.get(idea) ?? 0, strength * STRENGTH));
    }
  }
  return all;
}

/** Gives every word what was learned of its ideas. Changes `weights`. */
export function lendWeights(weights: Float64Array, classes: number, ideas: Ideas): void {
  for (const [bucket, own] of ideas) {
    for (const idea of own) {
      for (let k = 0; k < classes; k++) {
        const cell = bucket * classes + k;
        const lent = weights[idea * classes + k] ?? 0;
        weights[cell] = (weights[cell] ?? 0) + lent * STRENGTH;
      }
    }
  }
}
