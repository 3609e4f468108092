/**
 * What the learned vote sees of a candidate: the judge's evidence, the words beside it, those of its
 * sentence, of the text around and of the page's title, how the other candidates around are written,
 * and what kind of text it is. Each is noted for the name and, more closely, for its spelling.
 */
import { isUnspacedSign, type Piece } from './cut-words.ts';
import type { Weighed } from './judge.ts';
import { noteOthers } from './vote-others.ts';
import type { FeatureSink, Note, PieceBounds, ReadText, Weighable } from './vote-types.ts';

/** UTF-16 units on either side of a candidate that the vote reads. */
export const VOTE_UNITS = 300;

/** How much each family counts; found by cross-validation, flat around these. */
const BESIDE = 0.7;
const SENTENCE = 0.2;
const AROUND = 0.18;
const TITLE = 0.5;
const EVIDENCE = 0.7;
const SHAPE = 0.5;

const SENTENCE_ENDS = /^[.!?。！？;；]$/;
const QUOTES_AND_CODE = /^[{}()[\]=<>`$%_|\\/#:"]$/;
const CAPITALS = /^\p{Lu}{2,}$/u;
const CAPITAL = /^\p{Lu}/u;
const LATIN = /^\p{Script=Latin}/u;

/** Notes everything that the vote sees of `candidates[number]`. */
export function noteFeatures(read: ReadText, number: number, sink: FeatureSink): void {
  const own = read.candidates[number];
  const { weighed } = own ?? {};
  if (!own || !weighed) return;
  const { name } = own.candidate;
  const note: Note = (family, word, strength) => {
    sink.note(name, family, word, strength);
    sink.note(own.spelled, family, word, strength);
  };
  const noteSpelled: Note = (family, word, strength) =>
    sink.note(own.spelled, family, word, strength);
  const bounds = boundsOf(read, own.at);
  const { pieces } = read;
  sink.note('', 'any', '', 1);
  note('any', '', 1);
  noteEvidence(own, weighed, pieces, bounds, note, (family, strength) => {
    sink.note('', family, '', strength);
    noteSpelled(family, '', strength);
  });
  noteBeside(pieces, own.at, note, noteSpelled);
  noteWords(read, own.at, bounds, note);
  for (const word of read.title.words) note('title', word, TITLE);
  for (const group of read.title.groups) note('title cue', String(group), 0.5 * EVIDENCE);
  if (read.title.words.size === 0) noteSpelled('no title', '', SHAPE);
  noteOthers(read, number, bounds, note, noteSpelled);
  noteShape(pieces, own.at, bounds, noteSpelled);
}

function boundsOf({ text, pieces }: ReadText, at: number): PieceBounds {
  const own = pieces[at] as Piece;
  let first = at;
  while (own.start - (pieces[first - 1]?.start ?? Number.NEGATIVE_INFINITY) <= VOTE_UNITS) first--;
  let last = at;
  while ((pieces[last + 1]?.end ?? Number.POSITIVE_INFINITY) - own.end <= VOTE_UNITS) last++;
  const endsAfter = (one: number) => {
    const piece = pieces[one] as Piece;
    const next = pieces[one + 1];
    if (!next) return true;
    return next.isParted && text.slice(piece.end, next.start).includes('\n');
  };
  const isEnd = (one: number) => SENTENCE_ENDS.test((pieces[one] as Piece).text);
  let sentenceFirst = at;
  while (sentenceFirst > first) {
    const before = sentenceFirst - 1;
    const isNew = isEnd(before) && (pieces[sentenceFirst] as Piece).isParted;
    if (isNew || endsAfter(before)) break;
    sentenceFirst = before;
  }
  let sentenceLast = at;
  while (sentenceLast < last && !isEnd(sentenceLast + 1) && !endsAfter(sentenceLast)) {
    sentenceLast++;
  }
  return { first, last, sentenceFirst, sentenceLast };
}

const bounded = (value: number, most: number) => Math.max(-most, Math.min(value, most));

/** What the judge's cues and weights say. */
function noteEvidence(
  { candidate }: Weighable,
  { prior, form, near, page, cues }: Weighed,
  pieces: readonly Piece[],
  { sentenceFirst, sentenceLast }: PieceBounds,
  note: Note,
  noteNumber: (family: string, strength: number) => void,
): void {
  const sum = prior + form + near + page;
  noteNumber('sum', (bounded(sum, 5) / 3) * EVIDENCE);
  noteNumber('near', (bounded(near, 4) / 3) * EVIDENCE);
  noteNumber('page', (page / 3) * EVIDENCE);
  noteNumber('form', (form / 3) * EVIDENCE);
  noteNumber('side', (sum > 0 ? 1 : -1) * EVIDENCE);
  const from = (pieces[sentenceFirst] as Piece).start;
  const to = (pieces[sentenceLast] as Piece).end;
  for (const { group, side, isBeside, gap } of cues) {
    const place = side === 'before' ? candidate.start - gap : candidate.end + gap;
    const which = String(group);
    if (isBeside) note(`cue ${side}`, which, 0.7 * EVIDENCE);
    if (place >= from && place <= to) {
      note('cue in sentence', which, (0.4 + 0.3 * Math.max(0, 1 - gap / 40)) * EVIDENCE);
      if (gap < 12) note(`cue close ${side}`, which, 0.5 * EVIDENCE);
    }
    note('cue near', which, 0.3 * EVIDENCE);
  }
}

/** What a piece looks like, apart from which word it is. */
function lookOf(piece: Piece | undefined): string {
  if (!piece) return 'edge';
  if (piece.kept >= 0) return 'name';
  const { text } = piece;
  if (!piece.isWord) return text;
  if (/^\d/.test(text)) return '9';
  if (isUnspacedSign(piece)) return /\p{Script=Han}/u.test(text) ? 'Han' : 'kana';
  if (CAPITALS.test(text)) return 'XX';
  if (CAPITAL.test(text)) return 'Xx';
  if (text.includes('_')) return 'x_x';
  return LATIN.test(text) ? 'x' : 'other';
}

/** The words and signs right beside, alone and together. */
function noteBeside(pieces: readonly Piece[], at: number, note: Note, noteSpelled: Note): void {
  const formAt = (step: number) => pieces[at + step]?.form ?? 'edge';
  for (const step of [-1, 1]) {
    const isApart = pieces[step > 0 ? at + 1 : at]?.isParted ? ' ' : '';
    note(`${step}`, formAt(step), BESIDE);
    note(`look ${step}`, lookOf(pieces[at + step]) + isApart, 0.6 * BESIDE);
  }
  for (const step of [-2, 2]) {
    note(`${step}`, formAt(step), 0.6 * BESIDE);
    noteSpelled(`look ${step}`, lookOf(pieces[at + step]), 0.4 * BESIDE);
  }
  for (const step of [-3, 3]) note(`${step}`, formAt(step), 0.4 * BESIDE);
  const before = `${formAt(-2)} ${formAt(-1)}`;
  const after = `${formAt(1)} ${formAt(2)}`;
  note('two before', before, BESIDE);
  note('two after', after, BESIDE);
  note('both sides', `${formAt(-1)} ${formAt(1)}`, 0.8 * BESIDE);
  noteSpelled('looks', `${lookOf(pieces[at - 1])} ${lookOf(pieces[at + 1])}`, 0.6 * BESIDE);
  note('three before', `${formAt(-3)} ${before}`, 0.7 * BESIDE);
  note('three after', `${after} ${formAt(3)}`, 0.7 * BESIDE);
  for (const step of [-2, -1, 1, 2]) {
    const piece = pieces[at + step];
    if (!piece?.isWord || piece.kept >= 0) continue;
    if (piece.form.length > 4) note(`begins ${step}`, piece.form.slice(0, 4), 0.5 * BESIDE);
    if (piece.form.length > 3) noteSpelled(`ends ${step}`, piece.form.slice(-2), 0.4 * BESIDE);
  }
}

/** The words of the sentence and of the text around, their beginnings and pairs. */
function noteWords(
  { pieces, forms }: ReadText,
  at: number,
  { first, last, sentenceFirst, sentenceLast }: PieceBounds,
  note: Note,
): void {
  for (let i = first; i <= last; i++) {
    const piece = pieces[i] as Piece;
    if (piece.kept >= 0) continue;
    const isInSentence = i >= sentenceFirst && i <= sentenceLast;
    if (!piece.isWord) {
      if (isInSentence) note('sign', piece.text, 0.6 * SENTENCE);
      continue;
    }
    const away = Math.abs(i - at);
    const strength = SENTENCE * (away <= 4 ? 1.6 : away <= 9 ? 1.2 : 1);
    const own = forms[i] ?? formsOf(piece, pieces[i + 1]);
    forms[i] = own;
    for (const form of own) {
      if (isInSentence) note('sentence', form, strength);
      if (isInSentence && away <= 6) note(i < at ? 'close before' : 'close after', form, strength);
      note('around', form, AROUND);
    }
  }
}

/** A word, its beginning, and the word with the next one. */
export function formsOf({ form }: Piece, next: Piece | undefined): string[] {
  const forms = [form];
  if (form.length > 5) forms.push(`${form.slice(0, 5)}*`);
  if (next?.isWord && next.kept < 0) forms.push(`${form} ${next.form}`);
  return forms;
}

/** What kind of text it is: a headline in capitals, code, a list. */
function noteShape(
  pieces: readonly Piece[],
  at: number,
  { first, last, sentenceFirst, sentenceLast }: PieceBounds,
  noteSpelled: Note,
): void {
  if (at === sentenceFirst) noteSpelled('first', '', SHAPE);
  if (at === sentenceLast) noteSpelled('last', '', SHAPE);
  let words = 0;
  let capitals = 0;
  let capital = 0;
  let latin = 0;
  let signs = 0;
  for (let i = first; i <= last; i++) {
    const { text, isWord, kept } = pieces[i] as Piece;
    if (QUOTES_AND_CODE.test(text)) signs++;
    if (!isWord || kept >= 0) continue;
    words++;
    if (CAPITALS.test(text)) capitals++;
    if (CAPITAL.test(text)) capital++;
    if (LATIN.test(text)) latin++;
  }
  const step = (part: number, whole: number, steps: readonly number[]) =>
    String(part === 0 ? -1 : steps.filter((least) => part / whole > least).length);
  if (words > 0) {
    noteSpelled('in capitals', step(capitals, words, [0.3, 0.6]), SHAPE);
    noteSpelled('with a capital', step(capital, words, [0.25, 0.5]), SHAPE);
    noteSpelled('latin', latin / words < 0.5 ? 'no' : 'yes', SHAPE);
  }
  noteSpelled('signs', step(signs, last - first + 1, [0.06, 0.15]), SHAPE);
}
