/**
 * Has the background look closer at what the frame does not settle itself: pieces of text go there in batches, and
 * what is meant comes back. What was answered is remembered, so that a text that is read again is not asked about
 * again.
 */
import { isReadByLines } from '../../dom/by-lines.ts';
import * as native from '../../dom/native.ts';
import { passageAround, shown } from '../../dom/passage.ts';
import { isProse } from '../../dom/prose.ts';
import { LONG_UNITS, type Part, type Run, type Stretch } from '../../dom/runs.ts';
import { type AskedPage, type Question, SAMPLE_PIECES } from '../../names/judge-questions.ts';
import type { Mention, PageJudge } from '../../protocol/marks.ts';
import { TITLE_UNITS } from '../../protocol/messages.ts';
import type { FoundName } from '../../story/types.ts';
import { createJoints } from './joints.ts';

/** UTF-16 units on either side of what is asked about that are told with it. */
const TOLD_UNITS = 400;
/** Nodes on either side that are looked at for that: where each letter is a node of its own, nobody reads prose. */
const TOLD_NODES = 100;
/** UTF-16 units of what touches a name that are asked whether they stand in another box. */
const TOKEN_UNITS = 100;
/** Places of mentions that are known already, of which the background is told what stands around. */
const MOST_KNOWN = 8;
/** Questions of one message, questions that wait at most, and answers that are remembered. */
const MOST_ASKED = 64;
const MOST_WAITING = 256;
const MOST_REMEMBERED = 512;
/** Milliseconds from the first question to the message: what is read meanwhile goes with it. */
const GATHER_MS = 4;

/** Milliseconds until what could not be asked is asked again. */
const FAILED_MS = 30_000;

type Answer = readonly FoundName[];

export interface CloserLookSetup {
  readonly document: Document;
  /** Matches wherever a name may begin. */
  readonly loose: RegExp;
  /** Where mentions are known, as many as `most` at most: they tell what the page is about. */
  readonly known: (most: number) => readonly Stretch[];
  /** Asks the background; fails where that answers nothing. */
  readonly ask: (page: AskedPage, questions: readonly Question[]) => Promise<readonly Answer[]>;
  /** These can be read again: there are answers about them, or it is time to ask again. */
  readonly answered: (parts: readonly Part[]) => void;
}

/** A question with all places that it is asked for: the same words may stand in many. */
interface Asked {
  readonly question: Question;
  readonly parts: Part[];
}

const lengthOf = (what: RegExp, text: string) => what.exec(text)?.[0].length ?? 0;

export function createCloserLook(setup: CloserLookSetup): PageJudge {
  const { document, loose, known, ask, answered } = setup;
  const joints = createJoints();
  const answers = new Map<string, Answer>();
  const waiting = new Map<string, Asked>();
  let asked: ReadonlyMap<string, Asked> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let title = '';
  /** What the page is about, in pieces of its text. */
  const sample: string[] = [];
  /** What was found in a text that is all in one node: its marks stay until there is another answer. */
  const held = new WeakMap<
    Text,
    { readonly data: string; readonly mentions: readonly Mention[] }
  >();

  // ---- questions ---------------------------------------------------------------------------

  /** Where the page's layout parts the run within a match, or what touches it. */
  function cutsOf({ nodes, starts, text }: Run): number[] {
    const cuts: number[] = [];
    if (nodes.length === 1) return cuts;
    loose.lastIndex = 0;
    let joint = 1;
    for (let match = loose.exec(text); match; match = loose.exec(text)) {
      const end = match.index + match[0].length;
      const from = match.index - lengthOf(/\S*$/, text.slice(0, match.index).slice(-TOKEN_UNITS));
      const to = end + lengthOf(/^\S*/, text.slice(end, end + TOKEN_UNITS));
      for (; joint < nodes.length && (starts[joint] as number) <= to; joint++) {
        const at = starts[joint] as number;
        if (at < from || /\s/.test(text.slice(at - 1, at + 1))) continue;
        if (joints.isParted(nodes[joint - 1] as Text, nodes[joint] as Text)) cuts.push(at);
      }
    }
    return cuts;
  }

  /**
   * The question about what begins in [from, to) of a run, with what stands around it in its block.
   * @returns also where the run begins in the question's text
   */
  function questionOf(run: Run, part: Part, from: number, to: number, isByLines: boolean) {
    const { node } = part;
    const place = { startNode: node, start: part.from, endNode: node, end: part.to };
    const around = passageAround(place, TOLD_UNITS, TOLD_NODES);
    const runStart = around.start - from;
    const runEnd = runStart + run.text.length;
    const first = Math.max(0, runStart);
    const window = run.text.slice(first - runStart);
    const text =
      around.text.slice(0, first) +
      (isByLines ? window : shown(window)) +
      around.text.slice(Math.max(0, runEnd));
    const cuts = cutsOf(run).map((cut) => cut + runStart);
    // Texts without a letter begin where the next one does.
    const inner = new Set(cuts.filter((cut) => cut > first && cut < runEnd));
    const bounds = [first, ...inner, runEnd];
    const question: Question = { text, bounds, from: from + runStart, to: to + runStart };
    return { question, runStart };
  }

  // ---- answers -----------------------------------------------------------------------------

  /** What is meant of a text, in the page's own terms: what reaches into code is none. */
  function mentionsFrom(
    answer: Answer,
    { nodes, starts }: Run,
    index: number,
    runStart: number,
    isByLines: boolean,
  ): Mention[] {
    const startNode = nodes[index] as Text;
    const nodeStart = starts[index] as number;
    return answer.flatMap(({ name, start: from, end: to }) => {
      const start = from - runStart;
      const end = to - runStart;
      let isAllProse = true;
      let last = index;
      while (last + 1 < nodes.length && end > (starts[last + 1] as number)) {
        last++;
        isAllProse &&= isProse(nodes[last] as Text) !== false;
      }
      const mention: Mention = {
        name,
        startNode,
        start: start - nodeStart,
        endNode: nodes[last] as Text,
        end: end - (starts[last] as number),
      };
      return isAllProse && (!isByLines || isReadByLines(mention)) ? [mention] : [];
    });
  }

  function remember(key: string, answer: Answer): void {
    answers.set(key, answer);
    if (answers.size > MOST_REMEMBERED) answers.delete(answers.keys().next().value as string);
  }

  /** Marks that stood in a text before what is around it changed. */
  function heldIn(node: Text): readonly Mention[] | undefined {
    const before = held.get(node);
    return before && node.length <= LONG_UNITS && node.data === before.data
      ? before.mentions
      : undefined;
  }

  function hold(node: Text, mentions: readonly Mention[]): void {
    const isWithin = mentions.every(({ endNode }) => endNode === node);
    if (node.length <= LONG_UNITS && isWithin) held.set(node, { data: node.data, mentions });
    else held.delete(node);
  }

  // ---- messages ----------------------------------------------------------------------------

  function enqueue(key: string, question: Question, part: Part): void {
    const already = waiting.get(key) ?? asked?.get(key);
    if (already) already.parts.push(part);
    else waiting.set(key, { question, parts: [part] });
    timer ??= setTimeout(send, GATHER_MS);
  }

  function learn(text: string): void {
    if (sample.length < SAMPLE_PIECES && !sample.includes(text)) sample.push(text);
  }

  async function send(): Promise<void> {
    if (asked || waiting.size === 0) return;
    const batch = new Map([...waiting].slice(0, MOST_ASKED));
    asked = batch;
    for (const key of batch.keys()) waiting.delete(key);
    const now = native.titleOf(document).slice(0, TITLE_UNITS);
    // What was answered on a page of another title may be answered otherwise now.
    if (now !== title) answers.clear();
    title = now;
    if (sample.length === 0) {
      for (const place of known(MOST_KNOWN)) learn(passageAround(place, TOLD_UNITS).text);
    }
    for (const { question } of batch.values()) learn(question.text);
    const questions = [...batch.values()].map(({ question }) => question);
    const given = await ask({ title, sample }, questions).catch(() => undefined);
    asked = undefined;
    timer = undefined;
    if (waiting.size > 0) timer = setTimeout(send);
    const parts: Part[] = [];
    for (const [index, [key, each]] of [...batch].entries()) {
      const answer = given?.[index];
      if (answer) remember(key, answer);
      parts.push(...each.parts);
    }
    if (given) answered(parts);
    else setTimeout(() => answered(parts), FAILED_MS);
  }

  return {
    mentionsIn(run, index, isByLines) {
      const node = run.nodes[index] as Text;
      const nodeStart = run.starts[index] as number;
      const from = Math.max(nodeStart, run.begin);
      const to = Math.min(nodeStart + node.length, run.end);
      // Emptied since it was asked about.
      if (from >= to) return [];
      const part = { node, from: from - nodeStart, to: to - nodeStart };
      const { question, runStart } = questionOf(run, part, from, to, isByLines);
      const key = JSON.stringify(question);
      const answer = answers.get(key);
      if (!answer) {
        enqueue(key, question, part);
        return undefined;
      }
      const mentions = mentionsFrom(answer, run, index, runStart, isByLines);
      hold(node, mentions);
      return mentions;
    },
    heldIn,
    partedAnew: joints.partedAnew,
    get isFull() {
      return waiting.size >= MOST_WAITING;
    },
    get isWaiting() {
      return timer !== undefined;
    },
  };
}
