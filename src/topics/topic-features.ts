/** What the ranker sees of a passage through the topics: which concepts are said, how near, and what follows. */
import { HASH_START, hashNumber, hashText } from '../learn/hash.ts';
import { scoreTargets } from './rank-paragraphs.ts';
import { findHits, type TopicIndex } from './topic-index.ts';
import type { Place, Window } from './window.ts';
import type { Visit } from './word-features.ts';

/** How much a concept counts by where it is said: the nearest wins. */
const NEARNESS: Readonly<Record<Place, number>> = {
  clause: 1,
  sentence: 0.85,
  next: 0.5,
  passage: 0.25,
  title: 1,
};

/** Further hits of a concept confirm it, but ten times `court` is no ten lawsuits. */
const CONFIRMATION = 0.2;

/** So that all of these are about as strong as the words of a passage are together. */
const TITLE_STRENGTH = 0.6;
const SCORE_STRENGTH = 0.5;
const TITLE_SCORE_STRENGTH = 0.35;
const SILENCE_STRENGTH = 0.5;
/** Scores beyond tell nothing more. */
const MOST_SCORE = 3;
const MOST_AGAINST = 2;

const family = (name: string): number => hashText(HASH_START, `${name}:`);
const CONCEPT = family('c');
const TITLE_CONCEPT = family('ct');
const SCORE = family('ts');
const AGAINST = family('ta');
const TITLE_SCORE = family('tt');
const SILENCE = family('ss');

interface Said {
  nearest: number;
  sum: number;
  start: number;
  end: number;
}

/** Tells `visit` every feature that the topics find around the mention and in the title. */
export function visitTopics(window: Window, index: TopicIndex, visit: Visit): void {
  const inText = conceptsOf(window, index);
  const evidence = new Map<number, number>();
  for (const [concept, { nearest, sum, start, end }] of inText) {
    const strength = nearest * (1 + Math.min(1, CONFIRMATION * (sum - nearest)));
    evidence.set(concept, strength);
    visit(hashNumber(CONCEPT, concept), strength, start, end, false);
  }
  for (const [target, score] of scoreTargets(evidence, index).entries()) {
    const strength = SCORE_STRENGTH * Math.min(MOST_SCORE, score);
    if (score > 0) visit(hashNumber(SCORE, target), strength, 0, 0, false);
    const against = SCORE_STRENGTH * Math.min(MOST_AGAINST, -score);
    if (score < 0) visit(hashNumber(AGAINST, target), against, 0, 0, false);
  }
  if (evidence.size === 0) visit(SILENCE, SILENCE_STRENGTH, 0, 0, false);
  const said = new Map<number, number>();
  for (const { start, end, concepts } of findHits(window.title, index)) {
    for (const concept of concepts) {
      if (!said.has(concept)) {
        visit(hashNumber(TITLE_CONCEPT, concept), TITLE_STRENGTH, start, end, true);
      }
      said.set(concept, 1);
    }
  }
  for (const [target, score] of scoreTargets(said, index).entries()) {
    const strength = TITLE_SCORE_STRENGTH * Math.min(MOST_SCORE, score);
    if (score > 0) visit(hashNumber(TITLE_SCORE, target), strength, 0, 0, true);
  }
}

/** Each concept that is said around the mention, with its nearest hit. */
function conceptsOf(window: Window, index: TopicIndex): Map<number, Said> {
  const concepts = new Map<number, Said>();
  const place = window.placer();
  for (const hit of findHits(window.text, index)) {
    const nearness = NEARNESS[place(hit.start)];
    const isOwn = hit.start < window.end && hit.end > window.start;
    // The name itself is no topic: `Open…` must not speak for openness.
    if (isOwn && hit.end - hit.start <= window.end - window.start) continue;
    for (const concept of hit.concepts) {
      const said = concepts.get(concept) ?? { nearest: 0, sum: 0, start: 0, end: 0 };
      said.sum += nearness;
      if (nearness > said.nearest) {
        said.nearest = nearness;
        said.start = hit.start;
        said.end = hit.end;
      }
      concepts.set(concept, said);
    }
  }
  return concepts;
}
