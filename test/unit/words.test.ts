/** One word for one thing, and no file that is too long to be read. */
import { describe, expect, test } from 'vitest';
import { sources } from './sources.ts';

const MOST_LINES = 300;

test(`no file has more than ${MOST_LINES} lines`, () => {
  const long = sources.filter(({ text }) => text.split('\n').length - 1 > MOST_LINES);
  expect(long.map(({ file }) => file)).toEqual([]);
});

describe('no two files export the same name', () => {
  const files = new Map<string, string[]>();
  for (const { file, text } of sources) {
    const exported =
      /^export (?:declare |abstract |async )*(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
    for (const name of new Set([...text.matchAll(exported)].map(([, name = '']) => name))) {
      files.set(name, [...(files.get(name) ?? []), file]);
    }
  }
  test('each has one file', () => {
    expect([...files].filter(([, own]) => own.length > 1)).toEqual([]);
  });
  test('exported names are found', () =>
    expect(files.get('Story')).toEqual(['src/story/types.ts']));
});
