import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readBlocks,
  readContentType,
  readPath,
  readReport,
  readSurvey,
  readTally,
} from '../../../src/protocol/answers.ts';
import type { PageReport } from '../../../src/protocol/world.ts';

const NOW = 1_800_000_000_000;

/** Anything, and things that look right but for what is in them. */
const forged = fc.oneof(
  fc.anything({ withNullPrototype: true, withTypedArray: true, withMap: true }),
  fc.record(
    Object.fromEntries(
      ['title', 'state', 'loading', 'counts', 'mentions', 'count', 'active', 'any', 'stoodAt'].map(
        (field) => [field, fc.anything()],
      ),
    ),
    { requiredKeys: [] },
  ),
);

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

test('whatever a frame answers, what is read of it has the right shape', () => {
  fc.assert(
    fc.property(forged, (value) => {
      const tally = readTally(value);
      if (tally) {
        expect(isCount(tally.count)).toBe(true);
        expect(['on', 'off', 'paused']).toContain(tally.marking);
      }
      const survey = readSurvey(value, NOW);
      if (survey) {
        const { any, ahead, behind, stoodAt } = survey;
        expect([any, ahead, behind].every((flag) => typeof flag === 'boolean')).toBe(true);
        expect(isCount(stoodAt) && stoodAt <= NOW).toBe(true);
      }
      expect(readPath(value).every(isCount)).toBe(true);
      expect(readBlocks(value).every((block) => typeof block === 'string')).toBe(true);
      expect(['string', 'undefined']).toContain(typeof readContentType(value));
      const report = readReport(value);
      if (!report) return;
      expect([typeof report.title, typeof report.loading]).toEqual(['string', 'boolean']);
      expect(Object.values(report.counts).every(isCount)).toBe(true);
      for (const { name, text, start, end } of report.mentions) {
        expect([typeof name, typeof text]).toEqual(['string', 'string']);
        expect(isCount(start) && start < end && end <= text.length).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('an honest report comes through as it is', () => {
  const report: PageReport = {
    title: 'News',
    state: { active: false, on: true, decidedBy: 'a.example', pause: { until: 'restart' } },
    loading: true,
    counts: { grok: 2, openai: 0, xai: 40 },
    mentions: Array.from({ length: 40 }, (_, index) => ({
      name: 'xai',
      text: `${'x'.repeat(index)}xAI${'.'.repeat(2_900)}`,
      start: index,
      end: index + 3,
    })),
  };
  expect(readReport(report)).toEqual(report);
  expect(readReport({ ...report, state: undefined })).toEqual({ ...report, state: undefined });
  expect(readTally({ count: 7 })).toEqual({ count: 7, marking: 'on' });
  const { state } = report;
  expect(readTally({ count: 7, state })).toEqual({ count: 7, marking: 'paused' });
  const off = { ...state, on: false, pause: undefined };
  expect(readTally({ count: 7, state: off })).toEqual({ count: 7, marking: 'off' });
  const survey = { any: true, ahead: false, behind: true, stoodAt: NOW - 1 };
  expect(readSurvey(survey, NOW)).toEqual(survey);
  expect(readPath([0, 64, 3])).toEqual([0, 64, 3]);
  expect(readBlocks(['one', '', 'two'])).toEqual(['one', '', 'two']);
});

test('no script of ours: nothing is told', () => {
  for (const nothing of [undefined, null, 'text', 5, true]) {
    expect([readTally(nothing), readSurvey(nothing, NOW), readReport(nothing)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  }
});

describe('what is too much is cut', () => {
  const huge = 'x'.repeat(6_000_000);

  test('numbers', () => {
    for (const count of [Number.POSITIVE_INFINITY, 1e300, 2e6]) {
      expect(readTally({ count })).toEqual({ count: 1_000_000, marking: 'on' });
    }
    for (const count of [Number.NaN, -1, '5', {}, null]) {
      expect(readTally({ count })).toEqual({ count: 0, marking: 'on' });
    }
    expect(readTally({ count: 2.5 })?.count).toBe(2);
    // A frame that claims to be walked through tomorrow was so now at the latest.
    expect(readSurvey({ stoodAt: NOW + 1e9 }, NOW)?.stoodAt).toBe(NOW);
  });

  test('a report', () => {
    const report = readReport({
      title: huge,
      state: { decidedBy: huge, pause: { until: Number.NaN } },
      counts: Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`n${index}`, 1])),
      mentions: Array.from({ length: 1_000 }, () => ({ name: huge, text: huge, start: 0, end: 3 })),
    });
    expect(JSON.stringify(report).length).toBeLessThan(250_000);
    expect(Object.keys(report?.counts ?? {}).length).toBe(64);
    expect(report?.mentions.length).toBe(40);
    expect(report?.state?.pause).toBe(undefined);
  });

  test('a mention beyond its text, or of no letters, is left out', () => {
    const read = (mention: object) => readReport({ mentions: [mention] })?.mentions;
    expect(read({ name: 'xai', text: huge, start: 5_999_000, end: 5_999_003 })).toEqual([]);
    expect(read({ name: 'xai', text: 'xAI', start: 2, end: 2 })).toEqual([]);
    expect(read({ name: 5, text: 'xAI', start: 0, end: 3 })).toEqual([]);
    expect(read({ name: 'xai', text: 'xAI', start: 0, end: 99 })).toEqual([
      { name: 'xai', text: 'xAI', start: 0, end: 3 },
    ]);
  });

  test('a page’s text, whose blocks keep their numbers', () => {
    expect(readBlocks(Array.from({ length: 60_000 }, () => 'x')).length).toBe(50_000);
    const blocks = readBlocks(['first', 5, huge, 'last']);
    expect(blocks.slice(0, 2)).toEqual(['first', '']);
    expect(blocks.length).toBe(3);
    expect(blocks.join('').length).toBe(5_000_000);
  });

  test('a path', () => {
    expect(readPath(Array.from({ length: 500 }, () => 1)).length).toBe(100);
    expect(readPath([-1, 'x', Number.POSITIVE_INFINITY])).toEqual([0, 0, Number.MAX_SAFE_INTEGER]);
  });
});
