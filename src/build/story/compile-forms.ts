/**
 * Turns what `assets/story/forms.json` says about the names into regular expressions, once, at
 * build time: the script that runs in every frame of every page gets only the outcome.
 */
import type { CompiledForms, CompiledName } from '../../names/compiled.ts';
import { FULL_WIDTH_SHIFT, INVISIBLE, MAX_INVISIBLE } from '../../names/readable.ts';

/** What a name looks like: the shape of one entry of `forms.json`. All lists are of plain words. */
export interface NameForms {
  /** `StoryName.id` */
  readonly id: string;
  /**
   * How the name is written, in any case; a space stands for any space, a hyphen for any hyphen.
   */
  readonly written: readonly string[];
  /** Spellings (case counts) that leave no doubt. */
  readonly certain: readonly string[];
  readonly version?: {
    /** Regular expression of a version number; `\d` and `.` take full-width digits and stops too. */
    readonly number: string;
    /** Version numbers (regular expression, the whole number) that leave no doubt beside `certainBeside`. */
    readonly certainNumber: string;
    /** Spellings beside which such a number leaves no doubt. */
    readonly certainBeside: readonly string[];
    /** What makes a number a quantity or a date where it follows: million, 月. */
    readonly units: readonly string[];
  };
  /** Inflectional endings that stand directly on the name and do not belong to it. */
  readonly endings?: readonly string[];
  /** Words right after or before the name that make it another name. */
  readonly refusedAfter?: readonly string[];
  readonly refusedBefore?: readonly string[];
  /** Words right after or before a capitalised name that leave no doubt that it is the name. */
  readonly settledAfter?: readonly string[];
  readonly settledBefore?: readonly string[];
  /** Beginnings of words that leave a doubt about any form when they stand near it. */
  readonly doubtedNear?: readonly string[];
}

/** The shape of `forms.json`. */
export interface Forms {
  readonly names: readonly NameForms[];
  /** Parts of ordinary hyphenated words (`-based`), that do not make an identifier of a name. */
  readonly affixes: readonly string[];
}

const GAP = `[${INVISIBLE}]{0,${MAX_INVISIBLE}}`;
/** One space, or the line break and indentation of wrapped source, which show as one space. */
export const MAX_INDENT = 16;
const SPACE = `(?:[ \\t\\u00a0\\u202f\\u3000]|[ \\t]?\\r?\\n[ \\t]{0,${MAX_INDENT}})`;
/** The most that `SPACE` matches, in UTF-16 units. */
const MAX_SPACE = 3 + MAX_INDENT;
const HYPHEN = '[-\\u2010\\u2011]';
/** What stands for any of its kind in `NameForms.written`. */
const SEPARATORS: Readonly<Record<string, string>> = { ' ': SPACE, '-': HYPHEN };
/** Version numbers are short; what is longer is no version. */
export const MAX_VERSION = 16;
/**
 * What makes a number more than a version: a word, a further figure, a sign of quantity; after a
 * slash a date or a score, but not one figure more (`3/4`: two versions).
 */
const AFTER_NUMBER =
  '(?![\\p{Script=Latin}\\d_０-９°€$£]|[ \\u00a0\\u202f]?[%％]|[.,:．][\\d０-９]|/\\d[\\d/])';

/** `4.x`: any version of that number. */
export const ANY_MINOR = '(?:[.．]x)?';

const BESIDE = 48;
const NEAR = 120;
const TOKEN = 100;

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** How a name is written in plain letters, whatever its case. */
export const plainForms = ({ written }: NameForms) => written.map((form) => form.toLowerCase());
export const oneOf = (words: readonly string[]) => `(?:${words.map(escaped).join('|')})`;

const letter = (char: string) => SEPARATORS[char] ?? `[${escaped(char)}${fullWidth(char)}]`;

/** The first letter, which is ASCII, in full width. */
function fullWidth(text: string): string {
  return String.fromCharCode(text.charCodeAt(0) + FULL_WIDTH_SHIFT);
}

const spelled = (written: string) => [...written].map(letter).join(GAP);

/** Not by a flag: with both letters written out V8 is quicker to compile and to run it. */
function eitherCase(lower: string): string {
  const upper = lower.toUpperCase();
  return upper === lower ? escaped(lower) : `[${lower}${upper}]`;
}

/**
 * A trie of all that is written, as one regular expression. Factored by common beginnings and
 * without an optional character in the plain ASCII path it stays as fast as a plain alternation;
 * a character that shows nothing, or a full-width letter, ends the match at once: look closer.
 */
function looseSource(written: readonly string[]): string {
  const odd = `[${INVISIBLE}\\uff01-\\uff5e]`;
  const branch = (tails: readonly string[]): string => {
    const byFirst = new Map<string, string[]>();
    for (const tail of tails) {
      const first = tail[0] ?? '';
      byFirst.set(first, [...(byFirst.get(first) ?? []), tail.slice(1)]);
    }
    return [...byFirst]
      .map(([first, rest]) => {
        const plain = SEPARATORS[first] ?? eitherCase(first);
        return rest.includes('') ? plain : `${plain}(?:${branch(rest)}|${odd})`;
      })
      .join('|');
  };
  const lower = written.map((form) => form.toLowerCase());
  const firsts = lower.flatMap((form) => [form, form.toUpperCase()].map(fullWidth));
  return `${branch(lower)}|[${[...new Set(firsts)].join('')}]`;
}

function compileVersion(version: NonNullable<NameForms['version']>): string {
  const number = version.number.replaceAll('\\d', '[\\d０-９]').replaceAll('\\.', '[.．]');
  const units = `(?!\\s{0,${MAX_SPACE}}${oneOf(version.units)})`;
  return `${GAP}(?:${SPACE}|${HYPHEN})?${number}${ANY_MINOR}${AFTER_NUMBER}${units}`;
}

/** Words of `forms.json` that follow a name after a space or hyphen; that they end there is not said. */
const after = (words: readonly string[]) => `^[\\s-]\\s*${oneOf(words)}`;
/** Words that precede it; that they begin there is not said. */
const before = (words: readonly string[]) =>
  `${oneOf(words).replaceAll("'", "['’]")}\\s*[\\s"'“«„-]$`;

function compileName(name: NameForms): CompiledName {
  const { version, endings, refusedAfter, refusedBefore, settledAfter, settledBefore } = name;
  return {
    id: name.id,
    written: plainForms(name),
    exact: name.written.map(spelled).join('|'),
    certain: name.certain,
    ...(version && {
      version: compileVersion(version),
      certainVersion: `^(?:${version.certainNumber})${ANY_MINOR}$`,
      certainBeside: version.certainBeside,
    }),
    ...(endings && { endings: `${oneOf(endings)}(?![\\p{Script=Latin}\\d_])` }),
    ...(refusedAfter && { refusedAfter: after(refusedAfter) }),
    ...(refusedBefore && { refusedBefore: before(refusedBefore) }),
    ...(settledAfter && { settledAfter: after(settledAfter) }),
    ...(settledBefore && { settledBefore: before(settledBefore) }),
    ...(name.doubtedNear && { doubtedNear: oneOf(name.doubtedNear) }),
  };
}

/** The most that is read as a written form, in UTF-16 units. */
const mostUnits = (form: string) =>
  [...form].reduce((units, char) => units + MAX_INVISIBLE + (char === ' ' ? MAX_SPACE : 1), 0);

/** Compiles the names' forms; `forms` has been checked against the schema before. */
export function compileForms(forms: Forms): CompiledForms {
  const written = forms.names.flatMap((name) => name.written);
  const longest = Math.max(...written.map(mostUnits)) + MAX_INVISIBLE + MAX_SPACE + MAX_VERSION;
  return {
    loose: looseSource(written),
    names: forms.names.map(compileName),
    affixes: `^${oneOf(forms.affixes)}$`,
    reach: longest + Math.max(TOKEN, NEAR, BESIDE) + MAX_INVISIBLE + 1,
    longest,
    token: TOKEN,
    beside: BESIDE,
    near: NEAR,
  };
}
