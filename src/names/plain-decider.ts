import type { Candidate } from '../story/types.ts';
import type { Decider } from './decide.ts';

/** Who is told what is meant, for texts of our own: no page is read and nothing is weighed. */
export function plainDecider(isMeant: (text: string, candidate: Candidate) => boolean): Decider {
  return {
    readPage: () => ({
      title: { words: new Set(), groups: [] },
      evidence: { length: 0, groups: [], names: {} },
      texts: new Set(),
      isSettled: true,
    }),
    decide: (text, candidates) =>
      candidates.map((one) => {
        const isMention = one.certain || isMeant(text, one);
        return { ...one, isMention, probability: isMention ? 1 : 0 };
      }),
  };
}
