/**
 * Turns what `forms.json` says about the names into what every frame of every page needs of it: enough
 * to pass over text without a name, and to settle the plain case at once. At build time.
 */

import { DECLARING, DIAGRAM_AFTER, DIAGRAM_BEFORE } from '../../names/code.ts';
import type { CompiledSpot, CompiledSpots } from '../../names/compiled.ts';
import {
  ANY_MINOR,
  compileForms,
  type Forms,
  type NameForms,
  oneOf,
  plainForms,
} from './compile-forms.ts';

/**
 * Parts words, and is of no address, no code and no other name: spaces, quotation marks, brackets,
 * letters of scripts that write no spaces or glue prefixes to a name. Without all that may be Latin, may
 * show nothing, or sits on the letter before it. In a class of characters, not as the first.
 */
const BORDER =
  '\\s"\',;<[\\]{}|^)«»\\u0370-\\u1aaf\\u2012-\\u2027\\u2030-\\u205e\\u2190-\\u2c5f\\u2e80-\\ua71f' +
  '\\uac00-\\ud7a3\\uf900-\\ufaff';
/** What may make a version a quantity: a percent sign, and any letter of a script whose units are not looked up. */
const QUANTITY_SIGNS = '%\\u00c0-\\u1fff\\u2e80-\\uffff';
/** The end of a sentence or a clause; no address goes on after it. */
const STOP = '[.:!?](?=$|\\s)';

/** Letters after a hyphen (`-backed`) that leave a name plain; longer words take a closer look. */
const MAX_SUFFIX = 20;

/** Matches nowhere. */
const NOWHERE = '(?!)';

const isLatin = (unit: string) => /^[ -~]/.test(unit);

function plainSource({ certain, version }: NameForms): string {
  const forms: string[] = [];
  if (certain.length > 0) {
    forms.push(`${oneOf(certain)}(?=$|[${BORDER}]|${STOP}|-[a-z]{1,${MAX_SUFFIX}}(?:$|[\\s,;]))`);
  }
  if (version) {
    const number = `${oneOf(version.certainBeside)}[ -](?:${version.certainNumber})${ANY_MINOR}`;
    forms.push(`${number}(?!\\s?[${QUANTITY_SIGNS}])(?=$|\\s|[.,:;!?)](?=$|\\s)|['’”"»])`);
  }
  return forms.length > 0 ? `(?<=^|[(${BORDER}])(?:${forms.join('|')})` : NOWHERE;
}

function compileSpot(name: NameForms, beside: number): CompiledSpot {
  const { refusedBefore = [], refusedAfter = [], version, endings, doubtedNear } = name;
  const units = version?.units.filter(isLatin) ?? [];
  return {
    id: name.id,
    written: plainForms(name),
    plain: plainSource(name),
    // Wider than what they stand for, each in one stroke: V8 makes half as much code for that.
    vetoBefore: `(?<=${oneOf([...DECLARING.split('|'), ...DIAGRAM_BEFORE, ...refusedBefore])}[\\s{('"\`“«„-]{0,${beside}})`,
    vetoAfter: `[\\s-]{0,${beside}}${oneOf(['import', ...DIAGRAM_AFTER, ...refusedAfter, ...units])}`,
    endings: endings ? `^${oneOf(endings)}(?![a-z\\d_])` : NOWHERE,
    ...(version && { hasVersion: true as const }),
    doubtedNear: doubtedNear ? oneOf(doubtedNear) : NOWHERE,
  };
}

/** Compiles the names' plain forms; `forms` has been checked against the schema before. */
export function compileSpots(forms: Forms): CompiledSpots {
  const { loose, reach, near, beside } = compileForms(forms);
  return { loose, reach, near, names: forms.names.map((name) => compileSpot(name, beside)) };
}
