/**
 * What answers in place of the extension's background: the same code and data, in a thread that is not the page's
 * either, and warm, as it is in a browser that has been asked before. Tells with each answer how long it took.
 */
import { createThinking } from '../../src/background/thinking.ts';
import type { JudgeRequest, Responses } from '../../src/protocol/messages.ts';

export interface Told {
  readonly answer: Responses['judge'];
  /** Milliseconds of this thread. */
  readonly tookMs: number;
}

/** The server of the bench has the package's files where the package has them. */
const thinking = createThinking(async (path) => (await fetch(`/${path}`)).json());

addEventListener('message', async ({ data }: MessageEvent<JudgeRequest>) => {
  const answerQuestions = await thinking.judge();
  const begin = performance.now();
  const answer = answerQuestions({ title: data.title, sample: data.sample }, data.questions);
  postMessage({ answer, tookMs: performance.now() - begin } satisfies Told);
});
