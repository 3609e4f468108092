/**
 * Finds what is written like a name of the story, and decides by form alone: the spelling, the version,
 * the neighbours, an address or code around. What form cannot settle comes out as not `certain`, for the
 * judge.
 */

import type { Candidate } from '../story/types.ts';
import { endAt } from '../terms/end-at.ts';
import { lazyRegExp } from '../terms/lazy-regexp.ts';
import { DECLARING, DIAGRAM_AFTER, DIAGRAM_BEFORE, isAsciiWord } from './code.ts';
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
/** What addresses, paths and identifiers consist of. */
const ADDRESS = /[\w.~:/?#@!$&*+=%\\>-]/;
const ASCII = 128;
/** By UTF-16 unit: a table, since many units around every name are looked at. */
const addressUnits = () =>
  Array.from({ length: ASCII }, (_, unit) => ADDRESS.test(String.fromCharCode(unit)));

/** On the left or right of an address, an identifier or a path, whatever the name's case. */
const ADDRESS_BEFORE =
  /:\/\/|www\.|\\$|\w@$|[a-z_]\.$|^\.$|[=$%]$|::$|->$|[\w/]#$|(?:^|\W)[ru]\/$/i;
const ADDRESS_AFTER = /^(?:[@=\\?]\w|=|::|->|\.\w)|\.[a-z][a-z\d]{1,4}[.,:;!?]*$/i;
/** Hashtags without a space between them, up to the next one's sign. */
const HASHTAGS = /^(?:#\w+)+#$/;
/** A version that goes on with a letter or the word for what is not finished: no address, no file. */
const UNFINISHED = /^\.(?:[a-z]|alpha|beta|rc\d?)(?![\w/@]|\.\w)/i;
/** Further versions of the same name. */
const VERSIONS = /^(?:\/v?\d[\d.]*x?)+[.,:;!?]*$/i;
/** Paths and identifiers with a slash; `a/b` of two capitalised names is none. */
const PATH =
  /^[/~.@]|\/\/|\w\.[a-z]{2,}\/|(?:^|\/)[a-z\d]+[-_.][\w.-]*(?:\/|$)|\/[a-z]+\/|^[a-z]+\/.*\//;
/** A slash that a path goes on with, or ends with; no letter of another script than Latin follows. */
const SLASH_AFTER = /^\/(?![\xaa-\u1fff\u2c00-\ud7ff\uf900-\uffdc])/;
/** Hosts, and identifiers with a number, beside a slash between spaces: `docs.x.ai / x.ai`. */
const PART = '(?:(?:[a-z\\d-]+\\.)+[a-z]{2,}|[a-z]+(?:[-_.][a-z]+)*[-_.][a-z]?\\d[\\w.-]*)';
const PART_AND_SLASH = new RegExp(`(?<![\\w.-])${PART}\\s?/\\s?$`);
const SLASH_AND_PART = new RegExp(`^\\s?/\\s${PART}(?![\\w-])`);
/** The same of a name that is written like a host, in any list of hosts. */
const HOST_BEFORE = /\w\.[a-z]{2,}\s?[/|,·•]\s?$/;
const HOST_AFTER = /^\s?[/|,·•]\s?(?:[a-z\d-]+\.)+[a-z]{2,}/;
/** Hyphens of an address made of a whole headline. */
const SLUG = /(?:-[^-]*){4}/;
const PART_BEFORE = /(?<=(\w+))-$/;
const PART_AFTER = /^-(\w+)/;
const KEY_BEFORE = /\w:$/;
const KEY_AFTER = /^(?::\w|\[['"a-z])/i;
/** Sources of diagrams and style sheets. */
const DIAGRAM_WORD = new RegExp(`\\b(?:${DIAGRAM_BEFORE.join('|')})\\s+$`);
const DIAGRAM_STYLE = new RegExp(`^\\s+(?:${DIAGRAM_AFTER.join('|')})[a-z-]*:?[#\\w]`);
const DIAGRAM_LINE =
  /(?:^|[\n;])\s*(?:class|style|click|subgraph|participant|actor|state)(?:\s[\w,]+)?\s$/;
const ARROW_BEFORE = /(?:[-=.]{2}>>?|:::)\s?(?:\|[^|]*\|\s?)?$/;
const ARROW_AFTER = /^\s?(?:<?[-=.]{2,}>|<[-=.]{2}|:::|\{)/;
const PROPERTY_BEFORE = /(?:^|[\s{;(])--$/;
const PROPERTY_AFTER = /^\s?[:),]/;
const HANDLE = /(?:^|[^\w/-])[@＠]$/;
const CALL = /^\((?:\)|['"{[]|\w+\s?=)/;
const DECLARED_BEFORE = new RegExp(`\\b(?:${DECLARING})[\\s{('"\`]*$`);
const DECLARED_AFTER = /^(?:`|['"]?\s*(?:[;})({:=]|from\b|as\b|extends\b|$))/;
const MODULE_BEFORE = /\b(?:from|import|require)\s*\(?['"]$/;
const IMPORTED_AFTER = /^\s+import\b/;
/** A stretch between backticks of which the name is only a part. */
const CODE_BEFORE = /`[^\s`][^`]*$/;
const CODE_AFTER = /^[^`]*`/;

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
  return unit < ASCII ? isAsciiWord(unit) : WORD().test(text.charAt(place));
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
  const affixes = new RegExp(forms.affixes, 'i');
  const rules = forms.names.map(rulesOf);
  /** By what is written in plain letters, which is most: then no regular expression has to be made for it. */
  const byForm = new Map(
    rules.flatMap((rule) => rule.written.map((form) => [form, rule] as const)),
  );
  const isAddress = addressUnits();

  const isPlainPart = (part: string | undefined) => part === undefined || affixes.test(part);

  /** Whether an address, a path, an identifier or a declaration is around [start, end). */
  function isAddressOrCode(
    text: string,
    start: number,
    end: number,
    before: string,
    after: string,
    lower: boolean,
    isVersioned: boolean,
  ): boolean {
    let first = start;
    const firstAllowed = Math.max(0, start - forms.token);
    while (first > firstAllowed && isAddress[text.charCodeAt(first - 1)]) first -= 1;
    let last = end;
    const lastAllowed = Math.min(text.length, end + forms.token);
    while (last < lastAllowed && isAddress[text.charCodeAt(last)]) last += 1;
    const left = text.slice(first, start);
    const right = text.slice(end, last);
    if (left !== '' && ADDRESS_BEFORE.test(left) && !HASHTAGS.test(left)) return true;
    const isUnfinished = isVersioned && !lower && UNFINISHED.test(right);
    if (right !== '' && ADDRESS_AFTER.test(right) && !isUnfinished) return true;
    const token = text.slice(first, last);
    if (left.endsWith('/') || (SLASH_AFTER.test(after) && !(isVersioned && VERSIONS.test(right)))) {
      if (lower || PATH.test(token)) return true;
    }
    if (left.endsWith('-') || right.startsWith('-')) {
      if (SLUG.test(token)) return true;
      if (lower && !isPlainPart(PART_BEFORE.exec(left)?.[1])) return true;
      if (lower && !isPlainPart(PART_AFTER.exec(right)?.[1])) return true;
    }
    if (lower) {
      if (KEY_BEFORE.test(left) || KEY_AFTER.test(after) || MODULE_BEFORE.test(before)) return true;
      if (CODE_BEFORE.test(before) && CODE_AFTER.test(after)) return true;
      if (PART_AND_SLASH.test(before) || SLASH_AND_PART.test(after)) return true;
      if (ARROW_BEFORE.test(before) || ARROW_AFTER.test(after)) return true;
      if (DIAGRAM_LINE.test(before)) return true;
      if (PROPERTY_BEFORE.test(before) && PROPERTY_AFTER.test(after)) return true;
      const isHost = text.slice(start, end).includes('.');
      if (isHost && (HOST_BEFORE.test(before) || HOST_AFTER.test(after))) return true;
    }
    return (
      DIAGRAM_WORD.test(before) ||
      DIAGRAM_STYLE.test(after) ||
      CALL.test(after) ||
      (DECLARED_AFTER.test(after) && DECLARED_BEFORE.test(before)) ||
      IMPORTED_AFTER.test(after)
    );
  }

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
    if (isAddressOrCode(text, start, rest, before, after, lower, versionEnd >= 0)) return;
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
