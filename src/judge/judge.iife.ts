/**
 * The judge's bundle: comes into a frame when its page holds a name that the form alone does not
 * settle. Wiring only.
 */
import { world } from '../protocol/world.ts';
import { cues, forms } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { createJudge } from '../story/judge.ts';
import { judgePage } from './judge-page.ts';

const judge = createJudge(cues);
const finder = createFinder(forms);

world().judge = (known) => {
  const page = judgePage(judge, finder, () => document.title, known);
  return (name, place) => page.isMention(name, place);
};
