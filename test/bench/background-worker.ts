/**
 * What answers in place of the extension's background: the same code, in a thread that is not the page's either, and
 * warm, as it is in a browser that has been asked before. Tells with each answer how long it took.
 */
import { cues, forms } from '../../src/names/bundled.ts';
import { createFinder } from '../../src/names/find-candidates.ts';
import { createJudge } from '../../src/names/judge.ts';
import { answerQuestionsBy } from '../../src/names/judge-questions.ts';
import type { JudgeRequest, Responses } from '../../src/protocol/messages.ts';

export interface Told {
  readonly answer: Responses['judge'];
  /** Milliseconds of this thread. */
  readonly tookMs: number;
}

const answerQuestions = answerQuestionsBy(createFinder(forms), createJudge(cues));

addEventListener('message', ({ data }: MessageEvent<JudgeRequest>) => {
  const begin = performance.now();
  const answer = answerQuestions({ title: data.title, sample: data.sample }, data.questions);
  postMessage({ answer, tookMs: performance.now() - begin } satisfies Told);
});
