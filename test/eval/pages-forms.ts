/**
 * An independent list of what is certainly a mention and what certainly is none. It shares nothing with
 * `src/story`, so that both are not wrong together, and it says nothing wherever careful readers could
 * differ. Pure.
 */

/** Stands in a run where something is laid out whose letters nobody knows: it may part a word or not. */
export const UNKNOWN = '\uFFFC';

/** UTF-16 offsets in a run. */
export interface CertainForm {
  readonly name: 'grok' | 'openai' | 'xai';
  readonly start: number;
  readonly end: number;
}

/** Scripts that write no spaces: their letters may touch a name. */
const SPACELESS = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}';
/** The sign is a hashtag's. */
const BEFORE = `(?<=(?:^|[\\s(\\["'“‘«„「『（《【、。，：；,;:!?—–·•${SPACELESS}])#?)`;
/** A full stop ends a word only where a sentence may end: not in `OpenAI.com`. */
const AFTER = `(?=$|[\\s)\\]"”»“」』）》】、。，：；？！,;!?—–…·•${SPACELESS}]|[’']s?(?:\\s|$)|:(?:\\s|$)|\\.(?:\\s|$|["”’»)]))`;

const OPENAI = new RegExp(`${BEFORE}OpenAI${AFTER}`, 'gu');
const XAI = new RegExp(`${BEFORE}xAI${AFTER}`, 'gu');
const GROK_VERSION = new RegExp(`${BEFORE}Grok(?=[ -]v?[2-5](?:\\.[\\dx])?${AFTER})`, 'gu');
const GROK = new RegExp(`${BEFORE}Grok${AFTER}`, 'gu');

/** In a passage with these a capitalised Grok is the chatbot… */
const MAKER = new RegExp(`${BEFORE}(?:xAI|Elon Musk|chatbot)${AFTER}`, 'u');
/** …unless the passage speaks of one of its doubles, too. */
const DOUBLE =
  /logstash|elastic|kibana|graylog|zope|heinlein|stranger in a strange|groq|pattern|regex|regular expression|verb/i;
const EXPLAINABLE = /explain|interpretab|erklärbar|説明|解释|설명/i;

/**
 * Every mention that is one for certain.
 * @param run a line of text as a reader sees it
 */
export function certainForms(run: string): CertainForm[] {
  const all = (name: CertainForm['name'], pattern: RegExp): CertainForm[] =>
    [...run.matchAll(pattern)].map(({ 0: { length }, index }) => ({
      name,
      start: index,
      end: index + length,
    }));
  const hasDouble = DOUBLE.test(run);
  const groks = hasDouble ? [] : all('grok', MAKER.test(run) ? GROK : GROK_VERSION);
  const versions = hasDouble ? [] : all('grok', GROK_VERSION);
  return [
    ...all('openai', OPENAI),
    ...(EXPLAINABLE.test(run) ? [] : all('xai', XAI)),
    ...new Map([...groks, ...versions].map((form) => [form.start, form])).values(),
  ].sort((a, b) => a.start - b.start);
}

const NAMES = /^(?:open[ -]?ai|x[. ]?ai|grok)/i;
/** What no letter is, and still may stand in a name. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const DOMAIN = /^[\w-]*\.(?:com|org|net|io|dev|co|edu)\b/i;
/** "Hard to grok", and what follows shows a verb. */
const VERB_BEFORE = /\b(?:easy|easier|hard|harder|difficult|trying|able|tough|simple) to\s+$/i;

/**
 * Why a painted stretch certainly is no mention; undefined: it may be one.
 * @param start and `end`: UTF-16 offsets in `run`
 */
export function whyRefused(run: string, start: number, end: number): string | undefined {
  const painted = run.slice(start, end).replace(INVISIBLE, '').normalize('NFKC');
  const before = run.slice(0, start);
  const after = run.slice(end);
  if (!NAMES.test(painted)) return 'no name';
  if (/\p{L}$/u.test(painted) && /^[qk]/i.test(after)) return 'a longer word';
  if (/_$/.test(before) || /^_/.test(after)) return 'an identifier';
  if (DOMAIN.test(after)) return 'a domain';
  // Of ASCII alone: text in scripts without spaces touches an address.
  const token =
    (/[!-~]*$/.exec(before)?.[0] ?? '') +
    run.slice(start, end) +
    (/^[!-~]*/.exec(after)?.[0] ?? '');
  if (/:\/\/|www\./.test(token)) return 'an address';
  const isLower = painted === painted.toLowerCase();
  if (isLower && (/[a-z]\.$/.test(before) || /^\.[a-z]+[.(]/.test(after))) return 'code';
  // Not `claude/grok`, as people write who have no time for capitals.
  if (painted === 'openai' && /^\/(?:[\w.]*[-\d]|\s|$)/.test(after)) return 'a path';
  if (painted === 'grok' && VERB_BEFORE.test(before)) return 'the verb';
  return undefined;
}
