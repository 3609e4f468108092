/**
 * Answers which names in pieces of a page's text are meant. One piece after the other, each by the same rules: the
 * answer depends on the request alone, so it may be given by a worker that was started for it.
 */
import type { Candidate, Mention } from '../story/types.ts';
import type { AskedPage } from './asked-page.ts';
import type { Decider, ReadPage } from './decide.ts';
import type { Finder } from './find-candidates.ts';

export { type AskedPage, SAMPLE_PIECES } from './asked-page.ts';

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

/** Answers questions about one page, each with the names that are meant, in order. */
export type AnswerQuestions = (page: AskedPage, questions: readonly Question[]) => Mention[][];

export function answerQuestionsBy(finder: Finder, decider: Decider): AnswerQuestions {
  return (page, questions) => {
    let read: ReadPage | undefined;
    return questions.map((question) => {
      const candidates = candidatesOf(question, finder);
      const isAsked = ({ start }: Candidate) => start >= question.from && start < question.to;
      const asked = candidates.filter(isAsked);
      if (asked.every(({ certain }) => certain)) return asked.map(mentionOf);
      read ??= decider.readPage(page);
      // All of them are weighed: they tell of each other.
      return decider
        .decide(question.text, candidates, read)
        .filter((verdict) => verdict.isMention && isAsked(verdict))
        .map(mentionOf);
    });
  };
}

/** What is written like a name in each stretch by itself. */
function candidatesOf({ text, bounds }: Question, { find }: Finder): Candidate[] {
  return bounds.slice(1).flatMap((end, index) => {
    const begin = bounds[index] ?? 0;
    return find(text.slice(begin, end)).map((found) => ({
      ...found,
      start: found.start + begin,
      end: found.end + begin,
    }));
  });
}

const mentionOf = ({ name, start, end }: Candidate): Mention => ({ name, start, end });
