/**
 * Answers which names in pieces of a page's text are meant. One piece after the other, each by the same rules: the
 * answer depends on the request alone, so it may be given by a worker that was started for it.
 */
import type { Candidate, FoundName } from '../story/types.ts';
import type { Finder } from './find-candidates.ts';
import { type Evidence, type Judge, mergeEvidence } from './judge.ts';

/** A piece of a page's text that may hold a name that its form leaves open. Offsets are UTF-16 units in `text`. */
export interface Question {
  /** The name's paragraph, or a part of it: what stands around bears on what is meant. */
  readonly text: string;
  /**
   * At least two numbers that grow: where a stretch begins in which names are looked for, where the page's layout
   * parts it for the eye, and where it ends.
   */
  readonly bounds: readonly number[];
  /** Asked is for the names that begin from here on, before `to`. */
  readonly from: number;
  readonly to: number;
}

/** What is known of the page that the questions are about. */
export interface AskedPage {
  readonly title: string;
  /** Pieces of its text with names in it: they tell what the page is about. */
  readonly sample: readonly string[];
}

/** Answers questions about one page, each with the names that are meant, in order. */
export type AnswerQuestions = (page: AskedPage, questions: readonly Question[]) => FoundName[][];

/** UTF-16 units on either side of a candidate that are read to decide about it. */
const DECIDED_UNITS = 250;
/** So many pieces tell what a page is about. From there on a piece that is asked about tells nothing more. */
export const SAMPLE_PIECES = 12;

export function answerQuestionsBy(finder: Finder, judge: Judge): AnswerQuestions {
  const evidenceIn = (text: string) => judge.evidenceOf(text, finder.find(text));
  return ({ title, sample }, questions) => {
    // What a title says counts as the page's, but names in it do not.
    let page: Evidence = judge.evidenceOf(title, []);
    for (const text of sample) page = mergeEvidence(page, evidenceIn(text));
    const isSettled = sample.length >= SAMPLE_PIECES;
    return questions.map((question) => {
      const { text } = question;
      const candidates = candidatesOf(question, finder);
      if (candidates.every(({ certain }) => certain)) return candidates.map(mentionOf);
      const isNew = !isSettled && !sample.includes(text);
      const whole = isNew ? mergeEvidence(page, evidenceIn(text)) : page;
      return candidates.filter((one) => one.certain || isMeant(one, text, whole)).map(mentionOf);
    });
  };

  function isMeant({ name, start, end }: Candidate, text: string, page: Evidence): boolean {
    const cut = Math.max(0, start - DECIDED_UNITS);
    const around = text.slice(cut, end + DECIDED_UNITS);
    const candidate = { name, start: start - cut, end: end - cut, certain: false };
    return judge.decide(around, [candidate], { page }).length > 0;
  }
}

/** What is written like a name in each stretch by itself, as far as it is asked for. */
function candidatesOf({ text, bounds, from, to }: Question, { find }: Finder): Candidate[] {
  return bounds.slice(1).flatMap((end, index) => {
    const begin = bounds[index] ?? 0;
    return find(text.slice(begin, end))
      .map((found) => ({ ...found, start: found.start + begin, end: found.end + begin }))
      .filter(({ start }) => start >= from && start < to);
  });
}

const mentionOf = ({ name, start, end }: Candidate): FoundName => ({ name, start, end });
