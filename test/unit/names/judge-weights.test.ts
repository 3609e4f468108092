/** What each rule of the judge adds to a sum, in figures: with cues of the test's own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCues } from '../../../src/build/story/compile-cues.ts';
import type { CueGroup, Cues } from '../../../src/names/cues.ts';
import { type Evidence, mergeEvidence } from '../../../src/names/evidence.ts';
import { createJudge, type Judge } from '../../../src/names/judge.ts';
import type { Candidate } from '../../../src/story/types.ts';

const NOTHING: Cues = {
  priors: [],
  companions: [],
  form: { quotedLower: 0, code: 0, possessive: 0, hashtag: 0, foreignScript: 0 },
  groups: [],
};

/** The candidate that stands in brackets, and the text without them. */
function read(marked: string): { text: string; candidate: Candidate } {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  return { text, candidate: { name: 'rocket', start, end, certain: false } };
}

/** What is known of the page: evidence that a test makes up, and a title that is read. */
interface Around {
  readonly page?: Evidence;
  readonly title?: string;
}

/** The sum of all that is said of a candidate. */
function sumOf(judge: Judge, marked: string, { page, title }: Around = {}): number {
  const { text, candidate } = read(marked);
  const own = page ?? judge.evidenceOf(text, [candidate]);
  const whole = title === undefined ? own : mergeEvidence(own, judge.evidenceOf(title, []));
  const weighed = judge.weigh(text, candidate, whole);
  return weighed.prior + weighed.form + weighed.near + weighed.page;
}

/** What is said of the bracketed candidate. */
const said = (marked: string, cues: Partial<Cues>, around?: Around): number =>
  sumOf(createJudge(compileCues({ ...NOTHING, ...cues })), marked, around);

const group = (weights: Partial<CueGroup>): CueGroup => ({
  id: JSON.stringify(weights),
  names: ['rocket'],
  words: { en: ['alpha', 'alpha beta', 'gamma*'] },
  ...weights,
});
const withGroups = (...groups: Partial<CueGroup>[]): Partial<Cues> => ({
  groups: groups.map(group),
});

describe('a word right before or behind', () => {
  const cues = withGroups({ before: 2, after: 5 });
  it.each([
    ['alpha [Ariane]', 2],
    ['[Ariane] alpha', 5],
    ['Alpha "([Ariane]', 2],
    ['alpha "(_[Ariane]', 0],
    ['alpha "[Ariane]', 2],
    ['alpha – [Ariane]', 0],
    ['alpha - [Ariane]', 2],
    ['alpha  - [Ariane]', 0],
    ['alpha, [Ariane]', 0],
    ['[Ariane], alpha', 0],
    ['[Ariane]: “alpha', 5],
    ['alpha one [Ariane]', 0],
    ['[Ariane] one alpha', 0],
    ['[alpha] beta', 0],
    // Once for a group, whichever of its words.
    ['alpha [Ariane] alpha', 2],
    ['alpha alpha beta [Ariane]', 2],
    ['gammas [Ariane]', 2],
    ['[Ariane]', 0],
  ])('%s: %d', (text, weight) => expect(said(text, cues)).toBeCloseTo(weight));

  it('counts once for each group', () => {
    expect(
      said('alpha [Ariane]', withGroups({ before: 2 }, { before: 3, id: 'other' })),
    ).toBeCloseTo(5);
  });

  it('counts for nothing where a group has no weight for it', () => {
    expect(said('alpha [Ariane] alpha', withGroups({ after: 5 }))).toBeCloseTo(5);
    expect(said('alpha [Ariane] alpha', withGroups({ before: 5 }))).toBeCloseTo(5);
  });
});

describe('words near', () => {
  const cues = withGroups({ near: 2 });
  it.each([
    ['alpha and [Ariane]', 2],
    ['[Ariane], not alpha', 2],
    ['alpha and [Ariane] and alpha', 3],
    ['alpha, alpha, [Ariane], alpha', 3.5],
    ['[Ariane]', 0],
    ['[Ariane alpha]', 0],
  ])('%s: %d', (text, weight) => expect(said(text, cues)).toBeCloseTo(weight));

  it.each([
    ['alpha', -115, 2],
    ['alpha', -116, 0],
    ['alpha', 119, 2],
    ['alpha', 120, 0],
  ])('%s at %d: %d', (word, distance, weight) => {
    const gap = ';'.repeat(Math.abs(distance));
    const text = distance < 0 ? `${word}${gap}[Ariane]` : `[Ariane]${gap}${word}`;
    expect(said(text, cues)).toBeCloseTo(weight);
  });

  it('tell two groups apart', () => {
    const two = withGroups({ near: 2 }, { near: 7, id: 'other', words: { en: ['delta'] } });
    expect(said('alpha, delta, [Ariane], delta', two)).toBeCloseTo(2 + 7 * 1.5);
  });
});

describe('what the page says', () => {
  const cues = withGroups({ page: 1 });
  const far = (text: string) => `${text}${';'.repeat(150)}[Ariane]`;
  const page = (length: number, count: number, names = {}): { page: Evidence } => ({
    page: { length, groups: [count], names },
  });

  it('is what this text says if nobody tells', () => {
    expect(said(far('alpha'), cues)).toBeCloseTo(1);
    expect(said(far('alpha, alpha'), cues)).toBeCloseTo(1.5);
    expect(said(far('one'), cues)).toBeCloseTo(0);
  });

  it('is what the page’s evidence says otherwise', () => {
    expect(said(far('alpha'), cues, page(100, 0))).toBeCloseTo(0);
    expect(said('[Ariane]', cues, page(100, 3))).toBeCloseTo(1.75);
  });

  it('weighs a word on a long page by how often it stands in 3,000 characters', () => {
    expect(said('[Ariane]', cues, page(3000, 2))).toBeCloseTo(1.5);
    expect(said('[Ariane]', cues, page(6000, 2))).toBeCloseTo(1);
    expect(said('[Ariane]', cues, page(6000, 4))).toBeCloseTo(1.5);
  });

  it.each([
    [10, 3.5],
    [-10, -3.5],
    [3, 3],
    [-3, -3],
  ])('weighs no more than 3.5 either way: %d', (weight, most) => {
    expect(said('[Ariane]', withGroups({ page: weight }), page(100, 1))).toBeCloseTo(most);
  });

  it('is joined by its title', () => {
    expect(said('[Ariane]', cues, { title: 'alpha' })).toBeCloseTo(1);
    expect(said('[Ariane]', cues, { title: 'alpha', ...page(100, 1) })).toBeCloseTo(1.5);
    expect(said('[Ariane]', cues, { title: 'one', ...page(100, 1) })).toBeCloseTo(1);
  });

  it('is looked at anew when it changes', () => {
    const judge = createJudge(compileCues({ ...NOTHING, ...cues }));
    const isMention = (around: Around) => sumOf(judge, '[Ariane]', around) > 0;
    expect(isMention(page(100, 0))).toBe(false);
    expect(isMention(page(100, 1))).toBe(true);
    expect(isMention(page(100, 0))).toBe(false);
  });

  describe('of other names', () => {
    const companions = (...weights: number[]): Partial<Cues> => ({
      companions: weights.map((weight) => ({ name: 'rocket', of: ['agency', 'pad'], weight })),
    });
    it.each([
      [{}, 0],
      [{ agency: 1 }, 2],
      [{ agency: 1, pad: 1 }, 3],
      [{ rocket: 5, other: 5 }, 0],
    ])('%j: %d', (names, weight) => {
      expect(said('[Ariane]', companions(2), page(100, 0, names))).toBeCloseTo(weight);
    });

    it('are of one name or spelling alone', () => {
      const of = (change: object): Partial<Cues> => ({
        companions: [{ name: 'rocket', of: ['agency'], weight: 2, ...change }],
      });
      const around = page(100, 0, { agency: 1 });
      expect(said('[Ariane]', of({ name: 'agency' }), around)).toBeCloseTo(0);
      expect(said('[Ariane]', of({ spellings: ['ARIANE'] }), around)).toBeCloseTo(0);
      expect(said('[ARIANE]', of({ spellings: ['ARIANE'] }), around)).toBeCloseTo(2);
    });

    it('count where they are certain', () => {
      const judge = createJudge(compileCues(NOTHING));
      const candidates = [
        { name: 'agency', start: 0, end: 3, certain: true },
        { name: 'agency', start: 4, end: 7, certain: true },
        { name: 'rocket', start: 8, end: 14, certain: false },
      ];
      expect(judge.evidenceOf('ESA ESA Ariane', candidates)).toEqual({
        length: 14,
        groups: [],
        names: { agency: 2 },
      });
    });
  });
});

describe('a group', () => {
  it('weighs on its names and spellings alone', () => {
    expect(said('alpha [Ariane]', withGroups({ near: 2, names: ['agency'] }))).toBeCloseTo(0);
    const spelled = withGroups({ near: 2, spellings: ['ARIANE'] });
    expect(said('alpha [Ariane]', spelled)).toBeCloseTo(0);
    expect(said('alpha [ARIANE]', spelled)).toBeCloseTo(2);
    expect(said('alpha [ARIANE 5]', spelled)).toBeCloseTo(2);
  });
});

describe('a spelling by itself', () => {
  const priors = [
    { name: 'agency', weight: 9 },
    { name: 'rocket', versioned: true, spellings: ['Ariane'], weight: 4 },
    { name: 'rocket', versioned: false, spellings: ['ARIANE'], weight: 3 },
    { name: 'rocket', spellings: ['ariane'], weight: 2 },
  ];
  /** Whether a word before it that says `against` leaves it a mention. */
  const isMention = (marked: string, against: number) => {
    const cues = compileCues({ ...NOTHING, ...withGroups({ near: -against }), priors });
    return sumOf(createJudge(cues), `alpha ${marked}`) > 0;
  };
  it.each([
    ['[Ariane 5]', 4],
    ['[Ariane-5.1]', 4],
    ['[Ariane v5]', 4],
    ['[Ariane 5v]', 4],
    ['[Ariane5]', 4],
    ['[Ariane 5.x]', 4],
    ['[ARIANE]', 3],
    ['[ariane]', 2],
    ['[ariane 5]', 2],
    ['[Ari\u00adane 5]', 4],
  ])('%s: %d', (marked, weight) => {
    expect(isMention(marked, weight - 0.1)).toBe(true);
    expect(isMention(marked, weight)).toBe(false);
  });
  it.each(['[Ariane]', '[ARIANE 5]', '[ArianE]'])('nothing for %s', (marked) => {
    expect(isMention(marked, 0)).toBe(false);
    expect(isMention(marked, -0.1)).toBe(true);
  });
});

describe('what stands around a name', () => {
  const form = (change: Partial<Cues['form']>): Partial<Cues> => ({
    form: { ...NOTHING.form, ...change },
  });

  it.each([
    ['"[ariane]"', 1],
    ["'[ariane]'", 1],
    ['`[ariane]`', 1],
    ['“[ariane]”', 1],
    ['„[ariane]“', 1],
    ['« [ariane] »', 1],
    ['‘[ariane]’', 1],
    ['*[ariane]*', 1],
    ['"[ariane] it', 0],
    ['the [ariane]"', 0],
    ['"  [ariane]"', 0],
    ['"[ariane]  "', 0],
    ['"the [ariane]"', 0],
    ['"[ariane], so"', 0],
    ['"[Ariane]"', 0],
  ])('a lower-case one in quotes: %s', (text, times) => {
    expect(said(text, form({ quotedLower: 2 }))).toBeCloseTo(2 * times);
  });

  it.each([
    ['`[Ariane]`', 1],
    ['`[ariane]`', 1],
    ['`[Ariane]', 0],
    ['[Ariane]`', 0],
    ['` [Ariane]`', 0],
    ['`[Ariane] `', 0],
  ])('code: %s', (text, times) => expect(said(text, form({ code: 2 }))).toBeCloseTo(2 * times));

  it.each([
    ['#[Ariane]', 1],
    ['# [Ariane]', 0],
    ['[Ariane]#', 0],
  ])('a hashtag: %s', (text, times) => {
    expect(said(text, form({ hashtag: 2 }))).toBeCloseTo(2 * times);
  });

  it.each([
    ["[Ariane]'s", 1],
    ['[Ariane]’s crew', 1],
    ["[ARIANE]'S CREW", 1],
    ["[Ariane]'st", 0],
    ["[Ariane]'sé", 0],
    ["[Ariane]'sж", 0],
    ["[Ariane]'s，", 1],
    ["[Ariane] 's", 0],
    ["[Ariane]' s", 0],
    ['[Ariane]', 0],
  ])('a genitive: %s', (text, times) => {
    expect(said(text, form({ possessive: 2 }))).toBeCloseTo(2 * times);
  });

  it.each([
    ['ракета [ariane]', 1],
    ['рак [ariane]', 0],
    ['рак [ariane] и', 1],
    [`ракета${' '.repeat(20)}[ariane]`, 1],
    [`ракета${' '.repeat(21)}[ariane]`, 0],
    [`[ariane]${' '.repeat(20)}ракета`, 1],
    [`[ariane]${' '.repeat(21)}ракета`, 0],
    ['été à la française [ariane]', 0],
    ['ракета [Ariane]', 0],
  ])('a lower-case one in a text of another script: %s', (text, times) => {
    expect(said(text, form({ foreignScript: 2 }))).toBeCloseTo(2 * times);
  });
});

describe('evidence', () => {
  it('adds up', () => {
    const one = { length: 3, groups: [1, 0], names: { rocket: 1, agency: 2 } };
    const other = { length: 4, groups: [1, 5], names: { agency: 1, pad: 1 } };
    expect(mergeEvidence(one, other)).toEqual({
      length: 7,
      groups: [2, 5],
      names: { rocket: 1, agency: 3, pad: 1 },
    });
  });

  it('counts the words of each group', () => {
    const judge = createJudge(
      compileCues({
        ...NOTHING,
        ...withGroups({ id: 'one' }, { id: 'two', words: { en: ['delta'] } }),
      }),
    );
    const words = fc.array(fc.constantFrom('alpha', 'delta', 'one'), { maxLength: 9 });
    fc.assert(
      fc.property(words, (list) => {
        const count = (word: string) => list.filter((each) => each === word).length;
        const { groups } = judge.evidenceOf(list.join(', '), []);
        expect(groups).toEqual([count('alpha'), count('delta')]);
      }),
    );
  });
});
