import { describe, expect, test } from 'vitest';
import {
  listedSites,
  readTyped,
  rowsOf,
  sitesMatching,
  siteTyped,
} from '../../../src/pages/options/site-list.ts';
import { unreadableLines } from '../../../src/pages/options/unreadable-lines.ts';

const rules = new Map([
  ['news.example', { on: false, at: 3 }],
  ['a.example', { on: true, at: 2 }],
  ['gone.example', { on: null, at: 4 }],
  ['file:', { on: false, at: 1 }],
  ['1.99.example', { on: false, at: 5 }],
]);
const names = (typed: string) => sitesMatching(listedSites(rules), typed).map(({ site }) => site);

test('sites are listed by name, removed ones are not', () => {
  expect(listedSites(rules)).toEqual([
    { site: '1.99.example', on: false, at: 5 },
    { site: 'a.example', on: true, at: 2 },
    { site: 'file:', on: false, at: 1 },
    { site: 'news.example', on: false, at: 3 },
  ]);
});

describe('what was typed finds', () => {
  test.each([
    ['', ['1.99.example', 'a.example', 'file:', 'news.example']],
    ['  ', ['1.99.example', 'a.example', 'file:', 'news.example']],
    ['example', ['1.99.example', 'a.example', 'news.example']],
    ['NEWS', ['news.example']],
    [' news.example ', ['news.example']],
    ['https://news.example/today', ['news.example']],
    ['gone', []],
    ['News.Example.', ['news.example']],
    ['9', ['1.99.example']],
    ['99', ['1.99.example']],
    ['news.example/today', []],
  ])('%s', (typed, sites) => expect(names(typed)).toEqual(sites));
});

describe('what was typed means', () => {
  test.each([
    ['news.example', 'news.example'],
    [' News.Example ', 'news.example'],
    ['https://news.example:8080/today?x=1', 'news.example'],
    ['HTTP://NEWS.EXAMPLE', 'news.example'],
    ['file:///home/me/page.html', 'file:'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
    // Neither a host nor the address of a page.
    ['', undefined],
    ['not a site', undefined],
    ['news.example/today', undefined],
    ['chrome://settings', undefined],
    ['about:blank', undefined],
  ])('%s', (typed, site) => expect(siteTyped(typed)).toBe(site));
});

describe('what was typed is no site, and why', () => {
  test.each([
    ['*.', 'wildcard'],
    ['https://*.news.example/', 'wildcard'],
    ['a..b', 'labels'],
    ['https://a..b/', 'labels'],
    ['.', 'labels'],
    ['foo bar', 'letters'],
    ['http:', 'parts'],
    ['news.example:80', 'parts'],
    ['news.example/today', 'parts'],
    ['https://', 'address'],
    ['chrome://settings', 'address'],
    ['about:blank', 'parts'],
    [`${'a.'.repeat(200)}example`, 'long'],
  ])('%s: %s', (typed, fault) => {
    expect(readTyped(typed)).toEqual({ fault });
    expect(siteTyped(typed)).toBeUndefined();
  });
});

describe('the rows of a long list', () => {
  const found = Array.from({ length: 50_000 }, (_, at) => ({
    site: `${at}.example`,
    on: true,
    at,
  }));
  const sitesOf = (limit: number) => {
    const { rows, before, after } = rowsOf(found, limit);
    expect(before + rows.length + after).toBe(found.length);
    return [rows[0]?.site, rows.at(-1)?.site, rows.length];
  };

  test('grow, and are never more than 500', () => {
    expect(sitesOf(100)).toEqual(['0.example', '99.example', 100]);
    expect(sitesOf(500)).toEqual(['0.example', '499.example', 500]);
    expect(sitesOf(600)).toEqual(['100.example', '599.example', 500]);
    expect(sitesOf(60_000)).toEqual(['49500.example', '49999.example', 500]);
    expect(rowsOf(found.slice(0, 3), 100)).toEqual({
      rows: found.slice(0, 3),
      before: 0,
      after: 0,
    });
    expect(rowsOf([], 100)).toEqual({ rows: [], before: 0, after: 0 });
  });

  test('are found by looking at each site once', () => {
    let looks = 0;
    const watched = found.slice(0, 10_000).map((listed) => ({
      ...listed,
      get site() {
        looks += 1;
        return listed.site;
      },
    }));
    expect(sitesMatching(watched, '999').length).toBeGreaterThan(10);
    expect(looks).toBe(10_000);
  });
});

describe('what was kept aside is shown', () => {
  test('as it was stored', () => {
    const aside = [
      { id: 'aside:1:pause', key: 'pause', value: 3 },
      { id: 'aside:1:version', key: 'version', value: { a: ['b'] } },
    ];
    expect(unreadableLines(aside)).toEqual(['pause: 3', 'version: {"a":["b"]}']);
  });

  test('in few letters, however long or deep it is', () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    const aside = Array.from({ length: 1_000 }, (_, at) => ({
      id: '',
      key: 'k'.repeat(10_000),
      value: at === 0 ? deep : at === 1 ? undefined : 'v'.repeat(10_000),
    }));
    const lines = unreadableLines(aside);
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe('…');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(300);
    expect(lines[0]).toMatch(/: …$/);
    expect(lines[1]).toMatch(/: …$/);
  });
});
