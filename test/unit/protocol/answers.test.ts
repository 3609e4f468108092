import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readBlocks,
  readContentType,
  readPageMap,
  readPassages,
  readPath,
  readReport,
  readSurvey,
  readTally,
} from '../../../src/protocol/answers.ts';
import type { PageMap, PageReport } from '../../../src/protocol/world.ts';

const NOW = 1_800_000_000_000;

/** Anything, and things that look right but for what is in them. */
const forged = fc.oneof(
  fc.anything({ withNullPrototype: true, withTypedArray: true, withMap: true }),
  fc.record(
    Object.fromEntries(
      [
        'title',
        'state',
        'loading',
        'counts',
        'mentions',
        'count',
        'active',
        'any',
        'stoodAt',
        'from',
        'to',
        'id',
      ].map((field) => [field, fc.anything()]),
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
      const map = readPageMap(value);
      if (map) {
        const { document, from, to, mentions } = map;
        expect(isCount(document) && 0 <= from && from <= to && to <= 1).toBe(true);
        expect(mentions.every(({ id, at }) => isCount(id) && 0 <= at && at <= 1)).toBe(true);
      }
      expect(readPassages(value, [1, 2]).every(({ id }) => id === 1 || id === 2)).toBe(true);
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
  const map: PageMap = {
    document: 2 ** 50,
    from: 0.25,
    to: 0.5,
    mentions: [{ id: 1, name: 'xai', at: 0.125 }],
  };
  expect(readPageMap(map)).toEqual(map);
  const survey = { any: true, ahead: false, behind: true, stoodAt: NOW - 1 };
  expect(readSurvey(survey, NOW)).toEqual(survey);
  expect(readPath([0, 64, 3])).toEqual([0, 64, 3]);
  expect(readBlocks(['one', '', 'two'])).toEqual(['one', '', 'two']);
});

test('no script of ours: nothing is told', () => {
  for (const nothing of [undefined, null, 'text', 5, true]) {
    const told = [readTally, readReport, readPageMap].map((read) => read(nothing));
    expect([...told, readSurvey(nothing, NOW)]).toEqual(
      told.map(() => undefined).concat(undefined),
    );
    expect(readPassages(nothing, [1])).toEqual([]);
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

  test('a map', () => {
    const mentions = Array.from({ length: 1_000 }, (_, id) => ({ id, name: huge, at: id }));
    const map = readPageMap({ document: 5.5, from: 3, to: Number.NaN, mentions });
    expect(map).toMatchObject({ document: 5, from: 1, to: 1 });
    expect(map?.mentions.length).toBe(300);
    expect(JSON.stringify(map).length).toBeLessThan(40_000);
    const twice = readPageMap({ mentions: [mentions[1], mentions[1], { id: 4, at: 0.5 }, null] });
    expect(twice?.mentions.map(({ id }) => id)).toEqual([1]);
  });

  test('what stands around mentions: of those that were asked about, no more than those', () => {
    const passage = { id: 1, name: 'xai', text: huge, start: 0, end: 3 };
    const told = [passage, { ...passage, id: 5 }, passage, passage];
    const passages = readPassages(told, [1, 2]);
    expect(passages.map(({ id, text }) => [id, text.length])).toEqual([[1, 5_000]]);
    expect(readPassages([{ ...passage, text: 'xAI' }], [1])).toEqual([{ ...passage, text: 'xAI' }]);
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
