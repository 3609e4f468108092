/** What the learned vote sees of the other candidates in the same text. */
import type { Piece } from './cut-words.ts';
import type { Note, PieceBounds, ReadText, Weighable } from './vote-types.ts';

/** How much these families count; found by cross-validation. */
const OTHERS = 0.7;
const OTHERS_BESIDE = 0.3;

/** The other candidates around: whether they are written alike, and what stands beside those of the same name. */
export function noteOthers(
  { pieces, candidates }: ReadText,
  number: number,
  { first, last, sentenceFirst, sentenceLast }: PieceBounds,
  note: Note,
  noteSpelled: Note,
): void {
  const own = candidates[number];
  if (!own) return;
  let alike = 0;
  let alikeBefore = 0;
  let named = 0;
  let all = 0;
  for (const [i, other] of around(candidates, number, first, last)) {
    all++;
    const isNamed = other.candidate.name === own.candidate.name;
    const isAlike = other.spelled === own.spelled;
    if (isAlike) alike++;
    if (isAlike && i < number) alikeBefore++;
    if (isNamed) named++;
    const certain = other.candidate.certain ? '!' : '';
    note('other', other.spelled + certain, OTHERS);
    note('other', other.candidate.name + certain, OTHERS);
    if (other.at >= sentenceFirst && other.at <= sentenceLast) {
      const side = i < number ? 'before' : 'after';
      note(`other ${side}`, other.spelled + certain, OTHERS);
      note('other in sentence', other.candidate.name + certain, OTHERS);
    }
    const kin = isAlike ? 'alike' : isNamed ? 'named' : 'apart';
    note('other judged', `${kin} ${leaningOf(other)}`, OTHERS);
    if (isNamed) noteBesideOther(pieces, other, isAlike ? 'alike' : 'named', note);
  }
  noteSpelled('alike', String(Math.min(alike, 3)), OTHERS);
  noteSpelled('named', String(Math.min(named - alike, 3)), OTHERS);
  if (alike > 0) noteSpelled('which', String(Math.min(alikeBefore, 3)), OTHERS);
  if (all === alike) noteSpelled('alone', '', OTHERS);
}

/** The other candidates whose pieces are among [first, last], with their numbers. */
function* around(
  candidates: readonly Weighable[],
  number: number,
  first: number,
  last: number,
): Generator<readonly [number, Weighable]> {
  let from = number;
  while ((candidates[from - 1]?.at ?? -1) >= first) from--;
  for (let i = from; i < candidates.length; i++) {
    const other = candidates[i] as Weighable;
    if (other.at > last) return;
    if (i !== number) yield [i, other];
  }
}

/** What the judge's own weights make of a candidate. */
function leaningOf({ weighed }: Weighable): string {
  if (!weighed) return '!';
  const sum = weighed.prior + weighed.form + weighed.near;
  return sum > 1 ? '+' : sum < -1 ? '-' : '0';
}

function noteBesideOther(
  pieces: readonly Piece[],
  { at, weighed }: Weighable,
  kin: string,
  note: Note,
): void {
  const formAt = (step: number) => pieces[at + step]?.form ?? 'edge';
  for (const step of [-2, -1, 1, 2, 3]) note(`${kin} ${step}`, formAt(step), OTHERS_BESIDE);
  note(`${kin} two before`, `${formAt(-2)} ${formAt(-1)}`, OTHERS_BESIDE);
  note(`${kin} two after`, `${formAt(1)} ${formAt(2)}`, OTHERS_BESIDE);
  for (const { group, side, isBeside, gap } of weighed?.cues ?? []) {
    if (isBeside) note(`${kin} cue ${side}`, String(group), OTHERS_BESIDE);
    else if (gap < 15) note(`${kin} cue`, String(group), OTHERS_BESIDE);
  }
}
