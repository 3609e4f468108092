/**
 * What answers in place of the extension's background: the same code, in a thread that is not the page's either, and
 * warm, as it is in a browser that has been asked before. Tells with each answer how long it took.
 */
import { createThinking } from '../../src/background/thinking.ts';
import type { JudgeRequest, Responses } from '../../src/protocol/messages.ts';
import type { PackagedFiles } from '../../src/protocol/packaged.ts';

/** Put in by scripts.ts. */
declare const __PACKAGED_FILES__: PackagedFiles;

export interface Told {
  readonly answer: Responses['judge'];
  /** Milliseconds of this thread. */
  readonly tookMs: number;
}

const thinking = createThinking(async (file) => __PACKAGED_FILES__[file]);

addEventListener('message', async ({ data }: MessageEvent<JudgeRequest>) => {
  const answerQuestions = await thinking.judge();
  const begin = performance.now();
  const answer = answerQuestions({ title: data.title, sample: data.sample }, data.questions);
  postMessage({ answer, tookMs: performance.now() - begin } satisfies Told);
});
