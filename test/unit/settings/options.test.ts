import { describe, expect, test } from 'vitest';
import { optionProblem } from '../../../src/settings/option-problem.ts';
import {
  DEFAULTS,
  isOption,
  OPTION_NAMES,
  type OptionName,
  optionsFrom,
} from '../../../src/settings/options.ts';

test('what holds before anything is chosen', () => {
  expect(DEFAULTS).toEqual({
    newSites: 'on',
    markStyle: 'both',
    markColour: 'text',
    markEach: 'mention',
    dimRead: false,
    openBy: 'hover',
    openAfterMs: 150,
    openWith: 'none',
    openOnLinks: true,
    badge: true,
    offIcon: true,
    sync: false,
    names: [],
    paragraphLanguage: 'auto',
  });
  for (const name of OPTION_NAMES) expect(isOption(name, DEFAULTS[name])).toBe(true);
});

describe('an option can be', () => {
  test.each<[OptionName, unknown]>([
    ['newSites', 'off'],
    ['badge', false],
    ['openAfterMs', 500],
    ['openWith', 'shift'],
    ['names', ['a']],
    ['names', Array.from({ length: 64 }, () => 'x'.repeat(64))],
    ['paragraphLanguage', 'fr'],
    ['paragraphLanguage', 'zh-Hant-TW'],
    ['paragraphLanguage', 'PT-br'],
    ['paragraphLanguage', 'de-1996'],
  ])('%s: %j', (name, value) => {
    expect(isOption(name, value)).toBe(true);
    expect(optionProblem(name, value)).toBeUndefined();
    expect(optionsFrom(() => value)[name]).toEqual(value);
  });
});

describe('an option cannot be, and why', () => {
  test.each<[OptionName, unknown, string]>([
    ['newSites', 'maybe', 'must be one of on, off'],
    ['badge', 'true', 'must be one of true, false'],
    ['badge', undefined, 'must be one of true, false'],
    ['names', 'a', 'must be a list of texts'],
    ['names', ['a', 1], 'must be a list of texts'],
    ['names', { length: 0 }, 'must be a list of texts'],
    ['names', Array.from({ length: 65 }, () => 'a'), 'at most 64'],
    ['names', ['x'.repeat(65)], 'at most 64'],
    ['paragraphLanguage', '', 'must be "auto" or a language tag'],
    ['paragraphLanguage', 7, 'must be "auto" or a language tag'],
    ['paragraphLanguage', ['fr'], 'must be "auto" or a language tag'],
    ['paragraphLanguage', ' fr', 'must be "auto" or a language tag'],
    ['paragraphLanguage', 'fr-', 'must be "auto" or a language tag'],
    ['paragraphLanguage', 'fr!', 'must be "auto" or a language tag'],
    ['paragraphLanguage', 'fr-a.b', 'must be "auto" or a language tag'],
    ['paragraphLanguage', 'f', 'must be "auto" or a language tag'],
    ['paragraphLanguage', `fr${'-a'.repeat(10_000)}`, 'must be "auto" or a language tag'],
  ])('%s: %j', (name, value, problem) => {
    expect(isOption(name, value)).toBe(false);
    expect(optionProblem(name, value)).toContain(problem);
    expect(optionsFrom(() => value)[name]).toEqual(DEFAULTS[name]);
  });
});
