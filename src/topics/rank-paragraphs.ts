/** Which paragraph of the article tells the background of what a passage is saying. */

import type { ParagraphId } from '../story/types.ts';
import { fold } from '../terms/fold.ts';
import { clauseAround, type Span, sentences } from '../terms/sentences.ts';
import type { Target } from './compiled.ts';
import { findHits, type TopicIndex } from './topic-index.ts';

/** A mention and what stands around it. */
export interface Passage {
  /** The block of text (paragraph, list item, heading) that holds the mention; any length. */
  readonly text: string;
  /** The mention in `text`: UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The page's title, empty if it has none. */
  readonly title: string;
  /** `StoryName.introducedIn` of the name: shown when the passage is about nothing in particular. */
  readonly introducedIn: ParagraphId;
}

/** Words of the page that spoke for a paragraph. Offsets in UTF-16 units, `end` exclusive. */
export interface Reason extends Span {
  readonly where: 'text' | 'title';
}

export interface RankedParagraph {
  readonly id: ParagraphId;
  /** 1 is one plain term beside the mention. Comparable within one ranking only. */
  readonly score: number;
  /** The words that spoke for it, the strongest first; none if it is only the introduction. */
  readonly because: readonly Reason[];
}

/** What a passage speaks of: concept number to how near it is said, 0 (not at all) to 1. */
export type ConceptEvidence = ReadonlyMap<number, number>;

/** How far around the mention text is read, in UTF-16 units: some three sentences each way. */
const REACH = 400;

/** How much a word counts by where it stands: the nearest wins. */
const NEARNESS = { clause: 1, sentence: 0.85, nextSentence: 0.5, passage: 0.25, title: 0.35 };

/** Further hits of a concept confirm it, but ten times `court` is no ten lawsuits. */
const CONFIRMATION = 0.2;

/** What the introduction has before a word is read: weak hints alone do not outweigh it. */
const INTRODUCTION = 1;

/** How many words are named for a paragraph. */
const REASONS = 4;

interface Weighed extends Reason {
  readonly concepts: readonly number[];
  readonly nearness: number;
}

/**
 * Ranks all paragraphs for a mention, best first; equal scores keep the article's order. Reads a
 * bounded neighbourhood, so a block of any length costs the same. Never throws: offsets outside
 * `text` are drawn into it.
 */
export function rankParagraphs(passage: Passage, index: TopicIndex): RankedParagraph[] {
  const { targets } = index.compiled;
  const near = hitsInText(passage, index);
  const nearScores = scoreTargets(evidenceOf(near), index);
  const paragraphs = targets.filter((target) => target !== 'introduction');
  const spoken = Math.max(0, ...nearScores);
  // From a score of 1 on the passage speaks for itself and the page's title is not asked.
  const far = hitsInTitle(passage, index, NEARNESS.title * Math.max(0, 1 - spoken));
  const hits = [...near, ...far];
  const scores = scoreTargets(evidenceOf(hits), index);
  const introduction = scores[targets.indexOf('introduction')] ?? 0;

  return paragraphs
    .map((id, order) => {
      const isIntroduction = id === passage.introducedIn;
      const score =
        (scores[order] ?? 0) + (isIntroduction ? INTRODUCTION + Math.max(0, introduction) : 0);
      return { id, score, because: reasonsFor(isIntroduction ? [id, 'introduction'] : [id]) };
    })
    .sort((a, b) => b.score - a.score);

  function reasonsFor(wanted: readonly Target[]): Reason[] {
    const columns = wanted.map((target) => targets.indexOf(target));
    const weighed = hits.flatMap((hit) => {
      let gain = 0;
      for (const concept of hit.concepts) {
        for (const column of columns) gain = Math.max(gain, index.gains[concept]?.[column] ?? 0);
      }
      return gain > 0 ? [{ hit, gain: gain * hit.nearness }] : [];
    });
    return weighed
      .sort((a, b) => b.gain - a.gain || a.hit.start - b.hit.start)
      .slice(0, REASONS)
      .map(({ hit: { start, end, where } }) => ({ start, end, where }));
  }
}

/**
 * What a passage speaks of: by the `text` around the mention alone, and with the page's `title`, which counts less.
 */
export function evidenceAround(
  passage: Passage,
  index: TopicIndex,
): Readonly<Record<Reason['where'], ConceptEvidence>> {
  const near = hitsInText(passage, index);
  const all = [...near, ...hitsInTitle(passage, index, NEARNESS.title)];
  return { text: evidenceOf(near), title: evidenceOf(all) };
}

function hitsInText({ text, start, end }: Passage, index: TopicIndex): Weighed[] {
  const mentionStart = clamp(start, 0, text.length);
  // A mention of a megabyte is none; what of it is read has a bound, too.
  const mentionEnd = clamp(end, mentionStart, Math.min(text.length, mentionStart + REACH));
  const offset = Math.max(0, mentionStart - REACH);
  const window = text.slice(offset, mentionEnd + REACH);
  const from = mentionStart - offset;
  const to = mentionEnd - offset;

  const all = sentences(window);
  const own = Math.max(
    0,
    all.findIndex((sentence) => sentence.end > from),
  );
  const ownStart = all[own]?.start ?? 0;
  const clause = clauseAround(
    window.slice(ownStart, Math.max(to, all[own]?.end ?? 0)),
    from - ownStart,
    to - ownStart,
  );
  const nearness = (start: number, sentence: number): number => {
    if (sentence === own) {
      const inClause = start >= ownStart + clause.start && start < ownStart + clause.end;
      return inClause ? NEARNESS.clause : NEARNESS.sentence;
    }
    return Math.abs(sentence - own) === 1 ? NEARNESS.nextSentence : NEARNESS.passage;
  };

  const hits: Weighed[] = [];
  let sentence = 0;
  for (const { start: hitStart, end: hitEnd, concepts } of findHits(fold(window), index)) {
    while (sentence < all.length - 1 && (all[sentence]?.end ?? 0) <= hitStart) sentence++;
    // The name itself is no topic: `Open…` must not speak for openness.
    if (hitStart < to && hitEnd > from && hitEnd - hitStart <= to - from) continue;
    hits.push({
      start: hitStart + offset,
      end: hitEnd + offset,
      where: 'text',
      concepts,
      nearness: nearness(hitStart, sentence),
    });
  }
  return hits;
}

function hitsInTitle({ title }: Passage, index: TopicIndex, nearness: number): Weighed[] {
  if (nearness <= 0) return [];
  return findHits(fold(title.slice(0, REACH)), index).map(({ start, end, concepts }) => ({
    start,
    end,
    concepts,
    nearness,
    where: 'title' as const,
  }));
}

/** How near each concept is said: its nearest hit, and a little for every other up to a double. */
function evidenceOf(hits: readonly Weighed[]): ConceptEvidence {
  const evidence = new Map<number, number>();
  const sums = new Map<number, number>();
  for (const { concepts, nearness } of hits) {
    for (const concept of concepts) {
      evidence.set(concept, Math.max(evidence.get(concept) ?? 0, nearness));
      sums.set(concept, (sums.get(concept) ?? 0) + nearness);
    }
  }
  for (const [concept, nearest] of evidence) {
    const further = (sums.get(concept) ?? 0) - nearest;
    evidence.set(concept, nearest * (1 + Math.min(1, CONFIRMATION * further)));
  }
  return evidence;
}

/** The weight of the evidence for each target, in the order of `targets`. */
export function scoreTargets(evidence: ConceptEvidence, { compiled }: TopicIndex): number[] {
  const scores = compiled.targets.map(() => 0);
  const add = (weights: readonly number[], strength: number) => {
    for (let i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] ?? 0) + (weights[i] ?? 0) * strength;
    }
  };
  for (const [concept, strength] of evidence) add(compiled.weights[concept] ?? [], strength);
  for (const { all, none, weights } of compiled.patterns) {
    if (none.some((concept) => evidence.has(concept))) continue;
    const strength = Math.min(...all.map((concept) => evidence.get(concept) ?? 0));
    if (strength > 0) add(weights, Math.min(1, strength));
  }
  return scores;
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.trunc(value))) : least;
}
