/**
 * Tells prose from code by its lines, for text whose lines the page keeps as they are: letters, mailing lists and
 * plain-text files are read, programs, sessions and data are not. Pure.
 */

type Kind = 'code' | 'prose' | 'neither';

interface Line {
  readonly kind: Kind;
  /** It is set in, or begins with the sign of a list or a heading, which may be one of a comment. */
  readonly isMarked: boolean;
}

/** Signs of quoting, and the time and name before a line of a chat: no part of what the line's writer wrote. */
const QUOTED = /^(?:[ \t]?[>|](?=[ \t>|]|\w))+ ?/;
const SAID =
  /^\[?(?:\d\d?[./]\d\d?[./]\d+,? )?\d\d?:\d\d(?::\d\d)?\]? (?:<[@+ ]?[\w-]+>|[\w .-]+:)/;

/** Any of these in a line, and it is code, data or what a machine wrote. */
const CODE = [
  // Statements, blocks, what ends them.
  /[{}[(]$|^[\])}]+[;,)]*$|=>|->|::|[!=<>]=|&&|\|\||\+\+|[+*/-]=|:=/,
  /^\s*(?:@\w+(?:\.|\(|$)|#(?:include|define|if|!)|%\w+|<\?|"""|'''|\.{3} |>>> )/,
  /^\s*(?:from\s+\S+\s+import|import\s+[\w{*.'"]+(?:\s*[;,.]|\s+(?:from|as)\b|$)|(?:export|public|private|protected|static|final|async)\s+\w+\s+\w+|package\s+\w+;?$|(?:def|fn|func|function|sub|class|struct|interface|enum|const|let|var|type|val|object)\s+\w+\s*(?:[=:({<]|extends|=)|return\b.*[()]|(?:el)?if\s*\(|(?:for|while|switch)\s*\(|else:|try:|end$|use\s+\w+;|require\s|@echo|rem\s|echo\s|library\()/,
  /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ORDER BY|VALUES|FROM \w+:\S|RUN|ENV|COPY|ENTRYPOINT)\b/,
  // Names with a value, calls.
  /^\s*(?!https?:)[\w.$[\]'"-]+\s*=\s*\S/,
  /^\s*(?:- )?"?[a-z_$][\w.$-]*"?\s*:(?:\s*$|\s+\S)(?<!^(?:re|fwd?|cc|to|note|from|date|subject|ps):.*)/,
  /^\s*["'][\w $-]+["']\s*:/,
  /(?<![\w/])[a-z_$][\w$.]*\((?:\)|["'{[\w]+["'\])},:=]).*[;:)}\],]$/i,
  /^\s*[a-z_]\w*\([^)]*\)[.;]?$/,
  // Markup.
  /<\/[a-z][\w:-]*\s*>|<[a-z][\w:-]*(?:\s+[\w:@-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s*\/?>|<!--|<!doctype/i,
  /\\[a-z]+[{[]|^\\[a-z]+$|^\s*\\item\b|\{\{.*\}\}|^@\w+\{/,
  // Sessions, logs, traces, tables.
  /^\s*(?:\$ |[\w.-]+@[\w.-]+:\S*[$#] |PS [A-Z]:|[A-Z]:\\\S*>|(?:In|Out) ?\[\d+\]:|~?\/\S*\$ )/,
  /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \w+ |\b[\w-]+\[\d+\]: |^\w+\s+\| /,
  /\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL)\b|\[(?:info|warn|error|debug)\]|^npm (?:warn|err|error|notice|install)/,
  /^\s*(?:at \S+ ?\(|File ".*", line \d|Traceback|usage: )|\sHTTP\/\d|^[A-Z][\w-]+: \w+\/[\w.]+$|^\s*--?\w[\w-]*(?:[ ,=]|$).*\s{2}/,
  /^\s*(?:[│├└✓✕✔✗]|\+[-=+]{3,}|\|.*\|\s*$)|^[^\s,"]+(?:,[^\s,]+(?: [^\s,]+)*){2,}$|^(?:[^\t]+\t){2}/,
  // Changes.
  /^(?:diff --git|@@ -|index [\da-f]{7}|\+\+\+ |--- [ab]\/|(?:graph|flowchart) (?:TD|TB|LR|RL|BT)$|classDef )/,
];

/** Ends of statements and of items of data: code, unless there are words before them. */
const ENDED = /;$|["'}\])],$/;

/** Words one after the other, or words that only sentences have. */
const WORDS = /(?:[\p{L}\p{M}]['’\p{L}\p{M}-]*[,;:]? +){3}["“(]?[\p{L}\p{M}]/u;
const SENTENCE = /(?:^|[\s"“(])\p{Lu}.*\p{L}\p{M}*["”)]?[.?!]["”)]?$/u;
/** Chinese, Japanese, Thai and others are written without spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{4}/u;

/** Signs of a comment that are those of nothing else. */
const COMMENT = /^\s*(?:\/\/|\/\*|--\s\S|;;?\s|rem\s)/i;
/** Signs of a list or a heading, and of a comment, too. */
const LISTED = /^\s*(?:#+|[*+•·-]|\d+[.)])\s/;
const SET_IN = /^(?: {4}|\t| {0,3}\t)/;

function lineOf(raw: string): Line {
  const text = raw.replace(QUOTED, '').replace(SAID, '');
  const isMarked = LISTED.test(text) || SET_IN.test(text);
  if (COMMENT.test(text) || CODE.some((sign) => sign.test(text))) return { kind: 'code', isMarked };
  const isProse = WORDS.test(text) || SENTENCE.test(text) || UNSPACED.test(text);
  if (!isProse && ENDED.test(text)) return { kind: 'code', isMarked };
  return { kind: isProse ? 'prose' : 'neither', isMarked };
}

/** How much is read of a long line, at each of its ends, in UTF-16 units. */
const LINE_END_UNITS = 300;
/** How many lines are remembered: those around one name are mostly those around the next. */
const MOST_REMEMBERED = 1_000;
const remembered = new Map<string, Line>();

function rememberedLineOf(raw: string): Line {
  const cut =
    raw.length > 2 * LINE_END_UNITS
      ? `${raw.slice(0, LINE_END_UNITS)} ${raw.slice(-LINE_END_UNITS)}`
      : raw;
  const line = remembered.get(cut) ?? lineOf(cut);
  if (remembered.size > MOST_REMEMBERED) remembered.clear();
  remembered.set(cut, line);
  return line;
}

/** Whether what begins with `open` has not ended before the end of `text`. */
function isOpen(text: string, open: string, close: string): boolean {
  if (open === close) return text.split(open).length % 2 === 0;
  const at = text.lastIndexOf(open);
  return at >= 0 && text.indexOf(close, at + open.length) < 0;
}

const ENCLOSED: readonly (readonly [string, string])[] = [
  ['"""', '"""'],
  ["'''", "'''"],
  ['```', '```'],
  ['~~~', '~~~'],
  ['/*', '*/'],
  ['<!--', '-->'],
];

const isBlank = (line: string) => /^[\s>|]*$|^[-=_*~+]{3,}$/.test(line);
/** The first line of a hunk in a diff; the lines after it that a hunk can have are all part of it. */
const HUNK = /^@@ -/;
const OF_HUNK = /^[-+ ]|^$/;

/** How many times as many sentences as lines of code other paragraphs need, where the name's own has no sentence. */
const SENTENCES_PER_CODE_LINE = 2;

/**
 * Whether the line in which [start, end) stands is prose.
 * @param text the lines around it, as many as can bear on it
 * @param start and `end`: of a name in it, in UTF-16 units
 */
export function readsAsProse(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  if (ENCLOSED.some(([open, close]) => isOpen(before, open, close))) return false;
  // A name in mixed case, or with dots, is not what tells of code here.
  const lines = `${before}Name${text.slice(end)}`.split(/\r?\n/);
  const own = before.split('\n').length - 1;
  if (isInHunk(lines, own)) return false;
  let first = own;
  while (first > 0 && !isBlank(lines[first - 1] as string)) first--;
  let last = own;
  while (last + 1 < lines.length && !isBlank(lines[last + 1] as string)) last++;

  const kinds = lines.map(rememberedLineOf);
  const count = (among: readonly Line[], kind: Kind) =>
    among.filter((line) => line.kind === kind).length;
  const paragraph = kinds.slice(first, last + 1);
  const line = kinds[own] as Line;
  const code = count(paragraph, 'code');
  const prose = count(paragraph, 'prose');
  if (line.kind === 'code' || code > prose) return false;
  const others = count(kinds, 'code');
  const sentences = count(kinds, 'prose');
  if (prose === 0)
    return sentences >= SENTENCES_PER_CODE_LINE && sentences > SENTENCES_PER_CODE_LINE * others;
  if (line.isMarked || code > 0) return sentences > others;
  return true;
}

function isInHunk(lines: readonly string[], own: number): boolean {
  for (let at = own; at >= 0 && OF_HUNK.test(lines[at] as string); at--) {
    if (at > 0 && HUNK.test(lines[at - 1] as string)) return true;
  }
  return false;
}
