import type { Candidate } from './types.ts';
export interface Finder {
  readonly mayContain: RegExp;
  readonly reach: number;
  find(text: string): Candidate[];
}
export function createFinder(): Finder {
  const re = /(?<![\p{L}\p{N}_])(?:grok(?:[ -]?\d+(?:\.\d+)*)?|x\.?ai|open ?ai)(?![a-z0-9_])/giu;
  return {
    mayContain: /grok|x\.?ai|open ?ai/gi,
    reach: 64,
    find(text) {
      return [...text.matchAll(re)].map((m) => ({
        name: m[0].toLowerCase().startsWith('g')
          ? 'grok'
          : m[0].toLowerCase().startsWith('x')
            ? 'xai'
            : 'openai',
        start: m.index,
        end: m.index + m[0].length,
        certain: true,
      }));
    },
  };
}
