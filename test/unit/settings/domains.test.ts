import { describe, expect, test } from 'vitest';
import { domainAbove, isPublicSuffix } from '../../../src/settings/domains.ts';

describe('domainAbove', () => {
  test.each([
    ['news.example.com', 'example.com'],
    ['a.b.c.example.co.uk', 'example.co.uk'],
    ['example.com', undefined],
    // Each below a public suffix is a site of its own.
    ['somebody.github.io', undefined],
    ['www.somebody.github.io', 'somebody.github.io'],
    ['github.io', undefined],
    ['co.uk', undefined],
    ['www.xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['localhost', undefined],
    ['127.0.0.1', undefined],
    ['[2001:db8::1]', undefined],
    ['file:', undefined],
  ])('%s → %s', (site, domain) => expect(domainAbove(site)).toBe(domain));
});

test.each([
  ['github.io', true],
  ['co.uk', true],
  ['com', true],
  ['localhost', true],
  ['intranet', true],
  ['example.com', false],
  ['somebody.github.io', false],
  ['127.0.0.1', false],
  ['[::1]', false],
  ['file:', false],
])('isPublicSuffix of %s: %s', (site, is) => expect(isPublicSuffix(site)).toBe(is));
