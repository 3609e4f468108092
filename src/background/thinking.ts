/**
 * What thinks, for all tabs: made when it is first asked for, of data that is loaded then, and kept as long as the
 * background lives. Most of its starts have nothing to do with it.
 *
 * More data for one of these goes into its file (`src/protocol/packaged.ts` has the type,
 * `src/build/vite/packaged-files.ts` what is written), and is at hand where that is loaded here. What is large and not
 * needed by all who need the file gets a file of its own.
 */
import { createDecider } from '../names/decide.ts';
import { createFinder } from '../names/find-candidates.ts';
import { createJudge } from '../names/judge.ts';
import { type AnswerQuestions, answerQuestionsBy } from '../names/judge-questions.ts';
import type { LoadPackaged } from '../protocol/packaged.ts';
import { type RankPassages, rankPassagesBy } from '../topics/rank-passages.ts';
import { createRanker } from '../topics/ranker.ts';
import { indexTopics, type TopicIndex } from '../topics/topic-index.ts';
import { once } from './once.ts';

export interface Thinking {
  /** What answers which names are meant. */
  judge(): Promise<AnswerQuestions>;
  /** What answers which paragraphs fit a passage. */
  ranker(): Promise<RankPassages>;
  /** What finds the article's topics in a text. */
  index(): Promise<TopicIndex>;
}

/** @param load fails where a file cannot be loaded: so does what was asked for, until it is asked for again */
export function createThinking(load: LoadPackaged): Thinking {
  const topics = once(async () => {
    const { topics, ...article } = await load('thinking/topics.json');
    return { index: indexTopics(topics), ...article };
  });
  return {
    judge: once(async () => {
      const { forms, cues, model } = await load('thinking/names.json');
      const finder = createFinder(forms);
      return answerQuestionsBy(finder, createDecider(finder, createJudge(cues), model));
    }),
    ranker: once(async () => {
      const [{ index, sentences, names }, model] = await Promise.all([
        topics(),
        load('thinking/ranker.json'),
      ]);
      return rankPassagesBy(createRanker(model, index), index, sentences, names);
    }),
    index: async () => (await topics()).index,
  };
}
