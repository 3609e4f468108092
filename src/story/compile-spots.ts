/**
 * Turns what `forms.json` says about the names into what every frame of every page needs of it: enough
 * to pass over text without a name, and to settle the plain case at once. At build time.
 */
import { compileForms, type Forms, type NameForms, oneOf } from './compile-forms.ts';

/** Regular expressions as their sources, so that it is plain JSON. */
export interface CompiledSpots {
  /** These three as in `CompiledForms`. */
  readonly loose: string;
  readonly reach: number;
  readonly near: number;
  readonly names: readonly CompiledSpot[];
}

export interface CompiledSpot {
  /** `StoryName.id` */
  readonly id: string;
  /** In lower case, with a plain space or hyphen. */
  readonly written: readonly string[];
  /** To be tried where the name begins. What it matches leaves no doubt, whatever else is there. */
  readonly plain?: string;
  /** Inflectional endings that may stand directly on the name. */
  readonly endings?: string;
  /** A version number may stand directly on the name. */
  readonly hasVersion: boolean;
  /** Case-insensitive. Leaves a doubt where it stands near the name. */
  readonly doubtedNear?: string;
}

/**
 * Parts words, and is of no address, no code and no other name: spaces, quotation marks, brackets,
 * letters of scripts that write no spaces or glue prefixes to a name. Without all that may be Latin, may
 * show nothing, or sits on the letter before it. In a class of characters, not as the first.
 */
const BORDER =
  '\\s"\',;<[\\]{}|^)«»\\u0370-\\u1aaf\\u2012-\\u2027\\u2030-\\u205e\\u2190-\\u2c5f\\u2e80-\\ua71f' +
  '\\uac00-\\ud7a3\\uf900-\\ufaff';
/** Scripts of which no unit of quantity is looked up: none of their letters may follow a version. */
const OTHER_SCRIPTS = '\\u00c0-\\u1fff\\u2e80-\\uffff';
/** The end of a sentence or a clause; no address goes on after it. */
const STOP = '[.:!?](?=$|\\s)';
/** What declares or imports a name: what follows may be code. */
const DECLARING = 'import|class|extends|require|const|let|var';

/** Of words alone: where only they are to be matched in any case, the flag `i` cannot do it. */
const anyCase = (words: string) =>
  words.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

function before({ refusedBefore }: NameForms): string {
  const others = refusedBefore ? `|${anyCase(oneOf(refusedBefore))}[\\s"'“«„-]{1,2}` : '';
  return `(?<!(?:${DECLARING})[\\s{('"\`]*${others})(?<=^|[(${BORDER}])`;
}

function after({ refusedAfter }: NameForms): string {
  const others = refusedAfter ? `|[\\s-]{1,2}${anyCase(oneOf(refusedAfter))}` : '';
  return `(?!\\s+import${others})`;
}

const spelled = ({ certain }: NameForms) =>
  certain.length === 0 ? [] : [`${oneOf(certain)}(?=$|[${BORDER}]|${STOP}|-[a-z]+(?:$|[\\s,;]))`];

function versioned({ version }: NameForms): string[] {
  if (!version) return [];
  const units = version.units.filter((unit) => /^[ -~]/.test(unit));
  const isQuantity = `\\s?(?:${anyCase(oneOf(units))}|[${OTHER_SCRIPTS}])`;
  const number = `${oneOf(version.certainBeside)}[ -](?:${version.certainNumber})`;
  return [`${number}(?!${isQuantity})(?=$|\\s|[.,:;!?)](?=$|\\s)|['’”"»])`];
}

function compileSpot(name: NameForms): CompiledSpot {
  const plain = [...spelled(name), ...versioned(name)].join('|');
  return {
    id: name.id,
    written: name.written.map((form) => form.toLowerCase()),
    ...(plain && { plain: `${before(name)}(?:${plain})${after(name)}` }),
    ...(name.endings && { endings: `${oneOf(name.endings)}(?![a-z\\d_])` }),
    hasVersion: name.version !== undefined,
    ...(name.doubtedNear && { doubtedNear: oneOf(name.doubtedNear) }),
  };
}

/** Compiles the names' plain forms; `forms` has been checked against the schema before. */
export function compileSpots(forms: Forms): CompiledSpots {
  const { loose, reach, near } = compileForms(forms);
  return { loose, reach, near, names: forms.names.map(compileSpot) };
}
