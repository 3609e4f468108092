import { describe, expect, test } from 'vitest';
import { type Known, pageStatus, totals } from '../../../src/popup/state.ts';
import type { PageReport } from '../../../src/protocol/world.ts';
import type { SiteState } from '../../../src/settings/sites.ts';

const on: SiteState = { active: true, on: true, decidedBy: undefined, pause: undefined };
const report: PageReport = { title: '', state: on, loading: false, counts: {}, mentions: [] };
const page: Known = {
  site: 'news.example',
  hasAccess: true,
  state: on,
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
  ])('%s: %o', (status, change) => expect(pageStatus({ ...page, ...change })).toBe(status));
});

test('totals adds up the frames', () => {
  const frames = [
    { ...report, counts: { one: 2, two: 0 } },
    { ...report, counts: { one: 1, two: 4 } },
  ];
  expect(Object.fromEntries(totals(frames))).toEqual({ one: 3, two: 4 });
});
