import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSite, readSite, type SiteFault } from '../../../src/settings/parse-site.ts';
import { siteOf } from '../../../src/settings/sites.ts';
import { anySite } from './arbitrary.ts';

const label = (length: number) => 'x'.repeat(length);
/** A host of `length` letters in labels of at most 50. */
const host = (length: number) =>
  'abcdefghi.'
    .repeat(26)
    .slice(0, length - 1)
    .concat('z');

describe('a host that can match no page is refused, and why', () => {
  test.each<[string, SiteFault]>([
    ['', 'labels'],
    ['.', 'labels'],
    ['..', 'labels'],
    ['a..b', 'labels'],
    ['.a.example', 'labels'],
    ['a。。b', 'labels'],
    [`${label(64)}.example`, 'labels'],
    ['*.', 'wildcard'],
    ['*', 'wildcard'],
    ['*.a.example', 'wildcard'],
    ['a.*.example', 'wildcard'],
    ['＊.a.example', 'wildcard'],
    ['%2a.a.example', 'wildcard'],
    ['foo bar', 'letters'],
    [' a.example', 'letters'],
    ['a\u00a0b', 'letters'],
    ['a\tb', 'letters'],
    ['a.example\n', 'letters'],
    ['a.example\u0000', 'letters'],
    ['a.example,b.example', 'letters'],
    ['a+b', 'letters'],
    ["it's", 'letters'],
    ['<b>', 'letters'],
    ['999.1.1.1', 'letters'],
    ['1.2.3.4.5', 'letters'],
    ['xn--a', 'letters'],
    ['[::1', 'parts'],
    ['::1', 'parts'],
    ['[::g]', 'letters'],
    ['[]', 'letters'],
    ['http:', 'parts'],
    ['about:blank', 'parts'],
    ['a.example:', 'parts'],
    ['a.example:8080', 'parts'],
    ['a:b@c.example', 'parts'],
    ['me@a.example', 'parts'],
    ['a.example/', 'parts'],
    ['/a', 'parts'],
    ['\\a', 'parts'],
    ['a?b', 'parts'],
    ['a#b', 'parts'],
    ['https://a.example', 'parts'],
    [host(254), 'long'],
    [`${host(253)}..`, 'long'],
    // As the browser writes it, it is longer than as it is typed.
    [`${'é.'.repeat(100)}example`, 'long'],
    [label(1_000_000), 'long'],
  ])('%j: %s', (text, fault) => {
    expect(parseSite(text)).toEqual({ fault });
    expect(readSite(text)).toBeUndefined();
  });
});

describe('a host that can', () => {
  test.each<[string, string]>([
    ['News.Example.', 'news.example'],
    [`${label(63)}.example`, `${label(63)}.example`],
    [host(253), host(253)],
    [`${host(253)}.`, host(253)],
    ['a_b.example', 'a_b.example'],
    ['-a.example', '-a.example'],
    ['ａ.example', 'a.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['127.1', '127.0.0.1'],
    ['[0:0::1]', '[::1]'],
    ['localhost', 'localhost'],
    ['file:', 'file:'],
  ])('%s', (text, site) => {
    expect(parseSite(text)).toEqual({ site });
    expect(readSite(text)).toBe(site);
  });
});

test('what is read is a site of a page, is read as itself, and is bounded', () => {
  const anyText = fc.oneof(
    anySite,
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.webUrl().map((url) => new URL(url).hostname),
    fc.stringMatching(/^[a-z*.:[\]%@/0-9 -]{0,300}$/),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const site = readSite(text);
      if (site === undefined) return;
      expect(readSite(site)).toBe(site);
      expect(site.length).toBeLessThanOrEqual(253);
      if (site === 'file:') return;
      expect(siteOf(`https://${site}:8080/path`)).toBe(site);
      if (site.startsWith('[')) return;
      expect(site).toMatch(/^[a-z\d_-]{1,63}(\.[a-z\d_-]{1,63})*$/);
    }),
    { numRuns: 500 },
  );
});
