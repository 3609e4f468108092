import { describe, expect, test } from 'vitest';
import {
  markingOf,
  type SiteRule,
  siteOf,
  siteState,
  sitesAbove,
} from '../../../src/settings/sites.ts';

describe('siteOf', () => {
  test.each([
    ['https://News.Example/a?b#c', 'news.example'],
    ['http://news.example.:8080/', 'news.example'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['http://127.0.0.1:3000/', '127.0.0.1'],
    ['http://[::1]/', '[::1]'],
    ['http://localhost:5173/', 'localhost'],
    ['file:///home/a/b.html', 'file:'],
    ['blob:https://news.example/0-1', 'news.example'],
    ['about:blank', undefined],
    ['chrome://extensions/', undefined],
    ['data:text/html,x', undefined],
    ['blob:null/0-1', undefined],
    ['blob:file:///0-1', undefined],
    ['ftp://news.example/', undefined],
    ['moz-extension://0-1/page.html', undefined],
    ['http://./', undefined],
    ['no address', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s → %s', (url, site) => expect(siteOf(url)).toBe(site));
});

describe('sitesAbove', () => {
  test.each([
    ['a.b.example', ['a.b.example', 'b.example', 'example']],
    ['localhost', ['localhost']],
    ['127.0.0.1', ['127.0.0.1']],
    ['[::1]', ['[::1]']],
    ['[2001:db8::1.2.3.4]', ['[2001:db8::1.2.3.4]']],
    ['1.example', ['1.example', 'example']],
    ['a.1', ['a.1', '1']],
    ['file:', ['file:']],
  ])('%s', (site, above) => expect(sitesAbove(site)).toEqual(above));
});

describe('siteState', () => {
  const rules = (entries: Record<string, boolean>) =>
    new Map<string, SiteRule>(Object.entries(entries).map(([site, on]) => [site, { on, at: 1 }]));
  const now = 1_000;

  test('is on by default', () => {
    expect(siteState('a.example', rules({}), undefined, now)).toEqual({
      active: true,
      on: true,
      decidedBy: undefined,
      pause: undefined,
    });
  });

  test('the nearest rule decides', () => {
    const both = rules({ 'b.example': false, 'a.b.example': true });
    expect(siteState('a.b.example', both, undefined, now).on).toBe(true);
    expect(siteState('c.b.example', both, undefined, now)).toMatchObject({
      on: false,
      active: false,
      decidedBy: 'b.example',
    });
  });

  test('a pause stops all, and leaves the switch as it is', () => {
    const state = siteState('a.example', rules({}), { until: null }, now);
    expect(state).toMatchObject({ active: false, on: true, pause: { until: null } });
  });

  test('a pause that is over is none', () => {
    const state = siteState('a.example', rules({}), { until: now }, now);
    expect(state).toMatchObject({ active: true, pause: undefined });
  });
});

test.each([
  ['on', undefined, undefined],
  ['on', { on: true, at: 1 }, undefined],
  ['off', { on: false, at: 1 }, undefined],
  // The switch has no effect then.
  ['paused', { on: true, at: 1 }, { until: null }],
  ['paused', { on: false, at: 1 }, { until: null }],
] as const)('%s by %j, paused by %j', (marking, rule, pause) => {
  const rules = new Map(rule ? [['a.example', rule]] : []);
  expect(markingOf(siteState('a.example', rules, pause, 0))).toBe(marking);
  expect(markingOf(undefined)).toBe('on');
});
