/**
 * Decides which candidates are the story's names, and says how sure it is: the one way that pages and
 * figures go. Certain forms are certain and cost nothing; for the others the judge's evidence and a
 * vote that was learned from examples are put together. Without a model the judge decides alone.
 */
import { FeatureSet, scoreFeatures } from '../learn/features.ts';
import { bucketOf, HASH_START, hashNumber, hashText } from '../learn/hash.ts';
import { logistic } from '../learn/probability.ts';
import { type PackedWeights, unpackWeights, type Weights } from '../learn/weights.ts';
import type { Candidate } from '../story/types.ts';
import { noteAgreement, type Voted } from './agree.ts';
import { type AskedPage, SAMPLE_PIECES } from './asked-page.ts';
import { cutWords } from './cut-words.ts';
import { type Evidence, mergeEvidence } from './evidence.ts';
import type { Finder } from './find-candidates.ts';
import { type Judge, spellingOf } from './judge.ts';
import { formsOf, noteFeatures, VOTE_UNITS } from './vote-features.ts';
import type { FeatureSink, ReadText, ReadTitle, Weighable } from './vote-types.ts';

/** What was learned from the story's examples: JSON, made by `src/build/train/train-names.ts`. */
export interface NamesModel {
  readonly vote: PackedWeights;
  readonly agreement: PackedWeights;
}

/** A page whose title and sample have been read. */
export interface ReadPage {
  readonly title: ReadTitle;
  readonly evidence: Evidence;
  /** The texts that are in the evidence. */
  readonly texts: ReadonlySet<string>;
  /** Enough has been read: further texts tell nothing more of the page. */
  readonly isSettled: boolean;
}

/** What is made of a candidate. */
export interface Verdict extends Candidate {
  /** How likely it is the name, 0 to 1; of certain ones 1. */
  readonly probability: number;
  readonly isMention: boolean;
}

/** UTF-16 units of a page's title that are read. */
const TITLE_UNITS = 300;

export interface Decider {
  /** Reads what is known of a page, once for all that is asked about it. */
  readPage(page: AskedPage): ReadPage;
  /**
   * @param candidates of the text, in order; all of them, since they tell of each other
   * @returns a verdict for each
   */
  decide(text: string, candidates: readonly Candidate[], page: ReadPage): Verdict[];
}

/** A weighing of all candidates of a text, before anything is decided. */
export interface Weighing extends ReadText {
  readonly sums: readonly number[];
}

/** Features of a vote fall into `2 ** bits` buckets. */
export const VOTE_BITS = 18;
export const AGREEMENT_BITS = 12;

/** The hashes of scopes and families, of which there are few. */
const hashes = new Map<string, number>();
/** What a text can make of them is bounded, but not what many stories' tests make. */
const MOST_HASHES = 4_096;

function hashOfFew(text: string): number {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = hashText(HASH_START, text);
  if (hashes.size < MOST_HASHES) hashes.set(text, hash);
  return hash;
}

/** A word is told of a name and of its spelling, one after the other. */
let lastWord = '';
let lastHash = hashText(HASH_START, lastWord);

/** The hash of a feature. */
export function hashOf(scope: string, family: string, word: string): number {
  if (word !== lastWord) {
    lastWord = word;
    lastHash = hashText(HASH_START, word);
  }
  return hashNumber(hashNumber(hashOfFew(scope), hashOfFew(family)), lastHash);
}

/** The features of one candidate as a model sees them. */
class HashedFeatures implements FeatureSink {
  readonly features: FeatureSet;

  constructor(bits: number) {
    this.features = new FeatureSet(bits);
  }

  note(scope: string, family: string, word: string, strength: number): void {
    this.features.note(hashOf(scope, family, word), strength);
  }
}

/** Scores as it goes: most features have no weight and are let go at once. */
class ScoringSink implements FeatureSink {
  readonly #weights: Weights;
  readonly #strengths = new Map<number, number>();

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  note(scope: string, family: string, word: string, strength: number): void {
    const bucket = bucketOf(hashOf(scope, family, word), this.#weights.bits);
    if (this.#weights.rows[bucket] === 0) return;
    const before = this.#strengths.get(bucket);
    if (before === undefined || before < strength) this.#strengths.set(bucket, strength);
  }

  score(): number {
    return scoreFeatures(this.#strengths, this.#weights)[0] ?? 0;
  }
}

/** Reads pages and weighs candidates: what the decider and its training share. */
export function createWeigher(finder: Finder, judge: Judge) {
  const evidenceIn = (text: string) => judge.evidenceOf(text, finder.find(text));

  function readTitle(title: string): ReadTitle & { readonly evidence: Evidence } {
    const words = new Set<string>();
    const pieces = cutWords(title);
    for (const [i, piece] of pieces.entries()) {
      if (piece.isWord) for (const form of formsOf(piece, pieces[i + 1])) words.add(form);
    }
    // What a title says counts as the page's, but names in it do not.
    const evidence = judge.evidenceOf(title, []);
    const groups = evidence.groups.flatMap((count, group) => (count > 0 ? [group] : []));
    return { words, groups, evidence };
  }

  return {
    readPage({ title, sample }: AskedPage): ReadPage {
      const read = readTitle(title.slice(0, TITLE_UNITS));
      const texts = new Set(sample);
      let { evidence } = read;
      for (const text of texts) evidence = mergeEvidence(evidence, evidenceIn(text));
      return { title: read, evidence, texts, isSettled: texts.size >= SAMPLE_PIECES };
    },

    weigh(text: string, candidates: readonly Candidate[], page: ReadPage): Weighing {
      const isNew = !page.isSettled && !page.texts.has(text);
      const evidence = isNew
        ? mergeEvidence(page.evidence, judge.evidenceOf(text, candidates))
        : page.evidence;
      const from = Math.max(0, (candidates[0]?.start ?? 0) - 2 * VOTE_UNITS);
      const to = (candidates.at(-1)?.end ?? 0) + 2 * VOTE_UNITS;
      const pieces = cutWords(text, candidates, from, Math.min(to, text.length));
      const places = new Map<number, number>();
      for (const [at, { kept }] of pieces.entries()) if (kept >= 0) places.set(kept, at);
      const weighables = candidates.map((candidate, i): Weighable => {
        const { spelling, isVersioned } = spellingOf(text, candidate);
        return {
          candidate,
          spelled: `${candidate.name}:${spelling}${isVersioned ? '#' : ''}`,
          weighed: candidate.certain ? undefined : judge.weigh(text, candidate, evidence),
          at: places.get(i) ?? -1,
        };
      });
      const sums = weighables.map(({ weighed }) =>
        weighed ? weighed.prior + weighed.form + weighed.near + weighed.page : 0,
      );
      // A piece shows its candidate's spelling, which says more than its letters.
      const shown = pieces.map((piece) =>
        piece.kept < 0 ? piece : { ...piece, form: `@${weighables[piece.kept]?.spelled}` },
      );
      return { text, pieces: shown, forms: [], candidates: weighables, title: page.title, sums };
    },
  };
}

/** What the first vote sees of a candidate. */
export function voteFeatures(weighing: Weighing, number: number): FeatureSet {
  const hashed = new HashedFeatures(VOTE_BITS);
  noteFeatures(weighing, number, hashed);
  return hashed.features;
}

/** What the second vote sees of a candidate. */
export function agreementFeatures(voted: readonly Voted[], number: number): FeatureSet {
  const hashed = new HashedFeatures(AGREEMENT_BITS);
  noteAgreement(voted, number, hashed);
  return hashed.features;
}

/** A candidate with the first vote's score. */
export function votedOf({ candidate, spelled }: Weighable, score: number): Voted {
  const isCertain = candidate.certain;
  const probability = isCertain ? 1 : logistic(score);
  return { name: candidate.name, spelled, isCertain, score, probability };
}

/**
 * @param model what was learned from examples; `null` without any: then the judge's cues decide alone
 */
export function createDecider(finder: Finder, judge: Judge, model: NamesModel | null): Decider {
  const weigher = createWeigher(finder, judge);
  const vote = model && unpackWeights(model.vote);
  const agreement = model && unpackWeights(model.agreement);

  function scoresOf(weighing: Weighing): readonly number[] {
    if (!vote || !agreement) return weighing.sums;
    const voted = weighing.candidates.map((one, i) => {
      if (one.candidate.certain) return votedOf(one, 0);
      const sink = new ScoringSink(vote);
      noteFeatures(weighing, i, sink);
      return votedOf(one, sink.score());
    });
    return voted.map(({ isCertain }, i) => {
      if (isCertain) return 0;
      const sink = new ScoringSink(agreement);
      noteAgreement(voted, i, sink);
      return sink.score();
    });
  }

  return {
    readPage: weigher.readPage,
    decide(text, candidates, page) {
      const certain = (one: Candidate): Verdict => ({ ...one, probability: 1, isMention: true });
      if (candidates.every((one) => one.certain)) return candidates.map(certain);
      const scores = scoresOf(weigher.weigh(text, candidates, page));
      return candidates.map((one, i) => {
        if (one.certain) return certain(one);
        const score = scores[i] ?? 0;
        return { ...one, probability: logistic(score), isMention: score > 0 };
      });
    },
  };
}
