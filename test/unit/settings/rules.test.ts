import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { readSite } from '../../../src/settings/parse-site.ts';
import {
  changeForAll,
  compareRules,
  forgotten,
  mergeRules,
  newerRules,
  REMEMBERED,
  REMEMBERED_RULES,
  type RuleChange,
  readRule,
  ruleFor,
  timeAfter,
} from '../../../src/settings/rules.ts';
import { type Rules, type SiteRule, siteState } from '../../../src/settings/sites.ts';
import { LATEST } from '../../../src/settings/stored.ts';
import { anyLabel, anyRules, anySite } from './arbitrary.ts';

const stateOf = (site: string, rules: Rules, byDefault = true) =>
  siteState(site, rules, undefined, 0, byDefault);

/** What `changeSites` stores. */
function changed(rules: Rules, change: RuleChange, now: number): Rules {
  const written = [...change].map(
    ([site, on]) =>
      [site, ruleFor(site, on, timeAfter(rules.get(site), now), isPublicSuffix)] as const,
  );
  return new Map([...rules, ...written]);
}

const sorted = (rules: Rules) => [...rules].sort(([a], [b]) => (a < b ? -1 : 1));

describe('the switch', () => {
  test('always flips the outcome, and flips it back, whatever other rules say', () => {
    fc.assert(
      fc.property(anyRules, anySite, fc.boolean(), fc.nat(), (rules, site, byDefault, now) => {
        const before = stateOf(site, rules, byDefault).on;
        const once = changed(rules, new Map([[site, !before]]), now);
        expect(stateOf(site, once, byDefault)).toMatchObject({ on: !before, decidedBy: site });
        const twice = changed(once, new Map([[site, before]]), now);
        expect(stateOf(site, twice, byDefault).on).toBe(before);
      }),
    );
  });

  test('is newer than all that it changes, also after a merge with a device whose clock is ahead', () => {
    fc.assert(
      fc.property(
        anyRules,
        anyRules,
        anySite,
        fc.boolean(),
        fc.nat(),
        (ours, theirs, site, on, now) => {
          const known = mergeRules(ours, theirs);
          const pressed = changed(known, new Map([[site, on]]), now);
          expect(mergeRules(theirs, pressed).get(site)?.on).toBe(on);
        },
      ),
    );
  });

  test('of a domain decides for all beneath it, and is undone', () => {
    fc.assert(
      fc.property(anyRules, anySite, fc.boolean(), anyLabel, (rules, domain, on, label) => {
        const { change, undo } = changeForAll(rules, domain, on);
        const after = changed(rules, change, 0);
        const isAlone = after.get(domain)?.alone === true;
        const beneath = `${label}.${domain}`;
        // Nothing stands below an address in numbers.
        if (!isAlone && /[a-z]/.test(domain) && domain !== 'file:') {
          expect(stateOf(beneath, after).on).toBe(on);
        }
        const back = changed(after, undo, 0);
        for (const site of [domain, beneath, ...rules.keys()]) {
          expect(stateOf(site, back).on).toBe(stateOf(site, rules).on);
        }
      }),
    );
  });
});

describe('mergeRules', () => {
  test('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(anyRules, anyRules, anyRules, (a, b, c) => {
        expect(sorted(mergeRules(a, b))).toEqual(sorted(mergeRules(b, a)));
        expect(sorted(mergeRules(a, mergeRules(b, c)))).toEqual(
          sorted(mergeRules(mergeRules(a, b), c)),
        );
        expect(sorted(mergeRules(a, a))).toEqual(sorted(a));
      }),
    );
  });

  test.each<[string, SiteRule, SiteRule]>([
    ['the later', { on: true, at: 2 }, { on: false, at: 1 }],
    ['of one time, off before on', { on: false, at: 1 }, { on: true, at: 1 }],
    ['of one time, on before none', { on: true, at: 1 }, { on: null, at: 1 }],
  ])('%s wins', (_, winner, loser) => {
    expect(compareRules(winner, loser)).toBeGreaterThan(0);
    expect(mergeRules(new Map([['a', loser]]), new Map([['a', winner]])).get('a')).toBe(winner);
  });

  test('an old device cannot bring a removed rule back', () => {
    const removed: Rules = new Map([['a.example', { on: null, at: 9 }]]);
    const old: Rules = new Map([['a.example', { on: false, at: 3 }]]);
    expect(mergeRules(removed, old).get('a.example')).toEqual({ on: null, at: 9 });
  });
});

describe('readRule', () => {
  test.each<[unknown, SiteRule | undefined]>([
    [
      { on: true, at: 7 },
      { on: true, at: 7 },
    ],
    [
      { on: null, at: 7.9 },
      { on: null, at: 7 },
    ],
    [{ on: false }, { on: false, at: 0 }],
    [
      { on: false, at: 'now' },
      { on: false, at: 0 },
    ],
    [
      { on: false, at: -1 },
      { on: false, at: 0 },
    ],
    [
      { on: false, at: Number.NaN },
      { on: false, at: 0 },
    ],
    // A clock that was wrong by centuries must not hold the switch.
    [
      { on: false, at: LATEST + 1 },
      { on: false, at: 0 },
    ],
    [{ on: 1, at: 7 }, undefined],
    [{ at: 7 }, undefined],
    ['off', undefined],
    [null, undefined],
    [undefined, undefined],
    [[false, 7], undefined],
  ])('%j', (value, rule) => expect(readRule('a.example', value, isPublicSuffix)).toEqual(rule));

  test('what stands below a public suffix is not one site', () => {
    for (const site of ['github.io', 'co.uk', 'com', 'localhost']) {
      expect(readRule(site, { on: false, at: 1 }, isPublicSuffix)).toEqual({
        on: false,
        at: 1,
        alone: true,
      });
    }
    const rules: Rules = new Map([['github.io', ruleFor('github.io', false, 1, isPublicSuffix)]]);
    expect(stateOf('somebody.github.io', rules).on).toBe(true);
    expect(stateOf('github.io', rules).on).toBe(false);
  });
});

test.each<[string, string | undefined]>([
  ['News.Example.', 'news.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['[::1]', '[::1]'],
  ['127.1', '127.0.0.1'],
  ['localhost', 'localhost'],
  ['file:', 'file:'],
  ['a.example:8080', undefined],
  ['a.example/path', undefined],
  ['me@a.example', undefined],
  ['a b', undefined],
  ['', undefined],
  ['.', undefined],
  ['https://a.example', undefined],
])('readSite of %j', (text, site) => expect(readSite(text)).toBe(site));

describe('removed rules', () => {
  test('are forgotten after a while', () => {
    const rules: Rules = new Map([
      ['old.example', { on: null, at: 1 }],
      ['new.example', { on: null, at: 1_000 }],
      ['rule.example', { on: false, at: 1 }],
    ]);
    expect(forgotten(rules, REMEMBERED + 500)).toEqual(['old.example']);
  });

  test('are remembered up to a number, the newest', () => {
    const rules = new Map(
      Array.from({ length: REMEMBERED_RULES + 2 }, (_, at) => [`${at}.example`, { on: null, at }]),
    );
    expect(forgotten(rules, 0).sort()).toEqual(['0.example', '1.example']);
  });
});

test('a rule for all of a domain takes the nearer ones with it, no others', () => {
  const rules: Rules = new Map<string, SiteRule>([
    ['example.com', { on: true, at: 1 }],
    ['a.example.com', { on: true, at: 2 }],
    ['b.a.example.com', { on: false, at: 3 }],
    ['gone.example.com', { on: null, at: 4 }],
    ['myexample.com', { on: true, at: 5 }],
    ['com', { on: false, at: 6, alone: true }],
  ]);
  const { change, undo } = changeForAll(rules, 'example.com', false);
  expect(Object.fromEntries(change)).toEqual({
    'a.example.com': null,
    'b.a.example.com': null,
    'example.com': false,
  });
  expect(Object.fromEntries(undo)).toEqual({
    'a.example.com': true,
    'b.a.example.com': false,
    'example.com': true,
  });
  expect(changeForAll(new Map(), 'a.example', true).undo).toEqual(new Map([['a.example', null]]));
});

describe('the time of a change', () => {
  test.each<[string, SiteRule | undefined, number, number]>([
    ['now', undefined, 5, 5],
    ['now, at the very beginning', undefined, 0, 0],
    ['now, if that is later', { on: true, at: 3 }, 5, 5],
    ['later than what it changes', { on: true, at: 5 }, 5, 6],
    ['later, whatever the clock says', { on: true, at: 900 }, 5, 901],
    ['not later than can be read', { on: true, at: LATEST }, 5, LATEST],
    ['not later than can be read, of a wrong clock', undefined, 9e15, LATEST],
  ])('is %s', (_, former, now, time) => expect(timeAfter(former, now)).toBe(time));
});

test('a rule is remembered for half a year after it was removed, to the millisecond', () => {
  const removedAt = (at: number): Rules => new Map([['a.example', { on: null, at }]]);
  expect(REMEMBERED).toBe(180 * 24 * 3_600_000);
  expect(forgotten(removedAt(0), REMEMBERED)).toEqual([]);
  expect(forgotten(removedAt(0), REMEMBERED + 1)).toEqual(['a.example']);
});

test('what both know alike is no news', () => {
  const rules: Rules = new Map([['a.example', { on: true, at: 1 }]]);
  expect(newerRules(new Map([['a.example', { on: true, at: 1 }]]), rules).size).toBe(0);
  expect(newerRules(new Map([['a.example', { on: true, at: 2 }]]), rules).size).toBe(1);
});
