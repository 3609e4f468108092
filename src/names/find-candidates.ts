/**
 * Finds what is written like a name of the story, and decides by form alone: the spelling, the version,
 * the neighbours, an address or code around. What form cannot settle comes out as not `certain`, for the
 * judge.
 */

import type { Candidate } from '../story/types.ts';
import { endAt } from '../terms/end-at.ts';
import { lazyRegExp } from '../terms/lazy-regexp.ts';
import { createAddressTest } from './address-or-code.ts';
import { ASCII_UNITS, isAsciiWord } from './code.ts';
import type { CompiledForms, CompiledName } from './compiled.ts';
import { INVISIBLE, MAX_INVISIBLE, readable } from './readable.ts';

export interface Finder {
  /**
   * Matches at least wherever `find` would, whatever text precedes or follows. Global: mind its
   * `lastIndex`.
   */
  readonly mayContain: RegExp;
  /**
   * The candidates of one run of text (a block's text without its markup), in order, disjoint.
   * @param from and `to`: those alone that begin in [from, to). Takes time by that stretch, not by the text.
   */
  find(text: string, from?: number, to?: number): Candidate[];
}

const ANY_INVISIBLE = new RegExp(`[${INVISIBLE}]`);
const FIRST_INVISIBLE = 0xad;
/**
 * Makes a longer word of a name that it touches. Letters of other scripts do not: Chinese and
 * Thai have no spaces, Arabic and Hebrew prefixes stick. Accents (NFD) belong to their letter.
 */
const WORD = lazyRegExp(
  '[\\p{Script=Latin}\\d_０-９\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20dc\\ufe20-\\ufe2f]',
  'u',
);
const HANDLE = /(?:^|[^\w/-])[@＠]$/;

/** What may stand between a name and its version, and the version's beginning. */
const VERSION_BEGINS = new RegExp(`[\\s${INVISIBLE}\\u2010\\u2011-]{0,22}v?[\\d０-９]`, 'iy');

type Test = (text: string) => boolean;

/** Whole words: `source` is asked alone first, since it mostly says no and is made in no time. */
function wholeWords(source: string | undefined, precise: (source: string) => string): Test {
  if (source === undefined) return () => false;
  const loose = new RegExp(source, 'i');
  const whole = lazyRegExp(precise(source), 'iu');
  return (text) => loose.test(text) && whole().test(text);
}
const wordsAfter = (source: string | undefined) =>
  wholeWords(source, (words) => `${words}(?![\\p{L}\\d])`);
const wordsBefore = (source: string | undefined) =>
  wholeWords(source, (words) => `(?<![\\p{L}\\d])${words}`);

const lazyIfAny = (source: string | undefined, flags: string) =>
  source === undefined ? undefined : lazyRegExp(source, flags);

/** The regular expressions of one name. */
const rulesOf = (name: CompiledName) => ({
  id: name.id,
  written: name.written,
  exact: lazyRegExp(name.exact, 'iy'),
  certain: new Set(name.certain),
  certainBeside: new Set(name.certainBeside),
  version: lazyIfAny(name.version, 'iuy'),
  certainVersion: lazyIfAny(name.certainVersion, 'i'),
  endings: lazyIfAny(name.endings, 'uy'),
  isRefusedAfter: wordsAfter(name.refusedAfter),
  isRefusedBefore: wordsBefore(name.refusedBefore),
  isSettledAfter: wordsAfter(name.settledAfter),
  isSettledBefore: wordsBefore(name.settledBefore),
  doubtedNear: name.doubtedNear === undefined ? undefined : new RegExp(name.doubtedNear, 'i'),
});

type Rules = ReturnType<typeof rulesOf>;

/** Whether the letter next to `at` (going by `step`), past what shows nothing, is of a word. */
function touchesWord(text: string, at: number, step: 1 | -1): boolean {
  let place = at;
  for (let passed = 0; passed < MAX_INVISIBLE; passed += 1, place += step) {
    if (text.charCodeAt(place) < FIRST_INVISIBLE || !ANY_INVISIBLE.test(text.charAt(place))) break;
  }
  const unit = text.charCodeAt(place);
  return unit < ASCII_UNITS ? isAsciiWord(unit) : WORD().test(text.charAt(place));
}

/** Builds the finder of the names that `forms` tells of; most of it when `find` is first called. */
export function createFinder(forms: CompiledForms): Finder {
  let find: Finder['find'] | undefined;
  return {
    mayContain: new RegExp(forms.loose, 'g'),
    find(text, from, to) {
      find ??= createFind(forms);
      return find(text, from, to);
    },
  };
}

function createFind(forms: CompiledForms): Finder['find'] {
  const scan = new RegExp(forms.loose, 'g');
  const rules = forms.names.map(rulesOf);
  /** By what is written in plain letters, which is most: then no regular expression has to be made for it. */
  const byForm = new Map(
    rules.flatMap((rule) => rule.written.map((form) => [form, rule] as const)),
  );
  const isAddressOrCode = createAddressTest(forms);

  /** What the stretch [start, nameEnd), written like the name of `rule`, is by its form. */
  function candidateAt(
    text: string,
    rule: Rules,
    start: number,
    nameEnd: number,
  ): Candidate | undefined {
    if (touchesWord(text, start - 1, -1)) return;
    const written = readable(text.slice(start, nameEnd));
    const lower = written === written.toLowerCase();
    const upper = written === written.toUpperCase();
    const before = text.slice(Math.max(0, start - forms.beside), start);
    const handle = HANDLE.test(before);

    const { version } = rule;
    const hasVersion = !handle && version && endAt(VERSION_BEGINS, text, nameEnd) >= 0;
    const versionEnd = hasVersion ? endAt(version(), text, nameEnd) : -1;
    let end = nameEnd;
    let rest = nameEnd;
    if (versionEnd >= 0) {
      end = versionEnd;
      rest = versionEnd;
    } else if (touchesWord(text, nameEnd, 1)) {
      rest = lower || upper || !rule.endings ? -1 : endAt(rule.endings(), text, nameEnd);
      if (rest < 0) return;
    }
    const after = text.slice(rest, rest + forms.beside);
    const isVersioned = versionEnd >= 0;
    if (isAddressOrCode({ text, start, end: rest, before, after, isLower: lower, isVersioned }))
      return;
    if (handle && /^[-.]\w/.test(after)) return;
    if (rule.isRefusedAfter(after) || rule.isRefusedBefore(before)) return;

    let certain = handle;
    if (!certain && rest === end) {
      if (versionEnd >= 0 && rule.certainBeside.has(written)) {
        const number = readable(text.slice(nameEnd, versionEnd)).replace(/^[ -]/, '');
        certain = rule.certainVersion?.().test(number) === true;
      } else certain = rule.certain.has(written);
      if (!certain && !lower) {
        certain = rule.isSettledAfter(after) || rule.isSettledBefore(before);
      }
    } else if (!certain) certain = rule.certain.has(written);
    if (certain && !handle) {
      const isCode = before.endsWith('`') && after.startsWith('`');
      const around = () => text.slice(Math.max(0, start - forms.near), rest + forms.near);
      if (isCode || rule.doubtedNear?.test(around())) certain = false;
    }
    return { name: rule.id, start, end, certain };
  }

  /** The candidate that begins where the loose expression matched. */
  function candidateOf(text: string, { 0: written, index: start }: RegExpExecArray) {
    const plain = byForm.get(written.toLowerCase());
    if (plain) return candidateAt(text, plain, start, start + written.length);
    for (const rule of rules) {
      const end = endAt(rule.exact(), text, start);
      if (end >= 0) return candidateAt(text, rule, start, end);
    }
    return undefined;
  }

  /** What is written like a name and begins in [from, to), the first of it. Reads little beyond `to`. */
  function firstHit(text: string, from: number, to: number): RegExpExecArray | undefined {
    scan.lastIndex = from;
    const hit = scan.exec(text.slice(0, to + forms.longest));
    return hit !== null && hit.index < to ? hit : undefined;
  }

  /**
   * The place at `from`, or before it, that a search from the text's beginning comes by: no candidate
   * goes on over it.
   */
  function placeToBegin(text: string, from: number): number {
    let place = from;
    let at = Math.max(0, place - forms.longest);
    for (let hit = firstHit(text, at, place); hit; hit = firstHit(text, at, place)) {
      at = hit.index + 1;
      if ((candidateOf(text, hit)?.end ?? 0) <= place) continue;
      place = hit.index;
      at = Math.max(0, place - forms.longest);
    }
    return place;
  }

  return (text, from = 0, to = text.length) => {
    const found: Candidate[] = [];
    let at = placeToBegin(text, from);
    for (let hit = firstHit(text, at, to); hit; hit = firstHit(text, at, to)) {
      const candidate = candidateOf(text, hit);
      if (candidate && candidate.start >= from) found.push(candidate);
      // Another name may begin inside what is none.
      at = candidate?.end ?? hit.index + 1;
    }
    return found;
  };
}
