/** Imports point one way, between the rooms of src and between its files. */
import { describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';
import { ROOMS } from './rooms.ts';
import { importsOf, sources } from './sources.ts';

/** Files that may touch the browser's API; all else is told what it needs. */
const TOUCH_THE_BROWSER = [
  'src/browser.ts',
  'src/background/article.ts',
  'src/background/background.ts',
  'src/background/frames.ts',
  'src/background/keeper.ts',
  'src/background/look.ts',
  'src/background/menu.ts',
  'src/background/open-tabs.ts',
  'src/background/toolbar.ts',
];

/** Files whose circle of imports is about to be undone. */
const CIRCLES: readonly string[] = ['src/pages/options/Options.tsx'];

const roomOf = (file: string) => file.split('/')[1] as string;

describe('imports point one way', () => {
  test.each(sources)('$file', (source) => {
    const room = roomOf(source.file);
    expect(Object.keys(ROOMS)).toContain(room);
    for (const path of importsOf(source)) {
      const other = roomOf(path);
      if (other !== room) {
        expect(ROOMS[room]?.knows, `${source.file} imports ${path}`).toContain(other);
      }
    }
  });
});

test.each(Object.entries(ROOMS))(
  '%s may know no more rooms than it imports from',
  (room, { knows }) => {
    const own = sources.filter(({ file }) => roomOf(file) === room);
    const known = new Set(own.flatMap(importsOf).map(roomOf));
    expect([...known].filter((other) => other !== room).sort()).toEqual([...knows]);
  },
);

test('no circle of imports', () => {
  const imports = new Map(sources.map((source) => [source.file, importsOf(source)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const other of imports.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const { file } of sources) visit(file, []);
  expect(circles.filter((circle) => !CIRCLES.some((file) => circle.includes(file)))).toEqual([]);
});

test('only few files touch the browser’s API', () => {
  const touching = sources.filter(({ text }) => /from 'webextension-polyfill'/.test(text));
  expect(touching.map(({ file }) => file).sort()).toEqual([...TOUCH_THE_BROWSER].sort());
});

test('nothing of the story stands in src', () => {
  const { story } = readStory('assets/story');
  const words = story.names.map(({ label }) => label);
  const sentences = story.editions.flatMap(({ paragraphs }) =>
    paragraphs.map(({ text }) => text.slice(0, 40)),
  );
  for (const { file, text } of sources) {
    // Comments may give examples.
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
    for (const word of words)
      expect(code, `${file}: ${word}`).not.toMatch(new RegExp(`\\b${word}`));
    for (const sentence of sentences) expect(code, file).not.toContain(sentence);
  }
});
