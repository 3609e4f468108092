import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStory } from '../../src/build/story/read-story.ts';

/**
 * Which rooms a room may import from: imports point one way. A room that is not named here has to be
 * given its place first.
 */
const MAY_KNOW: Record<string, readonly string[]> = {
  story: [],
  settings: [],
  dom: [],
  terms: [],
  names: ['story', 'terms'],
  topics: ['story', 'terms'],
  protocol: ['dom', 'names', 'settings', 'story', 'topics'],
  'browser.ts': [],
  build: ['names', 'protocol', 'settings', 'story', 'terms', 'topics'],
  ui: ['browser.ts', 'story', 'terms'],
  frame: ['browser.ts', 'dom', 'names', 'protocol', 'settings', 'story'],
  card: ['browser.ts', 'dom', 'protocol', 'story', 'topics', 'ui'],
  pages: ['card', 'dom', 'frame', 'names', 'protocol', 'settings', 'story', 'topics', 'ui'],
  background: ['names', 'protocol', 'settings', 'story', 'topics'],
};

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
    'src/background/keeper.ts',
    'src/background/look.ts',
    'src/background/menu.ts',
    'src/background/open-tabs.ts',
    'src/background/packaged.ts',
    'src/background/toolbar.ts',
    'src/pages/article/main.tsx',
    'src/pages/options/browser-parts.ts',
    'src/pages/popup/main.tsx',
    'src/pages/popup/page.ts',
    'src/pages/welcome/browser-parts.ts',
  ],
};

/** Rooms of programs that run in pages of the web. */
const IN_PAGES = ['card', 'frame', 'ui'];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file: join('src', file), text: readFileSync(join('src', file), 'utf8') }));

/** Comments may give examples. */
const codeOf = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

const roomOf = (file: string) => file.split('/')[1] as string;

function importsOf({ file, text }: (typeof files)[number]): string[] {
  return [...text.matchAll(/from '(\.{1,2}\/[^'?]+)(\?[^']*)?'/g)]
    .filter(([, , query]) => query === undefined)
    .map(([, path]) => normalize(join(dirname(file), path as string)))
    .filter((path) => path.startsWith('src/'));
}

describe('imports point one way', () => {
  test.each(files)('$file', (file) => {
    const room = roomOf(file.file);
    expect(Object.keys(MAY_KNOW)).toContain(room);
    for (const path of importsOf(file)) {
      const other = roomOf(path);
      if (other !== room) expect(MAY_KNOW[room], `${file.file} imports ${path}`).toContain(other);
    }
  });
});

describe('only few files touch the browser’s API', () => {
  test.each(Object.entries(WAYS_TO_THE_BROWSER))('by %s', (way, allowed) => {
    const importsIt = ({ file, text }: (typeof files)[number]) =>
      way.startsWith('src/')
        ? importsOf({ file, text }).includes(way)
        : new RegExp(`^import (?!type\\b).*'${way}'`, 'm').test(text);
    const touching = files.filter(importsIt).map(({ file }) => file);
    expect(touching.sort()).toEqual([...allowed].sort());
    for (const file of touching) {
      expect(IN_PAGES.includes(roomOf(file)), file).toBe(way === 'src/browser.ts');
    }
  });

  test('and none past both', () => {
    // The types know neither as a variable of its own.
    const global = /\b(globalThis|self|window)\b[^,;]*\b(browser|chrome)\b/;
    const past = files.filter(({ text }) => global.test(codeOf(text))).map(({ file }) => file);
    expect(past).toEqual(['src/browser.ts']);
  });
});

test('nothing of the story stands in src', () => {
  const { story } = readStory('assets/story');
  const words = story.names.map(({ label }) => label);
  const sentences = story.editions.flatMap(({ paragraphs }) =>
    paragraphs.map(({ text }) => text.slice(0, 40)),
  );
  for (const { file, text } of files) {
    const code = codeOf(text);
    for (const word of words)
      expect(code, `${file}: ${word}`).not.toMatch(new RegExp(`\\b${word}`));
    for (const sentence of sentences) expect(code, file).not.toContain(sentence);
  }
});
