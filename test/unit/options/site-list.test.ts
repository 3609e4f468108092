import { describe, expect, test } from 'vitest';
import { listedSites, sitesMatching, siteTyped } from '../../../src/options/site-list.ts';

const rules = new Map([
  ['news.example', { on: false, at: 3 }],
  ['a.example', { on: true, at: 2 }],
  ['gone.example', { on: null, at: 4 }],
  ['file:', { on: false, at: 1 }],
]);
const names = (typed: string) => sitesMatching(listedSites(rules), typed).map(({ site }) => site);

test('sites are listed by name, removed ones are not', () => {
  expect(listedSites(rules)).toEqual([
    { site: 'a.example', on: true, at: 2 },
    { site: 'file:', on: false, at: 1 },
    { site: 'news.example', on: false, at: 3 },
  ]);
});

describe('what was typed finds', () => {
  test.each([
    ['', ['a.example', 'file:', 'news.example']],
    ['  ', ['a.example', 'file:', 'news.example']],
    ['example', ['a.example', 'news.example']],
    ['NEWS', ['news.example']],
    [' news.example ', ['news.example']],
    ['https://news.example/today', ['news.example']],
    ['gone', []],
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
