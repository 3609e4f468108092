/**
 * The judge's bundle: comes into a frame when its page holds what takes a closer look than the content
 * script's, after cues.iife.ts. Wiring only.
 */
import * as native from '../dom/native.ts';
import { forms } from '../names/bundled.ts';
import { createFinder } from '../names/find-candidates.ts';
import { createJudge } from '../names/judge.ts';
import { type Mention, world } from '../protocol/world.ts';
import { names } from '../story/bundled.ts';
import { createCloserLook } from './marks/closer-look.ts';
import { judgePage } from './marks/judge-page.ts';
import { knownPlaces } from './marks/known-places.ts';

const { cues } = world();
if (!cues) throw new Error('The judge came before its cues');

const judge = createJudge(cues);
const finder = createFinder(forms);

/** UTF-16 units of a page's title that are read. */
const TITLE_UNITS = 300;
/** At most so many passages of a page are read before its doubtful names are judged. */
const EVIDENCE = 8;

world().judge = (page, unmarked) => {
  const known = knownPlaces(page, EVIDENCE);
  const ofPage = judgePage(
    judge,
    finder,
    () => native.titleOf(document).slice(0, TITLE_UNITS),
    known,
  );
  const look = createCloserLook(finder, names, ofPage);
  const { learnNext } = ofPage;
  const isMarked = ({ name }: Mention) => !unmarked.includes(names[name] as string);
  return {
    learnNext,
    mentionsIn: (...asked) => look.mentionsIn(...asked).filter(isMarked),
    partedAnew: look.partedAnew,
  };
};
