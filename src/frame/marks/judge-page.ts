import { type Passage, passageAround, within } from '../../dom/passage.ts';
import type { Stretch } from '../../dom/runs.ts';
import type { Finder } from '../../names/find-candidates.ts';
import { type Evidence, type Judge, mergeEvidence } from '../../names/judge.ts';

/** UTF-16 units on either side of a candidate that are read to decide about it. */
const DECIDED = 250;
/** The same to learn what the page is about. */
const LEARNT = 500;
/**
 * So many passages tell what a page is about: each that is decided about is evidence for those after
 * it until then. From there on the evidence is settled, and so is the page's part of each decision.
 */
const PASSAGES = 12;

/** Judges the candidates of one page. */
export interface PageJudge {
  /**
   * Reads one of the places that were known when judging began.
   * @returns whether any of them is left
   */
  learnNext(): boolean;
  /** Nothing that is read from now on changes what is decided, unless the page's title does. */
  isSettled(): boolean;
  /** Whether a candidate is a mention of `name`. Reads first what `learnNext` has left. */
  isMention(name: string, place: Stretch): boolean;
}

/**
 * Judges the candidates of one page by what stands around them and by what the rest of it says.
 * Reads nothing by itself: the known places are more work than a frame has room for.
 * @param title the page's title, asked anew each time: single-page applications change it
 * @param known places that tell of the page when judging begins
 */
export function judgePage(
  judge: Judge,
  finder: Finder,
  title: () => string,
  known: readonly Stretch[],
): PageJudge {
  const left = [...known];
  /** Texts of the passages that are in the evidence; let go once it is settled. */
  const read = new Set<string>();
  let isSettled = false;
  let page = judge.evidenceOf('', []);
  let ofTitle: { readonly title: string; readonly evidence: Evidence } | undefined;
  /** Of page and title; undefined once one of them has changed. */
  let whole: Evidence | undefined;

  const learn = ({ text }: Passage) => {
    if (isSettled || read.has(text)) return;
    read.add(text);
    page = mergeEvidence(page, judge.evidenceOf(text, finder.find(text)));
    whole = undefined;
    isSettled = read.size === PASSAGES;
    if (isSettled) read.clear();
  };
  const learnNext = () => {
    const place = left.shift();
    if (place && !isSettled) learn(passageAround(place, LEARNT));
    return left.length > 0;
  };
  const evidence = () => {
    const now = title();
    if (ofTitle?.title !== now) {
      // What a title says counts as the page's, but names in it do not.
      ofTitle = { title: now, evidence: judge.evidenceOf(now, []) };
      whole = undefined;
    }
    whole ??= mergeEvidence(page, ofTitle.evidence);
    return whole;
  };
  return {
    learnNext,
    isSettled: () => isSettled,
    isMention(name, place) {
      while (learnNext());
      const passage = passageAround(place, isSettled ? DECIDED : LEARNT);
      learn(passage);
      const { text, start, end } = within(passage, DECIDED);
      const candidate = { name, start, end, certain: false };
      return judge.decide(text, [candidate], { page: evidence() }).length > 0;
    },
  };
}
