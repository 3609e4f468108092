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
  learn: [],
  settings: [],
  dom: [],
  terms: [],
  names: ['learn', 'story', 'terms'],
  topics: ['learn', 'story', 'terms'],
  protocol: ['dom', 'names', 'settings', 'story', 'topics'],
  'browser.ts': [],
  build: ['learn', 'names', 'settings', 'story', 'terms', 'topics'],
  ui: ['browser.ts', 'story', 'terms'],
  frame: ['browser.ts', 'dom', 'names', 'protocol', 'settings', 'story'],
  card: ['browser.ts', 'dom', 'protocol', 'story', 'topics', 'ui'],
  pages: [
    'browser.ts',
    'card',
    'dom',
    'frame',
    'names',
    'protocol',
    'settings',
    'story',
    'topics',
    'ui',
  ],
  background: ['names', 'protocol', 'settings', 'story', 'topics'],
};

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

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file: join('src', file), text: readFileSync(join('src', file), 'utf8') }));

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

test('only few files touch the browser’s API', () => {
  const touching = files.filter(({ text }) => /from 'webextension-polyfill'/.test(text));
  expect(touching.map(({ file }) => file).sort()).toEqual([...TOUCH_THE_BROWSER].sort());
});

test('nothing of the story stands in src', () => {
  const { story } = readStory('assets/story');
  const words = story.names.map(({ label }) => label);
  const sentences = story.editions.flatMap(({ paragraphs }) =>
    paragraphs.map(({ text }) => text.slice(0, 40)),
  );
  for (const { file, text } of files) {
    // Comments may give examples.
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
    for (const word of words)
      expect(code, `${file}: ${word}`).not.toMatch(new RegExp(`\\b${word}`));
    for (const sentence of sentences) expect(code, file).not.toContain(sentence);
  }
});
