import type { FoundName } from '../story/types.ts';
import type { Finder } from './find-candidates.ts';
import type { Circumstances, Judge } from './judge.ts';

/** Finds the mentions of the story's names in one run of text (a block without its markup). */
export type Recognise = (text: string, around?: Circumstances) => FoundName[];

/** Joins what decides by form and what decides by context. No form, no work for the judge. */
export function createRecogniser(finder: Finder, judge: Judge): Recognise {
  return (text, around) => {
    const candidates = finder.find(text);
    return candidates.length === 0 ? [] : judge.decide(text, candidates, around);
  };
}
