/**
 * What thinks, for all tabs: made when it is first asked for, of data that is loaded then, and kept as long as the
 * background lives. Most of its starts have nothing to do with it.
 */
import { createFinder } from '../names/find-candidates.ts';
import { createJudge } from '../names/judge.ts';
import { type AnswerQuestions, answerQuestionsBy } from '../names/judge-questions.ts';
import type { LoadPackaged } from '../protocol/packaged.ts';
import { once } from './once.ts';

export interface Thinking {
  /** What answers which names are meant. */
  judge(): Promise<AnswerQuestions>;
}

/** @param load fails where a file cannot be loaded: so does what was asked for, until it is asked for again */
export function createThinking(load: LoadPackaged): Thinking {
  return {
    judge: once(async () => {
      const { forms, cues } = await load('thinking/names.json');
      return answerQuestionsBy(createFinder(forms), createJudge(cues));
    }),
  };
}
