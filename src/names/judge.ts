/**
 * Weighs the candidates that form alone does not settle, by the words beside them, then near them,
 * then on the whole page. Part by part, because what decides has learned how far to trust each.
 */

import type { Candidate } from '../story/types.ts';
import { lazyRegExp } from '../terms/lazy-regexp.ts';
import type { Companion, CompiledCues, CompiledGroup } from './cues.ts';
import type { Evidence } from './evidence.ts';
import { type CueHit, createCueMatcher } from './match-cues.ts';
import { readable } from './readable.ts';

/** A group of cues that stands near a candidate: where, and how often. */
interface CueNear {
  /** Its number in `Cues.groups`. */
  readonly group: number;
  readonly side: 'before' | 'after';
  /** Right beside the candidate, with nothing but quotation marks between. */
  readonly isBeside: boolean;
  /** UTF-16 units between. */
  readonly gap: number;
}

/** What the judge's cues say of one candidate, part by part: the parts add up to its sum. */
export interface Weighed {
  readonly prior: number;
  readonly form: number;
  readonly near: number;
  readonly page: number;
  /** The cues near it, by their place in the text. */
  readonly cues: readonly CueNear[];
}

export interface Judge {
  /**
   * What speaks for and against one candidate, certain or not.
   * @param page the evidence of the whole page, its title and this text included
   */
  weigh(text: string, candidate: Candidate, page: Evidence): Weighed;
  /** The evidence of one text, with what `find` found in it. */
  evidenceOf(text: string, candidates: readonly Candidate[]): Evidence;
}

/** How far from a candidate a cue counts as near it, in UTF-16 units. */
const NEAR = 120;
/** What may stand between a candidate and a cue right beside it. */
const BESIDE_GAP = /^[\s"'`“”„«»‘’「」『』*_(:=-]{0,3}$/;
const BESIDE = 3;
const QUOTE_BEFORE = /["'`“„«‘*]\s?$/;
const QUOTE_AFTER = /^\s?["'`”“»’*]/;
/** The version that a mention includes, to be set apart from the name's spelling. */
const VERSION = /[ -]?v?\d[\d.]*[xv]?$/i;
/** A genitive's ending; after it no letter, roughly, which spares every page a class of Unicode. */
const POSSESSIVE = /^['’]s(?![a-z\xc0-\u1fff\u2c00-\ud7ff])/i;
/** How far around a lower-case name its script is looked at, in UTF-16 units. */
const SCRIPT = 24;
/** So many letters of other scripts there make the name foreign to the text. */
const FOREIGN_LETTERS = 4;
const NOT_LATIN = lazyRegExp('(?!\\p{Script=Latin})\\p{L}', 'gu');
/** Has all letters that are not Latin; mostly says no, and is made in no time. */
const MAYBE_NOT_LATIN = /[\xb5\u02b0-\u1dff\u1f00-\u1fff\u2070-\uffff]/;
/**
 * On a page longer than this (UTF-16 units) cues count by how often they stand in so much text:
 * any word turns up somewhere on a long page.
 */
const SAMPLE = 3000;
/** The page as a whole can turn a spelling's prior, but not plain words beside the name. */
const MAX_PAGE = 3.5;

/** Grows with the number of hits, but never beyond twice the weight: repetition proves little. */
const weighted = (weight: number, hits: number) =>
  hits === 0 ? 0 : weight * (2 - 2 ** (1 - hits));

/** What the cues say of one spelling, looked up once. */
interface Profile {
  readonly prior: number;
  readonly lower: boolean;
  /** By number of the group; undefined where it does not weigh on the spelling. */
  readonly groups: readonly (CompiledGroup | undefined)[];
  /** Those of them that weigh on it from anywhere on the page: number and weight. */
  readonly paged: readonly (readonly [group: number, weight: number])[];
  readonly companions: readonly Companion[];
}

const countOf = (text: string, regex: RegExp) => text.match(regex)?.length ?? 0;

function isForeign(around: string): boolean {
  return MAYBE_NOT_LATIN.test(around) && countOf(around, NOT_LATIN()) >= FOREIGN_LETTERS;
}

/** How a candidate is written (see `readable`), without its version, and whether it has one. */
export function spellingOf(text: string, { start, end }: Candidate) {
  const written = readable(text.slice(start, end));
  const spelling = written.replace(VERSION, '');
  return { spelling, isVersioned: spelling !== written };
}

/** Builds the judge of the candidates that `cues` tells of. */
export function createJudge(cues: CompiledCues): Judge {
  const { groups, priors, companions, form } = cues;
  const match = createCueMatcher(cues.words);
  const profiles = new Map<string, Profile>();

  function profileOf(name: string, spelling: string, versioned: boolean): Profile {
    const key = `${name} ${versioned} ${spelling}`;
    let profile = profiles.get(key);
    if (profile === undefined) {
      const isOf = (spellings?: readonly string[]) => spellings?.includes(spelling) ?? true;
      const prior = priors.find(
        (entry) =>
          entry.name === name &&
          (entry.versioned ?? versioned) === versioned &&
          isOf(entry.spellings),
      );
      const weighing = groups.map((group) =>
        group.names.includes(name) && isOf(group.spellings) ? group : undefined,
      );
      profile = {
        prior: prior?.weight ?? 0,
        lower: spelling === spelling.toLowerCase(),
        groups: weighing,
        paged: weighing.flatMap((group, i) => (group?.page ? [[i, group.page] as const] : [])),
        companions: companions.filter((entry) => entry.name === name && isOf(entry.spellings)),
      };
      profiles.set(key, profile);
    }
    return profile;
  }

  function evidenceFrom(
    text: string,
    hits: readonly CueHit[],
    candidates: readonly Candidate[],
  ): Evidence {
    const counts = new Array<number>(groups.length).fill(0);
    for (const { group } of hits) counts[group] = (counts[group] ?? 0) + 1;
    const names: Record<string, number> = {};
    for (const { name, certain } of candidates) {
      if (certain) names[name] = (names[name] ?? 0) + 1;
    }
    return { length: text.length, groups: counts, names };
  }

  /** What the page says of a spelling. */
  function pageScore(profile: Profile, page: Evidence): number {
    let sum = 0;
    const share = Math.min(1, SAMPLE / page.length);
    for (const [group, weight] of profile.paged) {
      sum += weighted(weight, (page.groups[group] ?? 0) * share);
    }
    for (const { of, weight } of profile.companions) {
      const count = of.reduce((total, other) => total + (page.names[other] ?? 0), 0);
      sum += weighted(weight, count);
    }
    return Math.max(-MAX_PAGE, Math.min(sum, MAX_PAGE));
  }

  /** What stands right around a candidate says of it, apart from words. */
  function formScore(text: string, { start, end }: Candidate, { lower }: Profile): number {
    let sum = 0;
    const before = text.slice(Math.max(0, start - BESIDE), start);
    const after = text.slice(end, end + BESIDE);
    if (lower) {
      if (QUOTE_BEFORE.test(before) && QUOTE_AFTER.test(after)) sum += form.quotedLower;
      const around = text.slice(Math.max(0, start - SCRIPT), end + SCRIPT);
      if (isForeign(around)) sum += form.foreignScript;
    }
    if (before.endsWith('`') && after.startsWith('`')) sum += form.code;
    if (before.endsWith('#')) sum += form.hashtag;
    if (POSSESSIVE.test(after)) sum += form.possessive;
    return sum;
  }

  /** What the page says of a spelling, reckoned once for as long as the evidence is the same. */
  const pageScores = new Map<Profile, number>();
  let scored: Evidence | undefined;
  function ofPage(profile: Profile, page: Evidence): number {
    if (scored !== page) pageScores.clear();
    scored = page;
    const sum = pageScores.get(profile) ?? pageScore(profile, page);
    pageScores.set(profile, sum);
    return sum;
  }

  /** The cues beside and near a candidate, and what they say of it together. */
  function nearby(text: string, { start, end }: Candidate, profile: Profile) {
    let sum = 0;
    const cues: CueNear[] = [];
    const counts = new Map<number, number>();
    const beside = new Set<CompiledGroup>();
    for (const hit of match(text, start - NEAR, end + NEAR)) {
      const isBefore = hit.end <= start;
      if (!isBefore && hit.start < end) continue;
      const gap = isBefore ? start - hit.end : hit.start - end;
      const between = isBefore ? text.slice(hit.end, start) : text.slice(end, hit.start);
      const isBeside = gap <= BESIDE && BESIDE_GAP.test(between);
      cues.push({ group: hit.group, side: isBefore ? 'before' : 'after', isBeside, gap });
      const group = profile.groups[hit.group];
      if (group === undefined) continue;
      const count = counts.get(hit.group) ?? 0;
      counts.set(hit.group, count + 1);
      sum += weighted(group.near ?? 0, count + 1) - weighted(group.near ?? 0, count);
      const weight = isBefore ? group.before : group.after;
      if (weight === undefined || !isBeside || beside.has(group)) continue;
      beside.add(group);
      sum += weight;
    }
    return { sum, cues };
  }

  function weigh(text: string, candidate: Candidate, page: Evidence): Weighed {
    const { name } = candidate;
    const { spelling, isVersioned } = spellingOf(text, candidate);
    const profile = profileOf(name, spelling, isVersioned);
    const near = nearby(text, candidate, profile);
    return {
      prior: profile.prior,
      form: formScore(text, candidate, profile),
      near: near.sum,
      page: ofPage(profile, page),
      cues: near.cues,
    };
  }

  return {
    weigh,
    evidenceOf: (text, candidates) => evidenceFrom(text, match(text), candidates),
  };
}
