/** Random sites, rules and rubbish. */
import fc from 'fast-check';
import { isPublicSuffix } from '../../../src/settings/domains.ts';
import { ruleFor } from '../../../src/settings/rules.ts';
import type { Rules, Site } from '../../../src/settings/sites.ts';

/** Few labels, so that sites often stand above each other; public suffixes and addresses among them. */
export const anyLabel = fc.constantFrom(
  'a',
  'b',
  'www',
  'example',
  'com',
  'co',
  'uk',
  'github',
  'io',
);
export const anySite: fc.Arbitrary<Site> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(anyLabel, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
  },
  fc.constantFrom('file:', 'localhost', '127.0.0.1', '[::1]', 'xn--bcher-kva.example', '1.2.3.4'),
);

/** Times that often fall together. */
const anyTime = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 42 }));

export const anyRules: fc.Arbitrary<Rules> = fc
  .array(fc.tuple(anySite, fc.constantFrom(true, false, null), anyTime), { maxLength: 12 })
  .map(
    (rules) =>
      new Map(rules.map(([site, on, at]) => [site, ruleFor(site, on, at, isPublicSuffix)])),
  );
