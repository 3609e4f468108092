/** Looks closer at a run of a page's text than the content script does, which settles the plain case. */
import { isReadByLines } from '../../dom/by-lines.ts';
import { isProse } from '../../dom/prose.ts';
import { LONG_UNITS, type Run } from '../../dom/runs.ts';
import type { Finder } from '../../names/find-candidates.ts';
import type { Judge, Mention } from '../../protocol/world.ts';
import type { Candidate } from '../../story/types.ts';
import { createJoints } from './joints.ts';
import type { PageJudge } from './judge-page.ts';

/** UTF-16 units of what touches a name that are asked whether they stand in another box. */
const TOKEN = 100;
const lengthOf = (what: RegExp, text: string) => what.exec(text)?.[0].length ?? 0;

/**
 * @param names ids of the story's names; a `Mention.name` is an index into it
 * @param judge decides about candidates that their form leaves open
 */
export function createCloserLook(
  { find, mayContain }: Finder,
  names: readonly string[],
  judge: Pick<PageJudge, 'isMention' | 'isSettled'>,
): Pick<Judge, 'mentionsIn' | 'partedAnew'> {
  /**
   * What was decided on evidence that has changed since, so that a mark stays as long as its text does. Settled
   * evidence decides the same again: then nothing is kept.
   */
  const decisions = new WeakMap<Text, { data: string; verdicts: Map<number, boolean> }>();

  const joints = createJoints();

  /** Where the page's layout parts the run within a match, or what touches it, 0 first. */
  function cutsOf({ nodes, starts, text }: Run): number[] {
    const cuts = [0];
    mayContain.lastIndex = 0;
    let joint = 1;
    for (let match = mayContain.exec(text); match; match = mayContain.exec(text)) {
      const end = match.index + match[0].length;
      const from = match.index - lengthOf(/\S*$/, text.slice(0, match.index).slice(-TOKEN));
      const to = end + lengthOf(/^\S*/, text.slice(end, end + TOKEN));
      for (; joint < nodes.length && (starts[joint] as number) <= to; joint++) {
        const at = starts[joint] as number;
        if (at < from || /\s/.test(text.slice(at - 1, at + 1))) continue;
        if (joints.isParted(nodes[joint - 1] as Text, nodes[joint] as Text)) cuts.push(at);
      }
    }
    return cuts;
  }

  function findIn(run: Run): readonly Candidate[] {
    if (run.nodes.length === 1) return find(run.text);
    const cuts = cutsOf(run);
    return cuts.flatMap((from, index) =>
      find(run.text.slice(from, cuts[index + 1])).map((candidate) => ({
        ...candidate,
        start: candidate.start + from,
        end: candidate.end + from,
      })),
    );
  }

  function decide(name: string, place: Mention): boolean {
    const { startNode, start, endNode } = place;
    // Cut by markup: the rest of it may change while its first text stays.
    if (endNode !== startNode) return judge.isMention(name, place);
    // A long text is read in parts: what is decided about it may be another thing when it is read again.
    if (startNode.length > LONG_UNITS) return judge.isMention(name, place);
    const decided = decisions.get(startNode);
    const known = decided?.data === startNode.data ? decided.verdicts : undefined;
    const before = known?.get(start);
    if (before !== undefined) return before;
    const fresh = judge.isMention(name, place);
    if (judge.isSettled()) return fresh;
    if (known) known.set(start, fresh);
    else decisions.set(startNode, { data: startNode.data, verdicts: new Map([[start, fresh]]) });
    return fresh;
  }

  /** A run is asked about node by node. */
  let last: { readonly run: Run; readonly found: readonly Candidate[] } | undefined;

  function mentionsIn(run: Run, index: number, isByLines: boolean): Mention[] {
    if (last?.run !== run) last = { run, found: findIn(run) };
    const { nodes, starts } = run;
    const startNode = nodes[index] as Text;
    const nodeStart = starts[index] as number;
    const first = Math.max(nodeStart, run.begin);
    const settled = Math.min(nodeStart + startNode.length, run.end);
    const mentions: Mention[] = [];
    for (const { name, start, end, certain } of last.found) {
      if (start < first || start >= settled) continue;
      let isAllProse = true;
      let final = index;
      while (end > (starts[final] as number) + (nodes[final] as Text).length) {
        final++;
        isAllProse &&= isProse(nodes[final] as Text) !== false;
      }
      const mention: Mention = {
        name: names.indexOf(name),
        startNode,
        start: start - nodeStart,
        endNode: nodes[final] as Text,
        end: end - (starts[final] as number),
      };
      if (isByLines) isAllProse &&= isReadByLines(mention);
      if (isAllProse && (certain || decide(name, mention))) mentions.push(mention);
    }
    return mentions;
  }

  return { mentionsIn, partedAnew: joints.partedAnew };
}
