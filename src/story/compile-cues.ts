/** Turns `assets/story/cues.json` into what the judge's bundle carries. At build time. */
import type { CompiledCues, Cues } from './judge.ts';
import { folded } from './match-cues.ts';

/** Compiles the cues; `cues` has been checked against the schema before. */
export function compileCues(cues: Cues): CompiledCues {
  const { priors, companions, form } = cues;
  return {
    priors,
    companions,
    form,
    groups: cues.groups.map(({ id: _, words, ...weights }) => ({
      ...weights,
      words: [...new Set(Object.values(words).flat().map(folded))].sort().join('\n'),
    })),
  };
}
