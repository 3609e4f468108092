/**
 * The judge's bundle: comes into a frame when its page holds what takes a closer look than the content
 * script's. Wiring only.
 */
import { world } from '../protocol/world.ts';
import { cues, forms, names } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { createJudge } from '../story/judge.ts';
import { createCloserLook } from './closer-look.ts';
import { judgePage } from './judge-page.ts';

const judge = createJudge(cues);
const finder = createFinder(forms);

world().judge = (known) => {
  const { learnNext, isMention } = judgePage(judge, finder, () => document.title, known);
  return { learnNext, mentionsIn: createCloserLook(finder, names, isMention) };
};
