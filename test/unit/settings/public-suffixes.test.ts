import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicSuffixRules } from '../../../src/build/public-suffixes.ts';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { suffixTestOf } from '../../../src/settings/public-suffixes.ts';
import { anySite } from './arbitrary.ts';

const rules = publicSuffixRules();
const isSuffix = suffixTestOf(rules);

describe('the list that the background loads says the same as the one that our pages carry', () => {
  test('of each rule, of what is above and of what is below it', () => {
    const differing: string[] = [];
    for (const rule of rules) {
      const host = rule.replace(/^!|^\*\./, '');
      const above = host.slice(host.indexOf('.') + 1);
      for (const site of [host, above, `a.${host}`, `b.a.${host}`, `xn--bcher-kva.${host}`]) {
        if (isSuffix(site) !== isPublicSuffix(site)) differing.push(site);
      }
    }
    expect(differing).toEqual([]);
    expect(rules.length).toBeGreaterThan(9_000);
  });

  test('of any site', () => {
    fc.assert(fc.property(anySite, (site) => isSuffix(site) === isPublicSuffix(site)));
  });

  test.each([
    'localhost',
    '127.0.0.1',
    '[2001:db8::1]',
    'file:',
    'never-registered',
    'www.ck',
    'a.ck',
  ])('of %s', (site) => expect(isSuffix(site)).toBe(isPublicSuffix(site)));
});

test('a rule with a star holds one level below, an exception takes one host out of it', () => {
  const test = suffixTestOf(['uk', 'co.uk', '*.ck', '!www.ck']);
  const hosts = ['co.uk', 'example.uk', 'a.ck', 'b.a.ck', 'www.ck', 'a.www.ck', 'anything'];
  expect(hosts.filter(test)).toEqual(['co.uk', 'a.ck', 'anything']);
});
