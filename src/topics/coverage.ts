/** Which points of the article a page touches, and which it leaves out. */

import type { ParagraphId } from '../story/types.ts';
import { fold } from '../terms/fold.ts';
import { type Span, sentences } from '../terms/sentences.ts';
import { type ConceptEvidence, scoreTargets } from './rank-paragraphs.ts';
import { findHits, type Hit, type TopicIndex } from './topic-index.ts';

/** Where a page speaks of a paragraph's topic. Offsets are UTF-16 units of the block. */
export interface CoveringPassage extends Span {
  /** Index into the blocks. */
  readonly block: number;
  readonly score: number;
  /** The words in the block that spoke for it, in the order of the text. */
  readonly because: readonly Span[];
}

export interface Coverage {
  readonly id: ParagraphId;
  /** The page's best passage on the topic; `undefined` if the page leaves the topic out. */
  readonly passage: CoveringPassage | undefined;
}

/** What a sentence must reach, with its neighbours, to touch a topic. */
const TOUCHES = 2.5;

/** One word can mean anything (`trial` and error, a `plague` of bugs); two agree on a topic. */
const WORDS = 2;

/** What a word must weigh to be one of them. */
const PLAIN = 0.5;

/** How much the sentences beside a sentence add to what it says. */
const NEIGHBOUR = 0.5;

/** Sentences further than this from any naming of the subject are about something else. */
const SUBJECT_REACH = 2;

/** UTF-16 units read of a whole page (some eighty pages of a book), and of one block. */
const PAGE_LIMIT = 200_000;
const BLOCK_LIMIT = 20_000;

/** A sentence longer than this, in UTF-16 units, is read as several. */
const SENTENCE_LIMIT = 2000;

/**
 * Compares a page with the article: for each paragraph the sentence of the page that says most of
 * its topic. A sentence counts only near a word of the topics' `subject`, so that a lawsuit about
 * something else touches nothing.
 *
 * Reads the first 200,000 UTF-16 units of the page, 20,000 of a single block, so a page of any
 * length costs a bounded time. Never throws.
 */
export function coverPage(blocks: readonly string[], index: TopicIndex): Coverage[] {
  const steps = coverInSteps(blocks, index);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * What {@link coverPage} does, in steps: between two of them some 2,000 UTF-16 units are read, or one
 * block of 20,000 is parted into sentences. Whoever goes through them can do other things meanwhile.
 */
export function* coverInSteps(
  blocks: readonly string[],
  index: TopicIndex,
): Generator<void, Coverage[], void> {
  const best = new Map<ParagraphId, CoveringPassage>();
  let budget = PAGE_LIMIT;
  for (let block = 0; block < blocks.length && budget > 0; block++) {
    const text = (blocks[block] ?? '').slice(0, Math.min(BLOCK_LIMIT, budget));
    // An empty block takes time, too.
    budget -= text.length + 1;
    const all = yield* readSentences(text, index);
    for (let i = 0; i < all.length; i++) {
      for (const [id, passage] of passagesOf(all, i, index)) {
        if (passage.score <= (best.get(id)?.score ?? 0)) continue;
        const { start, end } = passage;
        const trimmed = start + text.slice(start, end).trimEnd().length;
        best.set(id, { block, ...passage, end: trimmed });
      }
      yield;
    }
  }
  return index.compiled.targets
    .filter((target) => target !== 'introduction')
    .map((id) => ({ id, passage: best.get(id) }));
}

/** What one sentence speaks of. */
interface Sentence extends Span {
  readonly hits: readonly Hit[];
  readonly namesSubject: boolean;
}

function* readSentences(text: string, index: TopicIndex): Generator<void, Sentence[], void> {
  const { subject } = index.compiled;
  const read: Sentence[] = [];
  for (const sentence of sentences(text)) {
    for (let start = sentence.start; start < sentence.end; start += SENTENCE_LIMIT) {
      const end = Math.min(sentence.end, start + SENTENCE_LIMIT);
      const hits = findHits(fold(text.slice(start, end)), index).map((hit) => ({
        ...hit,
        start: hit.start + start,
        end: hit.end + start,
      }));
      const namesSubject = hits.some((hit) => hit.concepts.some((each) => subject.includes(each)));
      read.push({ start, end, hits, namesSubject });
      yield;
    }
  }
  return read;
}

/** The paragraphs whose topics sentence `at` of `all` touches, each with the sentence as a passage. */
function* passagesOf(
  all: readonly Sentence[],
  at: number,
  index: TopicIndex,
): Generator<[ParagraphId, Omit<CoveringPassage, 'block'>]> {
  const { start, end, hits } = all[at] as Sentence;
  if (hits.length === 0) return;
  const near = all.slice(Math.max(0, at - SUBJECT_REACH), at + SUBJECT_REACH + 1);
  if (!near.some(({ namesSubject }) => namesSubject)) return;
  const evidence = new Map<number, number>();
  const note = (of: readonly Hit[] = [], strength: number) => {
    for (const concept of of.flatMap((hit) => hit.concepts)) {
      evidence.set(concept, Math.max(evidence.get(concept) ?? 0, strength));
    }
  };
  note(hits, 1);
  const alone = scoreTargets(evidence, index);
  note(all[at - 1]?.hits, NEIGHBOUR);
  note(all[at + 1]?.hits, NEIGHBOUR);
  const scores = scoreTargets(evidence, index);
  for (const [column, target] of index.compiled.targets.entries()) {
    if (target === 'introduction') continue;
    const score = scores[column] ?? 0;
    // The sentence has to say something of the topic itself; its neighbours only add to it.
    if (score < TOUCHES || (alone[column] ?? 0) < score / 2) continue;
    const because = hits.filter((hit) => speaksFor(hit, column, evidence, index));
    if (because.length < WORDS) continue;
    yield [
      target,
      { start, end, score, because: because.map(({ start, end }) => ({ start, end })) },
    ];
  }
}

/** Does the hit speak for the target by itself, or in a pattern that the evidence completes? */
function speaksFor(hit: Hit, column: number, evidence: ConceptEvidence, { compiled }: TopicIndex) {
  return hit.concepts.some(
    (concept) =>
      (compiled.weights[concept]?.[column] ?? 0) >= PLAIN ||
      compiled.patterns.some(
        ({ all, weights }) =>
          (weights[column] ?? 0) >= PLAIN &&
          all.includes(concept) &&
          all.every((other) => evidence.has(other)),
      ),
  );
}
