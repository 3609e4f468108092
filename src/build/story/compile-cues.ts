/** Turns `assets/story/cues.json` into what the judge loads. At build time. */
import type { CompiledCues, Cues } from '../../names/cues.ts';
import { type CueTrie, folded, GROUP, MAX_SIGN, OPEN, SKIP } from '../../names/match-cues.ts';

/** Compiles the cues; `cues` has been checked against the schema before. */
export function compileCues(cues: Cues): CompiledCues {
  const { priors, companions, form } = cues;
  return {
    priors,
    companions,
    form,
    groups: cues.groups.map(({ id: _, words: __, ...weights }) => weights),
    words: compileWords(cues.groups.map(({ words }) => Object.values(words).flat())),
  };
}

/** A cue from where its node in the trie is. */
interface Rest {
  readonly rest: string;
  readonly group: number;
}

/**
 * @param groups the words of each group, a `*` where one may go on
 * @throws Error if there are more of them, or other characters in them, than a trie can tell
 */
export function compileWords(groups: readonly (readonly string[])[]): CueTrie {
  const cues = groups.flatMap((words, group) =>
    [...new Set(words.map(folded))].map((word): Rest => {
      if (UNTELLABLE.test(word)) throw new Error(`cues: "${word}" cannot be told in a trie`);
      return { rest: word.replaceAll('*', OPEN), group };
    }),
  );
  return waysOf(cues).map(skipped).join('');
}

/** Nothing, or a unit that the trie itself tells by. */
const UNTELLABLE = new RegExp(`^$|[${OPEN}${String.fromCharCode(GROUP)}-\\uffff]`);

function waysOf(cues: readonly Rest[]): string[] {
  const ways = new Map<string, Rest[]>();
  for (const { rest, group } of cues) {
    const way = ways.get(rest.charAt(0)) ?? [];
    way.push({ rest: rest.slice(1), group });
    ways.set(rest.charAt(0), way);
  }
  return [...ways]
    .sort(([one], [other]) => one.charCodeAt(0) - other.charCodeAt(0))
    .map(([unit, following]) => unit + nodeOf(following));
}

function nodeOf(cues: readonly Rest[]): string {
  const ended = cues.filter(({ rest }) => rest === '').map(({ group }) => sign(GROUP, group, SKIP));
  const ways = waysOf(cues.filter(({ rest }) => rest !== ''));
  return [...ended, ...ways.slice(0, -1).map(skipped), ...ways.slice(-1)].join('');
}

const skipped = (way: string) => sign(SKIP, way.length, MAX_SIGN + 1) + way;

/** The unit from `first` on that tells a number. */
function sign(first: number, number: number, beyond: number): string {
  if (first + number >= beyond) throw new Error('cues: too many for one trie');
  return String.fromCharCode(first + number);
}
