/** Imports point one way, between the rooms of src and between its files. */
import { describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';
import { ROOMS } from './rooms.ts';
import { importsOf, sources } from './sources.ts';

/**
 * The ways to the browser's API, with the files that may take each; all else is told what it needs. What runs in
 * pages of the web goes by src/browser.ts, for which every frame has to wait less, and so does `ui`, which is in the
 * card; all others by the polyfill.
 */
const WAYS_TO_THE_BROWSER: Record<string, readonly string[]> = {
  'src/browser.ts': [
    'src/card/create-card.tsx',
    'src/card/look/shown-card.ts',
    'src/frame/frame.iife.ts',
    'src/frame/mentions.iife.ts',
    'src/ui/i18n.ts',
  ],
  'webextension-polyfill': [
    'src/background/article.ts',
    'src/background/background.ts',
    'src/background/frames.ts',
    'src/background/settings-upkeep.ts',
    'src/background/look.ts',
    'src/background/menu.ts',
    'src/background/open-tabs.ts',
    'src/background/toolbar.ts',
    'src/pages/article/main.tsx',
    'src/pages/options/browser-parts.ts',
    'src/pages/panel/main.tsx',
    'src/pages/popup/main.tsx',
    'src/pages/tab/page.ts',
    'src/pages/welcome/browser-parts.ts',
    'src/protocol/load-packaged.ts',
  ],
};

/** Rooms of programs that run in pages of the web. */
const IN_PAGES = ['card', 'frame', 'ui'];

/** Comments may give examples. */
const codeOf = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

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
  expect(circles).toEqual([]);
});

describe('only few files touch the browser’s API', () => {
  test.each(Object.entries(WAYS_TO_THE_BROWSER))('by %s', (way, allowed) => {
    const importsIt = ({ file, text }: (typeof sources)[number]) =>
      way.startsWith('src/')
        ? importsOf({ file, text }).includes(way)
        : new RegExp(`^import (?!type\\b).*'${way}'`, 'm').test(text);
    const touching = sources.filter(importsIt).map(({ file }) => file);
    expect(touching.sort()).toEqual([...allowed].sort());
    for (const file of touching) {
      expect(IN_PAGES.includes(roomOf(file)), file).toBe(way === 'src/browser.ts');
    }
  });

  test('and none past both', () => {
    // The types know neither as a variable of its own.
    const global = /\b(globalThis|self|window)\b[^,;]*\b(browser|chrome)\b/;
    const past = sources.filter(({ text }) => global.test(codeOf(text))).map(({ file }) => file);
    expect(past).toEqual(['src/browser.ts']);
  });
});

test('nothing of the story stands in src', () => {
  const { story } = readStory('assets/story');
  const words = story.names.map(({ label }) => label);
  const sentences = story.editions.flatMap(({ paragraphs }) =>
    paragraphs.map(({ text }) => text.slice(0, 40)),
  );
  for (const { file, text } of sources) {
    const code = codeOf(text);
    for (const word of words)
      expect(code, `${file}: ${word}`).not.toMatch(new RegExp(`\\b${word}`));
    for (const sentence of sentences) expect(code, file).not.toContain(sentence);
  }
});
