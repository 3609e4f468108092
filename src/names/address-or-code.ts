/** Whether what is written like a name is part of an address, a path, an identifier or code, and so no mention. */

import { ASCII_UNITS, DECLARING, DIAGRAM_AFTER, DIAGRAM_BEFORE } from './code.ts';
import type { CompiledForms } from './compiled.ts';

/** What addresses, paths and identifiers consist of. */
const ADDRESS = /[\w.~:/?#@!$&*+=%\\>-]/;
/** By UTF-16 unit: a table, since many units around every name are looked at. */
const addressUnits = () =>
  Array.from({ length: ASCII_UNITS }, (_, unit) => ADDRESS.test(String.fromCharCode(unit)));

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
const CALL = /^\((?:\)|['"{[]|\w+\s?=)/;
const DECLARED_BEFORE = new RegExp(`\\b(?:${DECLARING})[\\s{('"\`]*$`);
const DECLARED_AFTER = /^(?:`|['"]?\s*(?:[;})({:=]|from\b|as\b|extends\b|$))/;
const MODULE_BEFORE = /\b(?:from|import|require)\s*\(?['"]$/;
const IMPORTED_AFTER = /^\s+import\b/;
/** A stretch between backticks of which the name is only a part. */
const CODE_BEFORE = /`[^\s`][^`]*$/;
const CODE_AFTER = /^[^`]*`/;

/** What is written like a name, and where. */
interface WrittenName {
  /** The text around and the name's place in it: UTF-16 units, `end` exclusive, with its version or ending. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The text next to it, some way left and right. */
  readonly before: string;
  readonly after: string;
  readonly isLower: boolean;
  readonly isVersioned: boolean;
}

/** Builds the test of whether an address, a path, an identifier or a declaration is around a name. */
export function createAddressTest(forms: CompiledForms): (name: WrittenName) => boolean {
  const affixes = new RegExp(forms.affixes, 'i');
  const isAddress = addressUnits();

  const isPlainPart = (part: string | undefined) => part === undefined || affixes.test(part);

  return ({ text, start, end, before, after, isLower, isVersioned }) => {
    let first = start;
    const firstAllowed = Math.max(0, start - forms.token);
    while (first > firstAllowed && isAddress[text.charCodeAt(first - 1)]) first -= 1;
    let last = end;
    const lastAllowed = Math.min(text.length, end + forms.token);
    while (last < lastAllowed && isAddress[text.charCodeAt(last)]) last += 1;
    const left = text.slice(first, start);
    const right = text.slice(end, last);
    if (left !== '' && ADDRESS_BEFORE.test(left) && !HASHTAGS.test(left)) return true;
    const isUnfinished = isVersioned && !isLower && UNFINISHED.test(right);
    if (right !== '' && ADDRESS_AFTER.test(right) && !isUnfinished) return true;
    const token = text.slice(first, last);
    if (left.endsWith('/') || (SLASH_AFTER.test(after) && !(isVersioned && VERSIONS.test(right)))) {
      if (isLower || PATH.test(token)) return true;
    }
    if (left.endsWith('-') || right.startsWith('-')) {
      if (SLUG.test(token)) return true;
      if (isLower && !isPlainPart(PART_BEFORE.exec(left)?.[1])) return true;
      if (isLower && !isPlainPart(PART_AFTER.exec(right)?.[1])) return true;
    }
    if (isLower) {
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
  };
}
