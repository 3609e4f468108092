import { type Passage, passageAround } from '../dom/passage.ts';
import type { Stretch } from '../dom/prose.ts';
import type { Finder } from '../story/find-candidates.ts';
import { type Evidence, type Judge, mergeEvidence } from '../story/judge.ts';

/** UTF-16 units on either side of a candidate that are read to decide about it. */
const DECIDED = 250;
/**
 * So many passages tell what a page is about: each that is decided about is evidence for those after
 * it until then. From there on the evidence is settled, and so is the page's part of each decision.
 */
const PASSAGES = 64;

/**
 * Judges the candidates of one page by what stands around them and by what the rest of it says.
 * @param title the page's title, asked anew each time: single-page applications change it
 * @param known places that tell of the page when judging begins
 * @returns whether a candidate is a mention of `name`
 */
export function judgePage(
  judge: Judge,
  finder: Finder,
  title: () => string,
  known: readonly Stretch[],
): (name: string, place: Stretch) => boolean {
  const evidenceOf = ({ text }: Pick<Passage, 'text'>) => judge.evidenceOf(text, finder.find(text));
  const read = new Set<string>();
  let page = evidenceOf({ text: '' });
  const learn = (place: Stretch) => {
    if (read.size >= PASSAGES) return;
    const passage = passageAround(place);
    if (read.has(passage.text)) return;
    read.add(passage.text);
    page = mergeEvidence(page, evidenceOf(passage));
  };
  let titled: { title: string; of: Evidence; evidence: Evidence } | undefined;
  const evidence = () => {
    const now = title();
    if (titled?.title !== now || titled.of !== page) {
      // What a title says counts as the page's, but names in it do not.
      const ofTitle = judge.evidenceOf(now, []);
      titled = { title: now, of: page, evidence: mergeEvidence(page, ofTitle) };
    }
    return titled.evidence;
  };
  for (const place of known) learn(place);
  return (name, place) => {
    learn(place);
    const { text, start, end } = passageAround(place, DECIDED);
    return (
      judge.decide(text, [{ name, start, end, certain: false }], { page: evidence() }).length > 0
    );
  };
}
