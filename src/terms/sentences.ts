/**
 * Where sentences and clauses end, by punctuation alone: an `Intl.Segmenter` costs more to create
 * than a whole ranking may take, and knows no clauses.
 */

/** UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/*
 * A sentence ends at 。！？؟।… always, at . ! ? only before white space and something that is not a
 * small letter (so not in `3.5`, `x.ai`, `Inc. said`), and never after an initial (`J. Smith`).
 *
 * Of a row of . ! ? only the first may begin a match: each would be read to the row's end otherwise,
 * and a page of dots would take time by the square of its length.
 */
const SENTENCE_END =
  /(?:[。！？؟।॥]+[」』）”’"']*|(?<![.!?…])(?:(?<!(?:^|[\s.(])\p{Lu})[.!?…]|[.!?…]{2})[.!?…]*(?:\s?»|[”’"')\]])*(?=\s+(?!\p{Ll}))|\n+)\s*/gu;

const CLAUSE_END = /[,;:()[\]—–，；：、،؛（）]|\s[-/|]\s/gu;

/** Parts of `text` between the ends that `ends` finds; together they are the whole text. */
function split(text: string, ends: RegExp): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length;
    if (end > start) spans.push({ start, end });
    start = end;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}

/** The sentences of `text` in order, white space behind a sentence included. */
export function sentences(text: string): Span[] {
  return split(text, SENTENCE_END);
}

/** The clause of `text` that holds the stretch `[start, end)`: cut at commas, dashes, brackets. */
export function clauseAround(text: string, start: number, end: number): Span {
  let clauseStart = 0;
  let clauseEnd = text.length;
  for (const { index, 0: sign } of text.matchAll(CLAUSE_END)) {
    if (index + sign.length <= start) clauseStart = index + sign.length;
    else if (index >= end) {
      clauseEnd = index;
      break;
    }
  }
  return { start: clauseStart, end: clauseEnd };
}
