/** Which points of the article a page touches, and which it leaves out. */
import { fold } from './fold.ts';
import { type Evidence, scoreTargets } from './rank-paragraphs.ts';
import { type Span, sentences } from './sentences.ts';
import { findHits, type Hit, type TopicIndex } from './topic-index.ts';
import type { ParagraphId } from './types.ts';

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

/** UTF-16 units read of one block, and of a whole page: some eighty pages of a book. */
const BLOCK_LIMIT = 20_000;
const PAGE_LIMIT = 200_000;

/**
 * Compares a page with the article: for each paragraph the sentence of the page that says most of
 * its topic. A sentence counts only near a word of the topics' `subject`, so that a lawsuit about
 * something else touches nothing.
 *
 * Reads the first 200,000 UTF-16 units of the page, 20,000 of a single block, so a page of any
 * length costs a bounded time. Never throws.
 */
export function coverPage(blocks: readonly string[], index: TopicIndex): Coverage[] {
  const { targets, subject } = index.compiled;
  const best = new Map<ParagraphId, CoveringPassage>();
  let budget = PAGE_LIMIT;

  for (let block = 0; block < blocks.length && budget > 0; block++) {
    const text = (blocks[block] ?? '').slice(0, Math.min(BLOCK_LIMIT, budget));
    budget -= text.length;
    const all = hitsBySentence(text, index);
    all.forEach(({ start, end, hits }, i) => {
      if (hits.length === 0) return;
      const near = all.slice(Math.max(0, i - SUBJECT_REACH), i + SUBJECT_REACH + 1);
      const onSubject = near.some((sentence) =>
        sentence.hits.some(({ concepts }) => concepts.some((concept) => subject.includes(concept))),
      );
      if (!onSubject) return;
      const evidence = new Map<number, number>();
      const note = (of: readonly Hit[] | undefined, strength: number) => {
        for (const concept of (of ?? []).flatMap((hit) => hit.concepts)) {
          evidence.set(concept, Math.max(evidence.get(concept) ?? 0, strength));
        }
      };
      note(hits, 1);
      const alone = scoreTargets(evidence, index);
      note(all[i - 1]?.hits, NEIGHBOUR);
      note(all[i + 1]?.hits, NEIGHBOUR);
      const scores = scoreTargets(evidence, index);
      targets.forEach((target, column) => {
        if (target === 'introduction') return;
        const score = scores[column] ?? 0;
        // The sentence has to say something of the topic itself; its neighbours only add to it.
        if (score < TOUCHES || (alone[column] ?? 0) < score / 2) return;
        if (score <= (best.get(target)?.score ?? 0)) return;
        const because = hits.filter((hit) => speaksFor(hit, column, evidence, index));
        if (because.length < WORDS) return;
        best.set(target, {
          block,
          start,
          end: start + text.slice(start, end).trimEnd().length,
          score,
          because: because.map((hit) => ({ start: hit.start, end: hit.end })),
        });
      });
    });
  }

  return targets
    .filter((target) => target !== 'introduction')
    .map((id) => ({ id, passage: best.get(id) }));
}

interface SentenceHits extends Span {
  readonly hits: Hit[];
}

function hitsBySentence(text: string, index: TopicIndex): SentenceHits[] {
  const all = sentences(text).map((span) => ({ ...span, hits: [] as Hit[] }));
  let i = 0;
  for (const hit of findHits(fold(text), index)) {
    while (i < all.length - 1 && (all[i]?.end ?? 0) <= hit.start) i++;
    all[i]?.hits.push(hit);
  }
  return all;
}

/** Does the hit speak for the target by itself, or in a pattern that the evidence completes? */
function speaksFor(hit: Hit, column: number, evidence: Evidence, { compiled }: TopicIndex) {
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
