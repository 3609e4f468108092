import type { Decider } from '../../src/names/decide.ts';
import type { Finder } from '../../src/names/find-candidates.ts';
import { type AskedPage, answerQuestionsBy } from '../../src/names/judge-questions.ts';
import type { Mention } from '../../src/story/types.ts';

export type Recognise = (text: string, page?: Partial<AskedPage>) => Mention[];

/** Finds what is meant in one piece of text as the background does for a page, without the page's layout. */
export function recogniserOf(finder: Finder, decider: Decider): Recognise {
  const answer = answerQuestionsBy(finder, decider);
  return (text, { title = '', sample = [] } = {}) => {
    const whole = { text, bounds: [0, text.length], from: 0, to: text.length };
    return answer({ title, sample }, [whole])[0] ?? [];
  };
}
