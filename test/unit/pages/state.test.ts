import { describe, expect, test } from 'vitest';
import {
  isMarked,
  type Known,
  pageKind,
  pageStatus,
  reasonOf,
  totals,
} from '../../../src/pages/tab/state.ts';
import type { PageReport } from '../../../src/protocol/world.ts';
import type { SiteState } from '../../../src/settings/sites.ts';

const on: SiteState = { active: true, on: true, decidedBy: undefined, pause: undefined };
const report: PageReport = { title: '', state: on, loading: false, counts: {}, mentions: [] };
const page: Known = {
  site: 'news.example',
  kind: 'page',
  isPrivate: false,
  hasAccess: true,
  state: on,
  unmarked: [],
  reports: [report],
  blocks: [],
  loading: false,
};

describe('pageStatus', () => {
  test.each<[string, Partial<Known>]>([
    ['on', {}],
    ['off', { state: { ...on, on: false, active: false } }],
    ['paused', { state: { ...on, active: false, pause: { until: null } } }],
    ['protected', { site: undefined }],
    ['protected', { reports: undefined }],
    ['withheld', { hasAccess: false, reports: undefined }],
    ['loading', { reports: undefined, loading: true }],
    ['loading', { reports: [], loading: true }],
    ['reload', { reports: [] }],
    ['off', { reports: [], state: { ...on, on: false, active: false } }],
    ['store', { kind: 'store', reports: undefined }],
    ['store', { kind: 'store', hasAccess: false }],
    ['pdf', { kind: 'pdf', reports: undefined }],
    ['withheld', { kind: 'pdf', hasAccess: false, reports: undefined }],
  ])('%s: %o', (status, change) => expect(pageStatus({ ...page, ...change })).toBe(status));
});

test.each([
  ['https://news.example/a.html', undefined, 'page'],
  ['https://news.example/a.PDF?page=2', undefined, 'pdf'],
  ['https://news.example/a.pdf', 'text/html', 'page'],
  ['https://news.example/a', 'application/pdf', 'pdf'],
  ['https://chromewebstore.google.com/category', undefined, 'store'],
  ['https://addons.mozilla.org/firefox/', undefined, 'store'],
  ['https://chrome.google.com/', undefined, 'page'],
  ['no address', undefined, 'page'],
  [undefined, undefined, 'page'],
])('pageKind of %s that says %s', (url, contentType, kind) => {
  expect(pageKind(url, contentType)).toBe(kind);
});

test.each([
  ['a.example', 'own'],
  ['example', 'above'],
  [undefined, 'default'],
])('decided by %s: %s', (decidedBy, reason) => {
  expect(reasonOf('a.example', { ...on, decidedBy })).toBe(reason);
});

test('a name is marked unless the options leave it out', () => {
  const names = [{ id: 'one' }, { id: 'two' }];
  expect(names.filter(isMarked({ unmarked: ['one', 'gone'] }))).toEqual([{ id: 'two' }]);
  expect(names.some(isMarked({ unmarked: ['two', 'one'] }))).toBe(false);
});

test('totals adds up the frames', () => {
  const frames = [
    { ...report, counts: { one: 2, two: 0 } },
    { ...report, counts: { one: 1, two: 4 } },
  ];
  expect(Object.fromEntries(totals(frames))).toEqual({ one: 3, two: 4 });
});
