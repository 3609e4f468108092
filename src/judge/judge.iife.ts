/**
 * The judge's bundle: comes into a frame when its page holds what takes a closer look than the content
 * script's, after cues.iife.ts. Wiring only.
 */
import * as native from '../dom/native.ts';
import { type Mention, world } from '../protocol/world.ts';
import { forms, names } from '../story/bundled.ts';
import { createFinder } from '../story/find-candidates.ts';
import { createJudge } from '../story/judge.ts';
import { createCloserLook } from './closer-look.ts';
import { judgePage } from './judge-page.ts';
import { knownPlaces } from './known-places.ts';

const { cues } = world();
if (!cues) throw new Error('The judge came before its cues');

const judge = createJudge(cues);
const finder = createFinder(forms);

/** At most so many passages of a page are read before its doubtful names are judged. */
const EVIDENCE = 8;

world().judge = (page, unmarked) => {
  const known = knownPlaces(page, EVIDENCE);
  const ofPage = judgePage(judge, finder, () => native.titleOf(document), known);
  const look = createCloserLook(finder, names, ofPage);
  const { learnNext } = ofPage;
  const isMarked = ({ name }: Mention) => !unmarked.includes(names[name] as string);
  return {
    learnNext,
    mentionsIn: (...asked) => look.mentionsIn(...asked).filter(isMarked),
    partedAnew: look.partedAnew,
  };
};
