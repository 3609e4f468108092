/**
 * Decides about the candidates that form alone does not settle, by the words beside them, then
 * near them, then on the whole page. Loaded only where such a candidate stands, with its cues.
 */
import { type CueHit, createCueMatcher } from './match-cues.ts';
import { readable } from './readable.ts';
import type { Candidate, Mention } from './types.ts';

/** A group of words that speak for or against some names: one entry of `cues.json`. */
export interface CueGroup {
  /** What the words speak of: "log parsing", "the novel". Unique. */
  readonly id: string;
  /** `StoryName.id`s whose candidates the group weighs on. */
  readonly names: readonly string[];
  /** Spellings (see `readable`) that it weighs on; all if absent. */
  readonly spellings?: readonly string[];
  /** Weights: positive speaks for the name, negative against. Absent counts as 0. */
  readonly before?: number;
  readonly after?: number;
  readonly near?: number;
  readonly page?: number;
  /** By BCP 47 language. A word ending in `*` may be continued; see `createCueMatcher`. */
  readonly words: { readonly [lang: string]: readonly string[] };
}

/** A group as the bundle has it: its words folded, each once, sorted, one a line. */
export interface CompiledGroup extends Omit<CueGroup, 'id' | 'words'> {
  readonly words: string;
}

/** What a spelling says by itself. */
export interface Prior {
  /** `StoryName.id` */
  readonly name: string;
  /** Spellings (case counts) that it holds for; all other spellings if absent. */
  readonly spellings?: readonly string[];
  /** Whether a version stands beside the name; both if absent. */
  readonly versioned?: boolean;
  readonly weight: number;
}

/** What the mentions of one name on the page say of the candidates of another. */
export interface Companion {
  readonly name: string;
  readonly of: readonly string[];
  readonly spellings?: readonly string[];
  readonly weight: number;
}

/** What stands around a candidate, apart from words. */
export interface FormWeights {
  /** A lower-case name in quotation marks or backticks: a word spoken of, or code. */
  readonly quotedLower: number;
  /** A name in backticks, whatever its case. */
  readonly code: number;
  /** The candidate is capitals among capitals: a headline. */
  readonly headline: number;
  /** `'s` follows. */
  readonly possessive: number;
  /** `#` precedes. */
  readonly hashtag: number;
  /** An inflectional ending sticks to it. */
  readonly ending: number;
  /** A lower-case name stands in text of another script, where it is no word of the language. */
  readonly foreignScript: number;
}

/** The shape of `cues.json`. */
export interface Cues {
  readonly priors: readonly Prior[];
  readonly companions: readonly Companion[];
  readonly form: FormWeights;
  readonly groups: readonly CueGroup[];
}

/** The cues as the bundle has them: nothing that only a reader of `cues.json` wants. */
export interface CompiledCues extends Omit<Cues, 'groups'> {
  readonly groups: readonly CompiledGroup[];
}

/**
 * What a text says of all candidates on its page: how often each group of cues and each name's
 * certain candidates occur. Small and additive, so that a page's can be summed block by block.
 */
export interface Evidence {
  /** In the order of `Cues.groups`. */
  readonly groups: readonly number[];
  /** By `StoryName.id`. */
  readonly names: { readonly [name: string]: number };
}

export interface Circumstances {
  /** The page's title. */
  readonly title?: string;
  /** The evidence of the whole page, this text included; the text's own if absent. */
  readonly page?: Evidence;
}

export interface Judge {
  /** The evidence of one text, with what `find` found in it. */
  evidenceOf(text: string, candidates: readonly Candidate[]): Evidence;
  /** The candidates of a text that are mentions. Certain ones always are. */
  decide(text: string, candidates: readonly Candidate[], around?: Circumstances): Mention[];
}

/** How far from a candidate a cue counts as near it, in UTF-16 units. */
const NEAR = 120;
/** What may stand between a candidate and a cue right beside it. */
const BESIDE_GAP = /^[\s"'`“”„«»‘’「」『』*_(:=-]{0,3}$/;
const BESIDE = 3;
const QUOTE_BEFORE = /["'`“„«‘*]\s?$/;
const QUOTE_AFTER = /^\s?["'`”“»’*]/;
/** The version that a mention includes, to be set apart from the name's spelling. */
const VERSION = /[ -]?v?\d[\d.]*v?$/i;
const POSSESSIVE = /^['’]s(?!\p{L})/u;
/** How far around a candidate its script is looked at, and what is not Latin enough. */
const SCRIPT = 24;
const FOREIGN =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Greek}].*?){4}/u;
/** A word of this many capitals is written as a headline's, not as an abbreviation. */
const SHOUTED = /(?<!\p{L})\p{Lu}{4,}(?!\p{L})/gu;
const SMALL = /\p{Ll}/gu;
/** Share of small letters, as small letters per capital word, that a headline stays under. */
const SMALL_PER_SHOUTED = 2;

/** Grows with the number of hits, but never beyond twice the weight: repetition proves little. */
const weighted = (weight: number, hits: number) =>
  hits === 0 ? 0 : weight * (2 - 2 ** (1 - hits));

/** The sum of two texts' evidence. */
export function mergeEvidence(one: Evidence, other: Evidence): Evidence {
  const names: Record<string, number> = { ...one.names };
  for (const [name, count] of Object.entries(other.names)) {
    names[name] = (names[name] ?? 0) + count;
  }
  return { groups: one.groups.map((count, i) => count + (other.groups[i] ?? 0)), names };
}

const add = (counts: number[], hits: readonly CueHit[]) => {
  for (const hit of hits) counts[hit.group] = (counts[hit.group] ?? 0) + 1;
};

function isHeadline(text: string): boolean {
  const shouted = text.match(SHOUTED)?.length ?? 0;
  return shouted > 1 && (text.match(SMALL)?.length ?? 0) < shouted * SMALL_PER_SHOUTED;
}

/** Builds the judge of the candidates that `cues` tells of. */
export function createJudge(cues: CompiledCues): Judge {
  const { groups, priors, companions, form } = cues;
  const match = createCueMatcher(groups.map(({ words }) => words.split('\n')));
  const noHits = groups.map(() => 0);
  const weighsOn = (rule: { names: readonly string[]; spellings?: readonly string[] }) => {
    return (name: string, spelling: string) =>
      rule.names.includes(name) && (rule.spellings?.includes(spelling) ?? true);
  };
  const groupWeighsOn = groups.map(weighsOn);

  function evidenceFrom(hits: readonly CueHit[], candidates: readonly Candidate[]): Evidence {
    const counts = [...noHits];
    add(counts, hits);
    const names: Record<string, number> = {};
    for (const { name, certain } of candidates) {
      if (certain) names[name] = (names[name] ?? 0) + 1;
    }
    return { groups: counts, names };
  }

  function priorOf(name: string, spelling: string, versioned: boolean): number {
    const prior = priors.find(
      (entry) =>
        entry.name === name &&
        (entry.versioned ?? versioned) === versioned &&
        (entry.spellings?.includes(spelling) ?? true),
    );
    return prior?.weight ?? 0;
  }

  function score(
    text: string,
    candidate: Candidate,
    nearHits: readonly CueHit[],
    page: Evidence,
    headline: () => boolean,
  ): number {
    const { name, start, end } = candidate;
    const written = readable(text.slice(start, end));
    const spelling = written.replace(VERSION, '');
    const lower = spelling === spelling.toLowerCase();
    const before = text.slice(Math.max(0, start - BESIDE), start);
    const after = text.slice(end, end + BESIDE);

    let sum = priorOf(name, spelling, spelling !== written);
    const quoted = QUOTE_BEFORE.test(before) && QUOTE_AFTER.test(after);
    if (quoted && lower) sum += form.quotedLower;
    if (before.endsWith('`') && after.startsWith('`')) sum += form.code;
    if (before.endsWith('#')) sum += form.hashtag;
    if (POSSESSIVE.test(after)) sum += form.possessive;
    else if (/^[a-z]/.test(after)) sum += form.ending;
    if (lower && FOREIGN.test(text.slice(Math.max(0, start - SCRIPT), end + SCRIPT))) {
      sum += form.foreignScript;
    }
    if (spelling === spelling.toUpperCase() && headline()) sum += form.headline;

    const near = [...noHits];
    const beside = [...noHits];
    for (const hit of nearHits) {
      const weights = groups[hit.group];
      if (weights === undefined || (hit.start < end && hit.end > start)) continue;
      near[hit.group] = (near[hit.group] ?? 0) + 1;
      if (hit.end <= start) {
        if (weights.before !== undefined && BESIDE_GAP.test(text.slice(hit.end, start))) {
          beside[hit.group] = weights.before;
        }
      } else if (weights.after !== undefined && BESIDE_GAP.test(text.slice(end, hit.start))) {
        beside[hit.group] = weights.after;
      }
    }
    groups.forEach((weights, i) => {
      if (!groupWeighsOn[i]?.(name, spelling)) return;
      sum += beside[i] ?? 0;
      sum += weighted(weights.near ?? 0, near[i] ?? 0);
      sum += weighted(weights.page ?? 0, page.groups[i] ?? 0);
    });
    for (const { name: on, of, spellings, weight } of companions) {
      if (on !== name || !(spellings?.includes(spelling) ?? true)) continue;
      const count = of.reduce((total, other) => total + (page.names[other] ?? 0), 0);
      sum += weighted(weight, count);
    }
    return sum;
  }

  return {
    evidenceOf: (text, candidates) => evidenceFrom(match(text), candidates),

    decide(text, candidates, { title, page } = {}) {
      const mention = ({ name, start, end }: Candidate): Mention => ({ name, start, end });
      if (candidates.every((candidate) => candidate.certain)) return candidates.map(mention);
      const hits = match(text);
      let evidence = page ?? evidenceFrom(hits, candidates);
      if (title !== undefined) evidence = mergeEvidence(evidence, evidenceFrom(match(title), []));
      let isShouted: boolean | undefined;
      const headline = () => {
        isShouted ??= isHeadline(text);
        return isShouted;
      };
      let firstNear = 0;
      return candidates
        .filter((candidate) => {
          if (candidate.certain) return true;
          const { start, end } = candidate;
          while ((hits[firstNear]?.start ?? Number.POSITIVE_INFINITY) < start - NEAR)
            firstNear += 1;
          let last = firstNear;
          while ((hits[last]?.start ?? Number.POSITIVE_INFINITY) < end + NEAR) last += 1;
          const near = hits.slice(firstNear, last);
          return score(text, candidate, near, evidence, headline) > 0;
        })
        .map(mention);
    },
  };
}
